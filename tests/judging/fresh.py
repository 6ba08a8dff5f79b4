"""Check right functions of one lecture, each in a process that has only run the import cell.

Run as a program: it forks for each answer, so that none finds what another has loaded. Tried are
the answers that name a part of a library which loads when it is first used, or else the solution:
what that loads has come with the expected results.
"""

import ast
import json
import os
import re
import sys
from pathlib import Path

_LOADS = re.compile(
    r"\b(func|vmap|jac\w+|hessian|jvp|vjp|autograd|optim|nn|linalg|special|np|pd|meta|sparse)\b"
)


def main(lecture: str) -> None:
    """Print, as JSON, what was said to each right answer that was not called correct."""
    # What judges is loaded outside an answer's time: forking after it changes nothing that counts.
    import preliminaries.judging.judge
    import preliminaries.words.shown  # noqa: F401
    from preliminaries.course import places
    from preliminaries.course.exercises import definition, slugs

    (notebook,) = places.NOTEBOOKS.glob(f"*-{lecture}.ipynb")
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    imports = next("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    os.chdir(notebook.parent)
    exec(imports, {})
    refused = {}
    for slug in filter(lambda slug: definition(slug).is_function, slugs()[lecture]):
        for name in _that_load(definition(slug).lines) or ["solution"]:
            if said := _in_a_fork(slug, name):
                refused[f"{slug}, {name}"] = said
    print(json.dumps(refused))


def _that_load(lines: tuple[str, ...]) -> list[str]:
    """The names of the right answers in a file that may load something."""
    functions = [
        node for node in ast.parse("\n".join(lines)).body if isinstance(node, ast.FunctionDef)
    ]
    return [
        node.name
        for node in functions
        if any(getattr(mark, "id", "") == "right" for mark in node.decorator_list)
        and _LOADS.search(ast.unparse(node))
    ]


def _in_a_fork(slug: str, name: str) -> str:
    """What is said of this right answer if it is refused."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        from preliminaries import check
        from preliminaries.course.exercises import find

        verdict = check(slug, find(slug).right_answers()[name])
        os.write(writing, b"correct" if verdict.correct else repr(verdict).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return "" if told == "correct" else told or "the process ended without a verdict"


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main(sys.argv[1])
