"""Newer lectures, and one's answers in them: ``python -m preliminaries.updating [OLD COURSE]``.

Without an argument, git gets the newer course. With the folder of another copy of the course,
the answers in its notebooks are put into the notebooks here.
"""

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

_CHECKED = re.compile(r"""^check\(\s*["']([\w-]+)["']""", re.MULTILINE)


def answers(course: Path) -> dict[str, str]:
    """What stands in the exercise cells of a course's notebooks, by exercise; stubs left out."""
    stubs, found = _stubs(course), {}
    for path in _notebooks(course):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            slug = _slug(cell)
            if slug in stubs and source.strip() != stubs[slug].strip():
                found[slug] = source
    return found


def carry(given: dict[str, str], course: Path) -> list[str]:
    """Put answers into the notebooks of a course; returns those for which there is no cell."""
    left = dict(given)
    for path in _notebooks(course):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        changed = False
        for cell in notebook["cells"]:
            answer = left.pop(_slug(cell), None)
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
        kept.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, kept)
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
    for path in kept.glob("*.ipynb"):
        shutil.copy2(path, course / "notebooks")
    shutil.rmtree(kept, ignore_errors=True)


def _notebooks(course: Path) -> list[Path]:
    """The notebooks of its lectures, and not what else was put beside them."""
    names = [path.stem for path in sorted((course / "lectures").glob("[0-9][0-9]-*.md"))]
    found = [course / "notebooks" / f"{name}.ipynb" for name in names]
    return [path for path in found if path.is_file()]


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
