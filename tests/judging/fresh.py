"""Check right functions of one lecture, each in a process that has only run the import cell.

Run as a program: it forks for each answer, so that none finds what another has loaded. Tried are
answers that name a part of a library which loads when it is first used, one for each such part and
lecture, and two solutions that name none: what those load has come with the expected results.
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
    tried: list[tuple[str, str]] = []
    loading: set[str] = set()
    functions = [slug for slug in slugs()[lecture] if definition(slug).is_function]
    for slug in functions:
        for name, parts in _loaded(definition(slug).lines).items():
            if parts - loading:
                tried.append((slug, name))
                loading |= parts
    tried += [(slug, "solution") for slug in functions if slug not in dict(tried)][:2]
    refused = {f"{slug}, {name}": said for slug, name in tried if (said := _in_a_fork(slug, name))}
    print(json.dumps(refused))


def _loaded(lines: tuple[str, ...]) -> dict[str, set[str]]:
    """The names of a file's right answers, each with the parts of libraries that it names."""
    functions = [
        node for node in ast.parse("\n".join(lines)).body if isinstance(node, ast.FunctionDef)
    ]
    return {
        node.name: set(_LOADS.findall(ast.unparse(node)))
        for node in functions
        if any(getattr(mark, "id", "") == "right" for mark in node.decorator_list)
    }


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
