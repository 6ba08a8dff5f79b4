"""The builder's command line."""

import argparse
import sys
from pathlib import Path

from preliminaries.course import places
from preliminaries.course.choosing import choose
from preliminaries.course.problem import Problem


def main(arguments: list[str] | None = None) -> int:
    """Build, or check, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m preliminaries.notebooks",
        description="Turn lectures/*.md into executed notebooks/*.ipynb.",
    )
    parser.add_argument(
        "lecture", nargs="*", help="such as 01-data-operations or 1; all lectures without"
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--check",
        action="store_true",
        help="tell, without running or writing anything, whether the notebooks are in step",
    )
    mode.add_argument(
        "--solved",
        type=Path,
        metavar="DIR",
        help="write the notebooks with the exercises solved, into DIR",
    )
    options = parser.parse_args(arguments)
    try:
        root = _find_course()
        every = sorted((root / "lectures").glob("[0-9][0-9]-*.md"))
        chosen = choose(every, options.lecture)
        notebooks = root / "notebooks"
        if options.check:
            return _check(every, chosen, notebooks)
        if options.solved and options.solved.resolve() == notebooks.resolve():
            raise Problem("--solved would overwrite the learner's notebooks; name another folder.")

        from .editions import build

        build(chosen, notebooks, solved=options.solved)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; the notebook in work is left as it was.", file=sys.stderr)
        return 130
    return 0


def _check(every: list[Path], chosen: list[Path], notebooks: Path) -> int:
    from .checking import find_problems, find_strays
    from .translating.report import still_english

    problems = find_problems(chosen, notebooks)
    if chosen == every:
        problems += find_strays(every, notebooks)
    for problem in problems:
        print(problem)
    if not problems:
        names = ", ".join(path.stem for path in chosen)
        print(f"In step: {names or 'there is no lecture'}.")
        for line in still_english(chosen):  # none of it is out of step
            print(line)
    return 1 if problems else 0


def _find_course() -> Path:
    """The folder that holds lectures/: this one, one above it, or the one beside the package."""
    here = Path.cwd()
    for folder in (here, *here.parents, places.ROOT):
        if (folder / "lectures").is_dir():
            return folder
    raise Problem("There is no folder named lectures here; go to the course's folder first.")


if __name__ == "__main__":
    sys.exit(main())
