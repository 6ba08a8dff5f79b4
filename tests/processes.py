"""Real processes that are stopped on purpose: started with a mark, so that their children show."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from preliminaries.course.places import ROOT

# Seconds for anything that a quiet machine does in a few: a busy one may take twenty times as long.
PATIENCE = 120


class Started:
    """A command as a terminal starts it: its group can be interrupted, its input is a terminal."""

    def __init__(self, *command: str | Path, cwd: Path = ROOT, **variables: str) -> None:
        # what it started may hold its files a little longer, which Windows minds
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._out, self._err = (Path(self._folder.name, name) for name in ("out", "err"))
        self._mark = f"STARTED_BY_TEST={uuid.uuid4()}"
        name, _, value = self._mark.partition("=")
        self._terminal = keyboard = None
        group = {}
        if sys.platform != "win32":  # which has no such terminals, nor such groups
            self._terminal, keyboard = os.openpty()
            group["start_new_session"] = True
            # a shell without job control lets what it starts in the background ignore Ctrl-C
            group["preexec_fn"] = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process = subprocess.Popen(
                [*map(str, command)],
                stdin=subprocess.DEVNULL if keyboard is None else keyboard,
                stdout=out,
                stderr=err,
                cwd=cwd,
                env=os.environ | {"PYTHONPATH": str(ROOT), name: value} | variables,
                **group,
            )
        if keyboard is not None:
            os.close(keyboard)

    @property
    def said(self) -> str:
        """What it has printed by now."""
        return self._out.read_text(encoding="utf-8", errors="replace")

    @property
    def complained(self) -> str:
        """What it has printed to stderr by now."""
        return self._err.read_text(encoding="utf-8", errors="replace")

    def press_ctrl_c(self) -> None:
        """What a terminal does: the whole group is interrupted."""
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> int:
        """The exit status, once it has ended by itself."""
        return self.process.wait(PATIENCE)

    def processes(self) -> dict[Path, str]:
        """What runs of it: each process' folder in /proc, and its command line."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if self._mark.encode() in (folder / "environ").read_bytes().split(b"\0"):
                    found[folder] = (folder / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue  # ended meanwhile, or another user's
        return found

    def wait_until_nothing_runs(self) -> None:
        if sys.platform == "linux":  # elsewhere nothing tells whose child a process is
            wait_for(lambda: not self.processes(), lambda: f"still there: {self.processes()}")

    def __enter__(self) -> "Started":
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            if self._terminal is not None:
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
            self.process.wait()
        if self._terminal is not None:
            os.close(self._terminal)
        self._folder.cleanup()


def wait_for(condition: Callable[[], object], otherwise: Callable[[], str]) -> None:
    """Wait until the condition holds; fail with a sentence after all patience."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, otherwise()
        time.sleep(0.05)
