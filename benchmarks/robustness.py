"""`python -m benchmarks.robustness`: answers of every kind, in a random order, in real kernels.

Each session is one kernel. Its verdicts are compared with those of forked copies that have judged
nothing before; after each sequence the session has to be as it was.
"""

import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preliminaries.authoring import Exercise

ROOT = Path(__file__).parents[1]
_HURRIED = 1.0  # seconds for an answer that never ends


class Player:
    """Hands in answers in random order, and counts what went wrong."""

    def __init__(self, seed: int, different: int) -> None:
        from preliminaries.course import exercises
        from tests.everything import EXERCISES
        from tests.judging.bad_answers import FUNCTIONS, VALUES
        from tests.judging.leaving_something import LEAVING_SOMETHING

        self.random = random.Random(seed)
        hurried = {e.slug: replace(e, seconds=_HURRIED) for e in EXERCISES}
        find = exercises.find
        self.judging: dict[str, Exercise] = {}  # what is hurried for the next check
        exercises.find = lambda name: self.judging.get(name) or find(name)
        self.answers: list[tuple[str, str, object, bool]] = []
        bad: list[tuple[str, Callable[[], object]]] = [*VALUES.items()]
        bad += [(_name(f), lambda f=f: f) for f in [*FUNCTIONS, *LEAVING_SOMETHING]]  # type: ignore[misc]
        while len(self.answers) < different:
            exercise = self.random.choice(EXERCISES)
            kind = self.random.choice(["right", "wrong", "bad"])
            if kind == "right":
                name, answer = self.random.choice([*exercise.right_answers().items()])
            elif kind == "wrong":
                name, wrong = self.random.choice([*exercise.wrong.items()])
                answer = exercise.handed_in(wrong)
            else:
                name, make = self.random.choice(bad)
                answer = make()
            self.answers.append((exercise.slug, name, answer, kind == "bad"))
        self.hurried = hurried
        self.fresh = [_in_a_fork(lambda k=k: self.verdict(k)) for k in range(different)]  # type: ignore[misc]
        for k in range(0, different, 8):  # what is imported, and opened, on first use
            self.verdict(k)
        self.counts: Counter[str] = Counter()
        self.told: list[str] = []
        self.files = _files()

    def verdict(self, k: int) -> str:
        from preliminaries import check

        slug, _, answer, bad = self.answers[k]
        self.judging = {slug: self.hurried[slug]} if bad else {}
        shown = check(slug, answer)
        return json.dumps([shown.status, shown.verdict.belief])

    def play(self, sequences: int) -> None:
        """Hand in that many sequences of one to four answers."""
        from tests.judging.bad_answers import changed, session

        for _ in range(sequences):
            before, beside = session(), _beside()
            for k in self.random.choices(range(len(self.answers)), k=self.random.randint(1, 4)):
                begun = time.monotonic()
                self.counts["answers"] += 1
                try:
                    verdict = self.verdict(k)
                except BaseException as error:
                    self.note("exceptions from check", k, repr(error))
                    continue
                if time.monotonic() - begun > 30:
                    self.note("hangs", k)
                if verdict != self.fresh[k]:
                    self.note("other verdicts", k, f"{verdict} and not {self.fresh[k]}")
            self.counts["sequences"] += 1
            for what in changed(before, session()):
                if what != "threads":  # their number; a kernel has some that come and go
                    self.note("changes of the session", k, what)
            for what, there in _beside().items():
                if there - beside[what]:
                    self.note(f"{what} left", k, str(there - beside[what]))

    def finish(self) -> str:
        """The counts and what went wrong, as JSON."""
        left = list((_files() - self.files).elements())
        if len(left) > 1:  # one answer keeps one, as a session may
            self.counts["files left open"] = len(left) - 1
            self.told.append(f"files left open: {left}")
        return json.dumps([self.counts, self.told])

    def note(self, what: str, k: int, more: str = "") -> None:
        self.counts[what] += 1
        self.told.append(f"{what}: {self.answers[k][:2]} {more}"[:300])


def _name(answer: object) -> str:
    return str(getattr(answer, "__name__", repr(answer)))


def _beside() -> dict[str, set]:
    import threading

    import psutil

    pyplot = sys.modules.get("matplotlib._pylab_helpers")
    return {
        "processes": set(psutil.Process().children(recursive=True)),
        "threads": {t for t in threading.enumerate() if t.is_alive()},
        "figures": set(pyplot.Gcf.figs) if pyplot else set(),
    }


def _files() -> Counter[str]:
    """What is open, where /proc tells it."""
    found: Counter[str] = Counter()
    for link in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):
            file = os.readlink(link)
            found[file] += "profile_default" not in file  # where IPython writes its history
    return found


def _in_a_fork(work: Callable[[], str]) -> str:
    """What it gives in a copy of this process; here, where no process can be forked."""
    if not hasattr(os, "fork"):
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, work().encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        found = pipe.read()
    os.waitpid(child, 0)
    return found


def in_a_kernel(seed: int, sequences: int, different: int = 80) -> tuple[Counter[str], list[str]]:
    """The counts of one session of so many different answers, and what went wrong in words."""
    from jupyter_client.manager import KernelManager

    kernel = KernelManager(kernel_name="python3")
    kernel.start_kernel(cwd=str(ROOT / "notebooks"))
    client = kernel.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    said: list[str] = []

    def run(code: str) -> None:
        reply = client.execute_interactive(
            code, timeout=3600, output_hook=lambda m: said.append(m["content"].get("text", ""))
        )
        assert reply["content"]["status"] == "ok", reply["content"]

    try:
        run(
            f"import sys, warnings; sys.path.insert(0, {str(ROOT)!r})\n"
            "warnings.simplefilter('ignore')\n"
            "from benchmarks.robustness import Player\n"
            f"player = Player({seed}, {different})"
        )
        for _ in range(sequences):
            run("player.play(1)")
        said.clear()
        run("print('@', player.finish())")
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)
    counts, told = json.loads("".join(said).partition("@ ")[2])
    return Counter(counts), told


def measure(sessions: int = 10, sequences: int = 1000, seed: int = 0) -> None:
    """Print the counts of each session, and of all."""
    total: Counter[str] = Counter()
    for k in range(sessions):
        begun = time.monotonic()
        counts, told = in_a_kernel(seed + k, sequences)
        total += counts
        print(f"session {k}: {dict(counts)}, {time.monotonic() - begun:.0f} s", flush=True)
        for line in sorted(set(told)):
            print(f"    {line}")
    print(f"all: {dict(total)}")


if __name__ == "__main__":
    measure(*map(int, sys.argv[1:]))
