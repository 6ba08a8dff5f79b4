"""Running a notebook's cells in a kernel of this interpreter."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preliminaries.course.problem import Problem

from .lecture import OUTPUT_VARIES, Cell, Lecture
from .traces import find_trace

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbformat import NotebookNode

_WIDGET = "application/vnd.jupyter.widget-view+json"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def execute(
    notebook: "NotebookNode",
    lecture: Lecture,
    folder: Path,
    time_limit: int,
    cell_done: Callable[[], None],
) -> None:
    """Run all cells of the lecture's notebook in the folder, and store their outputs in it."""
    with kernel(notebook, folder, time_limit) as client:
        count = 0
        for index, (cell, executed) in enumerate(zip(lecture.cells, notebook.cells, strict=True)):
            if cell.kind == "code":
                count += 1
                if mishap := _run(client, executed, index, count):
                    raise Problem(f"{place(lecture, cell)}: {mishap}")
                executed.outputs = _join_streams(executed.outputs)
                if _shows_widget(executed, cell, lecture):
                    executed.outputs = list(_without_widgets(executed.outputs))
                elif _varies(cell):
                    executed.outputs = []
                _refuse_what_varies(executed, cell, lecture, folder)
            cell_done()


def place(lecture: Lecture, cell: Cell) -> str:
    """Where a cell stands, in words."""
    section = lecture.section_of(cell)
    return f'{lecture.source_name}, line {cell.line}, section "{section.title}"'


@contextmanager
def kernel(notebook: "NotebookNode", folder: Path, time_limit: int) -> Iterator["NotebookClient"]:
    """The client of a kernel that runs in the folder, and is stopped whatever happens."""
    import zmq
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_core.utils import run_sync
    from nbclient import NotebookClient

    # A manager that looks in no folder gives ipykernel's own description of a kernel, which is
    # this interpreter. A user's "python3" may well be another one.
    native = KernelSpecManager(kernel_dirs=[])
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=native)
    if manager.has_trait("transport_encryption") and zmq.has("curve"):
        manager.transport_encryption = "auto"  # newer kernels warn without it
    client = NotebookClient(
        notebook,
        km=manager,
        timeout=time_limit,
        record_timing=False,
        force_raise_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )
    # The client would answer an Output widget (every `interact` has one) in the middle of waiting
    # for the cell's reply, and now and then miss that reply: the build then stood still for two
    # minutes. Unanswered, what is shown in a widget comes as an output of the cell's own: the
    # first picture of an explorer, which is stored.
    client.comm_open_handlers["jupyter.widget"] = lambda message: None
    with tempfile.TemporaryDirectory(prefix="ipython-", ignore_cleanup_errors=True) as own:
        log = Path(own, "kernel.log")
        # An author's IPython profile could change what cells show, hence an empty one. A kernel
        # that is stopped in the middle of a cell complains about that, hence the log.
        options: dict[str, Any] = {"env": {**os.environ, "IPYTHONDIR": own}, "cleanup_kc": True}
        try:
            with log.open("wb") as stream, client.setup_kernel(stderr=stream, **options):
                try:
                    yield client
                except BaseException:
                    client.shutdown_kernel = "immediate"  # do not wait for a cell to end
                    raise
        except RuntimeError as error:
            if "Kernel died before" not in str(error):
                raise
            said = log.read_text(encoding="utf-8", errors="replace").strip()
            raise Problem(f"No kernel starts: {said.splitlines()[-1] if said else error}") from None
        finally:
            if manager.has_kernel:  # interrupted while the kernel was starting
                run_sync(manager.shutdown_kernel)(now=True)


def _run(client: "NotebookClient", cell: "NotebookNode", index: int, count: int) -> str | None:
    """Run a cell; returns what went wrong, with the line at which it did."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    first_line = cell.source.splitlines()[0]
    try:
        client.execute_cell(cell, index, execution_count=count)
    except CellExecutionError as error:
        value = re.sub(r" \(\d+\.py, line \d+\)$", "", error.evalue)  # IPython's name for a cell
        message = f"{error.ename}: {value}".rstrip(": ")
        return f"a cell stops.\n    {_failing_line(cell)}\n{message}"
    except CellTimeoutError:
        return f"a cell runs longer than {client.timeout} s.\n    {first_line}"
    except DeadKernelError:
        return f"the kernel dies in a cell, {_ended(client)}.\n    {first_line}"
    return None


def _ended(client: "NotebookClient") -> str:
    """How its kernel's process ended; signal 9 is most often a machine that runs out of memory."""
    from jupyter_core.utils import run_sync

    assert client.km is not None and client.km.provisioner is not None
    status = run_sync(client.km.provisioner.poll)()
    return f"by signal {-status}" if status and status < 0 else f"with status {status}"


def _join_streams(outputs: list["NotebookNode"]) -> list["NotebookNode"]:
    """The outputs with the pieces of a stream put together; how it was cut up is chance."""
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if (
            last is not None
            and output.output_type == last.output_type == "stream"
            and output.name == last.name
        ):
            last.text += output.text
        else:
            joined.append(output)
    return joined


def _shows_widget(executed: "NotebookNode", cell: Cell, lecture: Lecture) -> bool:
    if not any(map(_is_widget, executed.outputs)):
        return False
    if not _varies(cell):
        raise Problem(
            f"{place(lecture, cell)}: a cell shows a widget, which differs on every run; "
            "make it with `interact(...)` or `by_hand(...)`, or give the cell the tag "
            f"{OUTPUT_VARIES}."
        )
    return True


def _without_widgets(outputs: "list[NotebookNode]") -> "Iterator[NotebookNode]":
    """What is left where no kernel runs: of a widget the still that comes with it, if one does."""
    for output in outputs:
        if _is_widget(output):
            del output.data[_WIDGET]
            if set(output.data) == {"text/plain"}:  # Python's name for the widget
                continue
        yield output


def _is_widget(output: "NotebookNode") -> bool:
    return _WIDGET in output.get("data", {})


def _varies(cell: Cell) -> bool:
    """Whether the cell says that it shows what is of one machine: a time, a version."""
    return OUTPUT_VARIES in cell.metadata.get("tags", [])


def _refuse_what_varies(
    executed: "NotebookNode", cell: Cell, lecture: Lecture, folder: Path
) -> None:
    for output in executed.outputs:
        if output.output_type == "stream" and output.name == "stderr":
            written = (output.text.strip().splitlines() or [""])[0]
            raise Problem(
                f"{place(lecture, cell)}: a cell writes to stderr, which learners read as a "
                f"warning; change the cell so that it does not.\n    {written}"
            )
        if trace := find_trace(output, folder, known="\n".join(c.source for c in lecture.cells)):
            raise Problem(
                f"{place(lecture, cell)}: an output holds {trace}, which is of this machine only; "
                "print something that is the same everywhere."
            )


def _failing_line(cell: "NotebookNode") -> str:
    """The line of the cell at which it stopped, or its first line."""
    lines = cell.source.splitlines()
    for output in cell.outputs:
        if output.output_type == "error":
            traceback = _COLOUR.sub("", "\n".join(output.traceback))
            if found := re.search(r"Cell In\[\d+\], line (\d+)", traceback):
                return lines[min(int(found[1]), len(lines)) - 1].strip()
    return lines[0]
