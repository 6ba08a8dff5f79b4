"""The editions of a lecture: the learner's, in every language it has, and the solved ones."""

from pathlib import Path

from preliminaries.course.problem import Problem
from preliminaries.languages import folder_of

from .counts import READMES, state_counts
from .execution import execute
from .lecture import Lecture, read_lecture, translations_of
from .notebook import as_text, assemble, seal, write
from .progress_line import Progress
from .translating.edition import in_language

TIME_LIMIT = 120  # seconds for one cell
STYLE = "rise.css"


def build(
    lectures: list[Path],
    notebooks: Path,
    *,
    solved: Path | None = None,
    time_limit: int = TIME_LIMIT,
) -> None:
    """Run the lectures in the folder notebooks and write them there, or, solved, elsewhere."""
    # All are read before the first is run: a mistake that reading shows should not take minutes.
    if solved:  # in English: the solutions of every language are the same code
        to_do = [read_lecture(path) for path in lectures]
        for cell in (cell for lecture in to_do for cell in lecture.cells):
            if cell.exercise:
                cell.source = cell.exercise.cell(solved=True)
    else:
        to_do = [edition for path in lectures for edition in in_every_language(path)]
    for lecture in to_do:
        own = folder_of(lecture.language)
        place, target = notebooks / own, (solved or notebooks) / own
        for folder in (place, target):
            folder.mkdir(parents=True, exist_ok=True)
        notebook = assemble(lecture)
        progress = Progress(f"{own}{lecture.name}", len(lecture.cells))
        try:
            execute(notebook, lecture, place, time_limit, progress.cell_done)
        except Problem as problem:
            kept = f"\n{target.name}/{lecture.name}.ipynb is left as it was."
            raise Problem(f"{problem}{kept}") from None
        finally:
            progress.close()
        seal(notebook)
        write(as_text(notebook), target / f"{lecture.name}.ipynb")
        if own and not solved:
            _style(notebooks, place)
    if not solved:
        for name in READMES:
            state_counts(notebooks.parent / name, to_do)


def in_every_language(path: Path) -> list[Lecture]:
    """The lecture in that file, and its translations."""
    lecture = read_lecture(path)
    others = (in_language(lecture, own, file) for own, file in translations_of(path).items())
    return [lecture, *others]


def _style(notebooks: Path, place: Path) -> None:
    """Live slides look for their style beside the notebook."""
    style = notebooks / STYLE
    if style.exists():
        write(style.read_text(encoding="utf-8"), place / STYLE)
