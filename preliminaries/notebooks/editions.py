"""The two editions of a lecture: the learner's, and the solved one."""

from pathlib import Path

from preliminaries.course.problem import Problem

from .counts import state_counts
from .execution import execute
from .lecture import read_lecture
from .notebook import as_text, assemble, seal, write
from .progress_line import Progress

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
        for cell in (cell for lecture in to_do for cell in lecture.cells):
            if cell.exercise:
                cell.source = cell.exercise.cell(solved=True)
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
    if not solved:
        state_counts(notebooks.parent / "README.md", to_do)
