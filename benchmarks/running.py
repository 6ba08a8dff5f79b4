"""Run All of a notebook against the same cells as a plain script."""

import ast
import contextlib
import io
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import CodeType

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def measure() -> None:
    """Print the time of both, and their ratio, for each notebook."""
    print("\nRun All                             notebook  script   ratio")
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        in_a_kernel = _timed(partial(_execute, notebook))
        as_a_script = _timed(partial(_exec, notebook))
        print(
            f"    {path.stem:<30} {in_a_kernel:6.1f} s {as_a_script:6.1f} s"
            f" {in_a_kernel / as_a_script:7.1f}"
        )


def _execute(notebook: nbformat.NotebookNode) -> None:
    NotebookClient(notebook, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()


def _exec(notebook: nbformat.NotebookNode) -> None:
    """The cells one after the other in this process; what a cell shows is made, and dropped."""
    from IPython.core.formatters import DisplayFormatter

    show = DisplayFormatter().format
    names = {"__name__": "__main__"}
    folder = Path.cwd()
    os.chdir(NOTEBOOKS)
    try:
        for cell in notebook.cells:
            if cell.cell_type == "code" and "interact(" not in cell.source:
                with contextlib.redirect_stdout(io.StringIO()):
                    body, last = _split(cell.source)
                    exec(body, names)
                    if last is not None:
                        show(eval(last, names))
    finally:
        os.chdir(folder)


def _split(source: str) -> tuple[CodeType, CodeType | None]:
    """A cell as its statements and, where it ends in one, its last expression."""
    tree = ast.parse(source)
    if tree.body and isinstance(end := tree.body[-1], ast.Expr):
        del tree.body[-1]
        last = ast.Expression(end.value)
        return compile(tree, "<cell>", "exec"), compile(last, "<cell>", "eval")
    return compile(tree, "<cell>", "exec"), None


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
