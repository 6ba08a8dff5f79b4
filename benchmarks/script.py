"""A notebook's cells, one after the other, as a plain script; prints how long each of them took.

Started by its path, so that it runs the notebooks of another commit, on the package of that one.
"""

import ast
import contextlib
import importlib
import io
import json
import os
import pkgutil
import sys
import time
from pathlib import Path
from types import CodeType


def main(path: Path) -> None:
    """Print pairs of a cell's code and its seconds."""
    from IPython.core.formatters import DisplayFormatter

    _import()
    show = DisplayFormatter().format
    names = {"__name__": "__main__"}
    took = []
    os.chdir(path.parent)
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and "interact(" not in source:
            start = time.perf_counter()
            with contextlib.redirect_stdout(io.StringIO()):
                body, last = _split(source)
                exec(body, names)
                if last is not None:
                    show(eval(last, names))
            took.append((source, time.perf_counter() - start))
    print(json.dumps(took))


def _import() -> None:
    """Make the imports that a kernel has behind it."""
    try:
        importlib.import_module("preliminaries.kernels.imports")
    except ModuleNotFoundError:  # before there were such kernels
        from preliminaries import figures

        for name in ("torch.func", "hypothesis", "ipywidgets", "pandas", "matplotlib.pyplot"):
            importlib.import_module(name)
        for module in pkgutil.walk_packages(figures.__path__, "preliminaries.figures."):
            importlib.import_module(module.name)


def _split(source: str) -> tuple[CodeType, CodeType | None]:
    """A cell as its statements and, where it ends in one, its last expression."""
    tree = ast.parse(source)
    if tree.body and isinstance(end := tree.body[-1], ast.Expr):
        del tree.body[-1]
        last = ast.Expression(end.value)
        return compile(tree, "<cell>", "exec"), compile(last, "<cell>", "eval")
    return compile(tree, "<cell>", "exec"), None


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
