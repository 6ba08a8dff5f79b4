"""The solved edition, and what cells say of themselves."""

import nbformat

from preliminaries.notebooks.__main__ import main
from preliminaries.notebooks.lecture import read_lecture
from preliminaries.notebooks.notebook import assemble
from tests.notebooks.tiny import (
    LECTURE,
    assert_check_says,
    cell_of,
    lecture_of,
    read_notebook,
    shown_after_failure,
    slide_types,
    write_lecture,
)


def test_the_solved_edition_has_each_solution_in_its_stub_and_all_else_the_same(course_folder):
    learners = (course_folder / "notebooks/01-tiny.ipynb").read_bytes()
    assert main(["--solved", "solved"]) == 0
    solved = nbformat.read(course_folder / "solved/01-tiny.ipynb", as_version=4)
    changed = {
        ours.id: ours.source
        for ours, theirs in zip(solved.cells, read_notebook(course_folder).cells, strict=True)
        if ours.source != theirs.source
    }
    assert changed == {
        "predict-2": 'seven = 7\n\ncheck("seven", seven)',
        "write-2": (
            'def double(x):\n    """Twice x."""\n    return x + x\n\n\ncheck("double", double)'
        ),
    }
    assert cell_of(solved, "predict-2").outputs[0].text == "seven gives 7\n"
    assert cell_of(solved, "write-2").outputs[0].text == "double gives 6\n"
    assert slide_types(solved) == slide_types(read_notebook(course_folder))
    assert (course_folder / "notebooks/01-tiny.ipynb").read_bytes() == learners


def test_the_solved_edition_runs_where_learners_run(folder):
    write_lecture(folder, lecture_of("import pathlib\n\npathlib.Path.cwd().name"))
    assert main(["--solved", str(folder / "elsewhere/solved")]) == 0
    solved = nbformat.read(folder / "elsewhere/solved/01-tiny.ipynb", as_version=4)
    assert solved.cells[1].outputs[0].data["text/plain"] == "'notebooks'"


def test_the_solved_edition_never_replaces_the_learners(course_folder, capsys):
    assert main(["--solved", "notebooks"]) == 1
    assert "another folder" in shown_after_failure(capsys)


def test_an_exercise_without_file_is_told_with_its_line(folder, capsys):
    write_lecture(folder, "# One\n\n```{code-cell}\n:exercise: dubble\n```\n")
    assert main([]) == 1
    shown = shown_after_failure(capsys)
    assert 'lectures/01-tiny.md, line 3: There is no exercise "dubble"' in shown
    assert '"double"' in shown


def test_code_in_an_exercises_cell_is_refused(folder, capsys):
    write_lecture(folder, "# One\n\n```{code-cell}\n:exercise: double\n\nx = 1\n```\n")
    assert main([]) == 1
    assert "leave it empty" in shown_after_failure(capsys)


def test_a_file_without_solution_is_told(folder, exercises, capsys):
    (exercises / "hollow.py").write_text('"""Nothing."""\n', "utf-8")
    write_lecture(folder, "# One\n\n```{code-cell}\n:exercise: hollow\n```\n")
    assert main([]) == 1
    assert "hollow.py defines no `solution`" in shown_after_failure(capsys)
    (exercises / "hollow.py").unlink()


def test_the_opening_tells_how_many_exercises_there_are(course_folder):
    write_lecture(course_folder, LECTURE.replace("What it is about.", "With {{exercises}}."))
    (opening, *_) = assemble(read_lecture(course_folder / "lectures/01-tiny.md")).cells
    assert opening.source.endswith("With 2.")


def test_the_readme_tells_how_many_exercises_and_slides_there_are(course_folder, capsys):
    readme = course_folder / "README.md"
    row = "| 1 | [A tiny lecture](notebooks/01-tiny.ipynb) | what it is | {} | {} |\n"
    readme.write_text("# Ü\n\n" + row.format("", 7), "utf-8")
    assert_check_says(capsys, "README.md", "make notebooks")
    assert main([]) == 0
    assert readme.read_text("utf-8") == "# Ü\n\n" + row.format(2, 3)
    assert main(["--check"]) == 0


def test_cells_carry_what_they_are(folder):
    code = "from ipywidgets import interact\n\ninteract(print, x=1)"
    code += "\n```\n\n```{code-cell}\nfigures.explore(figures.secant, h=[1, 0])"
    board = "\n## How far\n\n```{code-cell}\nprogress()\n```\n"
    path = write_lecture(folder, LECTURE + "\n## Play\n" + lecture_of(code)[11:] + board)
    natures = {c.id: c.metadata.get("preliminaries") for c in read_lecture(path).cells}
    assert {id: nature for id, nature in natures.items() if nature} == {
        "predict-2": {"is": "exercise", "exercise": "seven", "asks": "value"},
        "write-2": {"is": "exercise", "exercise": "double", "asks": "function"},
        "play-2": {"is": "explorer", "needs_kernel": True},
        "play-3": {"is": "explorer", "needs_kernel": False},
        "how-far-2": {"is": "board"},
    }
