"""Whether what is committed is in step with the lectures."""

import subprocess
import sys

import pytest

from preliminaries.course.places import ROOT
from preliminaries.notebooks.__main__ import main
from tests.notebooks.tiny import (
    LECTURE,
    assert_check_says,
    cell_of,
    edit_notebook,
    shown_after_failure,
    write_lecture,
)


def test_check_is_content_with_what_was_built(course_folder, capsys):
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == "In step: 01-tiny.\n"


def test_check_does_not_mind_line_ends_of_another_system(course_folder):
    path = course_folder / "notebooks/01-tiny.ipynb"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["--check"]) == 0


def test_check_catches_a_hand_edited_cell(course_folder, capsys):
    def edit(content):
        cell_of(content, "looking-closer-3")["source"][0] = "for i in range(3):\n"

    edit_notebook(course_folder, edit)
    assert_check_says(capsys, "source", "looking-closer-3", "edit the lecture", "make notebooks")


def test_check_catches_a_hand_edited_output(course_folder, capsys):
    def edit(content):
        cell_of(content, "looking-closer-3")["outputs"][0]["text"] = ["0\n", "1 \n"]

    edit_notebook(course_folder, edit)
    assert_check_says(capsys, "outputs", "make notebooks")


def test_check_catches_edited_metadata(course_folder, capsys):
    edit_notebook(course_folder, lambda c: cell_of(c, "write-1")["metadata"].clear())
    assert_check_says(capsys, "metadata", "write-1", "make notebooks")


def test_check_catches_a_notebook_saved_by_another_program(course_folder, capsys):
    edit_notebook(course_folder, lambda c: c["metadata"]["language_info"].update(version="3.11.2"))
    assert_check_says(capsys, "01-tiny.ipynb", "make notebooks")


def test_check_catches_cells_in_another_order(course_folder, capsys):
    edit_notebook(course_folder, lambda content: content["cells"].reverse())
    assert_check_says(capsys, "01-tiny.ipynb", "make notebooks")


def test_check_catches_a_stale_notebook(course_folder, capsys):
    write_lecture(course_folder, LECTURE.replace("What it is about.", "What it says."))
    assert_check_says(capsys, "source", "a-tiny-lecture-1", "make notebooks")


def test_check_catches_a_cell_added_to_the_lecture(course_folder, capsys):
    write_lecture(course_folder, LECTURE + "\n## More\n")
    assert_check_says(capsys, "lacks", "more-1", "make notebooks")


def test_check_catches_a_cell_that_only_the_notebook_has(course_folder, capsys):
    write_lecture(course_folder, LECTURE.replace("\nAfter it.\n", ""))
    assert_check_says(capsys, "write-3", "make notebooks")


def test_check_catches_a_cell_that_was_not_run(course_folder, capsys):
    def edit(content):
        cell_of(content, "predict-2").update(execution_count=None, outputs=[])

    edit_notebook(course_folder, edit)
    assert_check_says(capsys, "not run", "predict-2", "make notebooks")


def test_check_catches_a_stored_error(course_folder, capsys):
    error = {"output_type": "error", "ename": "NameError", "evalue": "?", "traceback": []}
    edit_notebook(course_folder, lambda c: cell_of(c, "predict-2").update(outputs=[error]))
    assert_check_says(capsys, "error", "predict-2", "make notebooks")


def test_check_catches_a_missing_notebook(course_folder, capsys):
    (course_folder / "notebooks/01-tiny.ipynb").unlink()
    assert_check_says(capsys, "notebooks/01-tiny.ipynb is missing", "make notebooks")


def test_check_catches_a_notebook_without_lecture(course_folder, capsys):
    (course_folder / "notebooks/02-old.ipynb").write_text("{}")
    assert_check_says(capsys, "notebooks/02-old.ipynb", "lectures/02-old.md", "delete")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": [{}]}', "<<<<<<< HEAD"])
def test_check_catches_a_file_that_is_no_notebook(course_folder, capsys, text):
    (course_folder / "notebooks/01-tiny.ipynb").write_text(text)
    assert_check_says(capsys, "01-tiny.ipynb", "make notebooks")


def test_check_catches_two_cells_with_one_id_in_the_notebook(course_folder, capsys):
    edit_notebook(course_folder, lambda c: c["cells"].append(c["cells"][0]))
    assert_check_says(capsys, "a-tiny-lecture-1", "make notebooks")


def test_a_duplicated_id_is_caught_and_both_headings_are_named(course_folder, capsys):
    write_lecture(course_folder, LECTURE + "\n### Looking closer!\n")
    before = (course_folder / "notebooks/01-tiny.ipynb").read_bytes()
    assert_check_says(
        capsys, "`## Looking closer` (line 11)", "`### Looking closer!`", "looking-closer-1"
    )
    assert main([]) == 1
    assert "`### Looking closer!`" in shown_after_failure(capsys)
    assert (course_folder / "notebooks/01-tiny.ipynb").read_bytes() == before


def test_check_writes_nothing(course_folder):
    write_lecture(course_folder, "# Something else\n", name="02-new")
    before = sorted(course_folder.rglob("*"))
    main(["--check"])
    assert sorted(course_folder.rglob("*")) == before


def test_check_runs_nothing_and_loads_no_library_of_the_lectures():
    script = (
        "import sys; from preliminaries.notebooks.__main__ import main; main(['--check', '4']); "
        "sys.exit(', '.join({'torch', 'pandas', 'hypothesis', 'nbclient'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, text=True)
    assert done.stderr.strip() == ""
