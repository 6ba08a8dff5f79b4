"""Newer lectures, and one's answers in them: ``python -m preliminaries.updating [OLD COURSE]``.

Without an argument, git gets the newer course. With the folder of another copy of the course,
the answers in its notebooks are put into the notebooks here.
"""

import ast
import datetime
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from preliminaries.course.cell import Definition
from preliminaries.course.places import ROOT
from preliminaries.course.problem import Problem
from preliminaries.languages import ENGLISH, NAMES, folder_of

_CHECKED = re.compile(r"""^check\(\s*["']([\w-]+)["']""", re.MULTILINE)


def answers(course: Path) -> dict[str, str]:
    """What stands in the exercise cells of a course's notebooks, by exercise; stubs left out.

    Those of a notebook in another language have its name before the exercise's: "zh/row-means".
    """
    stubs, found = _stubs(course), {}
    for path in _notebooks(course):
        own = _language_of(path)
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            slug = _slug(cell)
            if slug in stubs and not _is_stub(source, stubs[slug], own):
                found[folder_of(own) + slug] = source
    return found


def carry(given: dict[str, str], course: Path) -> list[str]:
    """Put answers into the notebooks of a course; returns those for which there is no cell."""
    left = dict(given)
    for path in _notebooks(course):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        changed = False
        for cell in notebook["cells"]:
            answer = left.pop(folder_of(_language_of(path)) + _slug(cell), None)
            if answer is not None:
                cell |= {"source": answer.splitlines(keepends=True), "outputs": []}
                cell["execution_count"] = None
                changed = True
        if changed:
            text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
            path.write_text(text, encoding="utf-8", newline="\n")
    return sorted(left)


def update(course: Path) -> str:
    """Get the newer course by git, with the answers carried over; returns what to tell."""
    worked_in = [
        course / line[3:].strip('"')
        for line in _git(course, "status", "--porcelain", "--", "notebooks").splitlines()
        if line.endswith((".ipynb", '.ipynb"'))
    ]
    given = answers(course)
    kept = course / "worked" / f"{datetime.datetime.now():%Y-%m-%d-%H%M%S}"
    for path in worked_in:
        copy = kept / path.relative_to(course / "notebooks")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    _git(course, "checkout", "--", "notebooks")
    try:
        told = _git(course, "pull", "--ff-only")
    except Problem:
        _put_back(kept, course)
        raise
    told = told.strip().splitlines()[-1] if told.strip() else "Nothing newer."
    if not worked_in:
        return told
    return f"{told}\n{_told(given, carry(given, course))}\n{_kept(kept, course)}"


def main(arguments: list[str]) -> int:
    """Update this course, or take the answers out of another one; 1 if that fails."""
    try:
        if arguments:
            old = Path(" ".join(arguments)).expanduser()
            if not _notebooks(old):
                raise Problem(f"There is no course in {old}: no notebooks/ with a lecture in it.")
            given = answers(old)
            print(_told(given, carry(given, ROOT)))
        else:
            print(update(ROOT))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _told(given: dict[str, str], left: list[str]) -> str:
    count = len(given) - len(left)
    told = f"{count} {'answer is' if count == 1 else 'answers are'} in the notebooks now."
    if left:
        told += f" Of these exercises there is no cell any more: {', '.join(left)}."
    return f"{told} Run the cells to have them judged."


def _kept(kept: Path, course: Path) -> str:
    folder = kept.relative_to(course).as_posix()
    return (
        f"Your notebooks as they were, notes and all, are in {folder}; "
        "to have them back, copy them into notebooks."
    )


def _put_back(kept: Path, course: Path) -> None:
    for path in kept.rglob("*.ipynb"):
        shutil.copy2(path, course / "notebooks" / path.relative_to(kept))
    shutil.rmtree(kept, ignore_errors=True)


def _notebooks(course: Path) -> list[Path]:
    """The notebooks of its lectures, and not what else was put beside them."""
    names = [path.stem for path in sorted((course / "lectures").glob("[0-9][0-9]-*.md"))]
    folders = [course / "notebooks" / folder_of(language) for language in NAMES]
    found = [folder / f"{name}.ipynb" for folder in folders for name in names]
    return [path for path in found if path.is_file()]


def _language_of(notebook: Path) -> str:
    return notebook.parent.name if notebook.parent.name in NAMES else ENGLISH


def _is_stub(source: str, stub: str, language: str) -> bool:
    """Whether nothing is answered yet; in another language only the code can tell."""
    if language == ENGLISH:
        return source.strip() == stub.strip()
    try:
        return _code(source) == _code(stub)
    except SyntaxError:
        return False


def _code(source: str) -> str:
    """What the source does, without its docstrings and comments."""
    module = ast.parse(source)
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            node.body = node.body[1:]
    return ast.dump(module)


def _stubs(course: Path) -> dict[str, str]:
    files = (course / "preliminaries" / "exercises").glob("*/[a-z]*.py")
    defined = (Definition.of(file) for file in files)
    return {definition.slug: definition.cell() for definition in defined}


def _slug(cell: dict) -> str:
    """The exercise of a cell: as the builder noted it, or as it is checked in a pasted copy."""
    noted = cell["metadata"].get("preliminaries", {}).get("exercise", "")
    checked = _CHECKED.search("".join(cell["source"])) if cell["cell_type"] == "code" else None
    return noted or (checked[1] if checked else "")


def _git(course: Path, *arguments: str) -> str:
    """What git prints; Problem with its own words where it fails."""
    if not shutil.which("git") or not (course / ".git").exists():
        raise Problem(
            "This course did not come by git. Unpack the newer one beside it and set it up; there, "
            f'make update FROM="../{course.name}" takes your answers over.'
        )
    command = ["git", "-c", "core.quotepath=false", *arguments]
    done = subprocess.run(
        command, cwd=course, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        raise Problem(f"git {arguments[0]} failed, and nothing was changed:\n{done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
