"""The two editions of a lecture: the learner's, and the solved one."""

from pathlib import Path

from .execution import execute, place
from .lecture import Lecture, read_lecture
from .notebook import as_text, assemble, seal, write
from .problem import Problem
from .progress import Progress
from .stubs import fill_in

TIME_LIMIT = 120  # seconds for one cell


def build(
    lectures: list[Path],
    notebooks: Path,
    *,
    solved: Path | None = None,
    time_limit: int = TIME_LIMIT,
) -> None:
    """Run the lectures in the folder notebooks and write them there, or, solved, elsewhere."""
    # All are read before the first is run: a mistake that reading shows should not take minutes.
    to_do = [read_lecture(path) for path in lectures]
    if solved:
        for lecture in to_do:
            _solve(lecture)
    target = solved or notebooks
    for folder in (notebooks, target):
        folder.mkdir(parents=True, exist_ok=True)
    for lecture in to_do:
        notebook = assemble(lecture)
        progress = Progress(lecture.name, len(lecture.cells))
        try:
            execute(notebook, lecture, notebooks, time_limit, progress.cell_done)
        except Problem as problem:
            kept = f"\n{target.name}/{lecture.name}.ipynb is left as it was."
            raise Problem(f"{problem}{kept}") from None
        finally:
            progress.close()
        seal(notebook)
        write(as_text(notebook), target / f"{lecture.name}.ipynb")


def _solve(lecture: Lecture) -> None:
    """Put each exercise's solution in the place of its stub."""
    from preliminaries import course

    for cell in lecture.cells:
        stub = cell.stub
        if stub is None:
            continue
        try:
            exercise = course.find(stub.slug)
        except LookupError as error:
            raise Problem(f"{place(lecture, cell)}: {error.args[0]}") from error
        if stub.name != exercise.name:
            raise Problem(
                f"{place(lecture, cell)}: the stub of {stub.slug} defines `{stub.name}`, the "
                f"exercise calls it `{exercise.name}`; write one name in both places."
            )
        cell.source = fill_in(cell.source, stub, exercise.solution_source())
