"""Run All of a notebook against the same cells as a plain script, both with their imports made."""

import nbformat

from benchmarks import ROOT
from benchmarks.earlier import scripts
from benchmarks.table import row, seconds
from preliminaries.notebooks.execution import kernel


def measure() -> None:
    """Print the time of both, and their ratio, for each notebook."""
    _run_all(nbformat.v4.new_notebook())  # which has the imports made for all others
    for name, cells in scripts(ROOT).items():
        notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
        in_a_kernel = seconds(_run_all, notebook)
        row(f"Run All, {name}", in_a_kernel, before=sum(took for _, took in cells), aim=1.3)


def _run_all(notebook: nbformat.NotebookNode) -> None:
    """Start a kernel, and run all cells in it."""
    with kernel(notebook, ROOT / "notebooks", 300) as client:
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
