"""The builder, as an author meets it: small lectures in a folder of their own."""

import io
import json
import socket
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from preliminaries.course import exercises as course
from preliminaries.course.places import ROOT
from preliminaries.notebooks import machine
from preliminaries.notebooks.__main__ import main
from preliminaries.notebooks.editions import build
from preliminaries.notebooks.lecture import read_lecture
from preliminaries.notebooks.progress import Progress

LECTURE = """\
# A tiny lecture

What it is about.

```{code-cell}
def check(slug, answer):
    given = answer(3) if callable(answer) else answer
    print(slug, "is not attempted" if given is ... else f"gives {given}")
```

## Looking closer

The first cell is on the slide.

```python
# a comment, no heading
```

$$
# a formula, no heading
$$

+++

The second is for the speaker.

```{code-cell}
for i in range(2):
    print(i, flush=True)
"ü", 1 / 4
```

### Predict

```{code-cell}
:exercise: seven
```

### Write

Still to be skipped.

```{code-cell}
:exercise: double
```

After it.
"""

FAILING = """\
# A lecture that fails

```{code-cell}
def reciprocal(x):
    return 1 / x
```

## Dividing

```{code-cell}
zero = 0

reciprocal(zero)
```
"""


EXERCISES = {
    "seven": '"""The number seven."""\n\nsolution = 7\n',
    "double": '"""Twice x."""\n\n\ndef solution(x):\n    return x + x\n',
}


@pytest.fixture(scope="module", autouse=True)
def exercises(tmp_path_factory):
    """Two exercises, in the place of the course's own."""
    root = tmp_path_factory.mktemp("exercises")
    (root / "tiny").mkdir()
    for name, text in EXERCISES.items():
        (root / f"tiny/{name}.py").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(course, "_files", lambda: {p.stem: p for p in root.glob("*/*.py")})
        yield root / "tiny"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty course, and the working directory in it."""
    (tmp_path / "lectures").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def built_once(tmp_path_factory):
    """A course with one lecture, built once for all tests that only look at it."""
    root = tmp_path_factory.mktemp("course")
    (root / "lectures").mkdir()
    path = write_lecture(root)
    build([path], root / "notebooks")
    return root


@pytest.fixture
def course_folder(folder, built_once):
    """A course in step, for tests that spoil it."""
    write_lecture(folder)
    (folder / "notebooks").mkdir()
    text = (built_once / "notebooks/01-tiny.ipynb").read_text("utf-8")
    (folder / "notebooks/01-tiny.ipynb").write_text(text, "utf-8", newline="\n")
    return folder


def write_lecture(root: Path, text: str = LECTURE, name: str = "01-tiny") -> Path:
    path = root / f"lectures/{name}.md"
    path.write_text(text, "utf-8")
    return path


def lecture_of(code: str) -> str:
    return f"# One cell\n\n```{{code-cell}}\n{code}\n```\n"


def read_notebook(root: Path, name: str = "01-tiny") -> nbformat.NotebookNode:
    return nbformat.read(root / f"notebooks/{name}.ipynb", as_version=nbformat.NO_CONVERT)


def edit_notebook(root: Path, edit) -> None:
    """Change the notebook as an editor would that keeps the layout."""
    path = root / "notebooks/01-tiny.ipynb"
    content = json.loads(path.read_text("utf-8"))
    edit(content)
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, "utf-8", newline="\n")


def cell_of(content: dict, id: str) -> dict:
    return next(cell for cell in content["cells"] if cell["id"] == id)


def slide_types(notebook) -> dict[str, str | None]:
    return {c.id: c.metadata.get("slideshow", {}).get("slide_type") for c in notebook.cells}


def shown_after_failure(capsys) -> str:
    """What an author reads when the build stops; no part of it is a traceback of ours."""
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    return shown


def assert_check_says(capsys, *words: str) -> None:
    """--check ends with status 1 and one line, which has these words and says what to do."""
    assert main(["--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1, lines
    for word in words:
        assert word in lines[0]


# The notebook


def test_two_builds_give_identical_bytes(built_once, tmp_path):
    build([built_once / "lectures/01-tiny.md"], tmp_path)
    first = (built_once / "notebooks/01-tiny.ipynb").read_bytes()
    assert (tmp_path / "01-tiny.ipynb").read_bytes() == first


def test_the_file_is_utf8_with_lf_and_one_space_of_indent(built_once):
    data = (built_once / "notebooks/01-tiny.ipynb").read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"}\n")
    assert data.startswith(b'{\n "cells": [\n  {\n')
    assert "ü".encode() in data


def test_the_notebook_is_valid_and_says_nothing_of_time_or_version(built_once):
    notebook = read_notebook(built_once)
    nbformat.validate(notebook)
    assert sorted(notebook.metadata) == ["kernelspec", "language_info", "preliminaries", "rise"]
    assert notebook.metadata.kernelspec.name == "python3"
    assert "version" not in notebook.metadata.language_info
    # nothing is cut off, and nothing is asked of the web
    assert (notebook.metadata.rise.scroll, notebook.metadata.rise.theme) == (True, "white")
    assert all("execution" not in cell.metadata for cell in notebook.cells)


def test_code_cells_are_counted_from_one(built_once):
    counts = [c.execution_count for c in read_notebook(built_once).cells if c.cell_type == "code"]
    assert counts == [1, 2, 3, 4]


def test_what_is_printed_in_pieces_is_stored_in_one(built_once):
    printed, value = cell_of(read_notebook(built_once), "looking-closer-3").outputs
    assert printed == {"output_type": "stream", "name": "stdout", "text": "0\n1\n"}
    assert value.data == {"text/plain": "('ü', 0.25)"}


def test_ids_name_the_section_and_the_position(built_once):
    assert [cell.id for cell in read_notebook(built_once).cells] == [
        "a-tiny-lecture-1",
        "a-tiny-lecture-2",
        "looking-closer-1",
        "looking-closer-2",
        "looking-closer-3",
        "predict-1",
        "predict-2",
        "write-1",
        "write-2",
        "write-3",
    ]


def test_ids_are_valid_whatever_the_heading_is(folder):
    title = (
        "`X.sum(axis=0)`: what *exactly* does “keepdim” – an option with a naïve name – do to it?"
    )
    write_lecture(folder, f"# {title}\n\nText.\n\n## $A^\\top$ ##\n")
    main(["--check"])
    build([folder / "lectures/01-tiny.md"], folder / "notebooks")
    notebook = read_notebook(folder)
    nbformat.validate(notebook)
    assert notebook.cells[0].id.startswith("x-sum-axis-0-what-exactly-does")
    assert len(notebook.cells[0].id) <= 64
    assert notebook.cells[1].id == "a-top-1"


def test_slides_follow_the_rule(built_once):
    assert slide_types(read_notebook(built_once)) == {
        "a-tiny-lecture-1": "slide",
        "a-tiny-lecture-2": "fragment",  # the imports come after the title
        "looking-closer-1": "slide",
        "looking-closer-2": "notes",  # the second Markdown cell of its section
        "looking-closer-3": None,
        "predict-1": "subslide",  # a value can be asked for in a lecture hall
        "predict-2": None,
        "write-1": "skip",  # a function cannot
        "write-2": "skip",
        "write-3": "skip",
    }


def test_what_an_author_writes_for_a_slide_goes_before_the_rule(folder):
    write_lecture(
        folder,
        """\
# Title

+++ {"slideshow": {"slide_type": "fragment"}, "tags": ["mine"]}

Comes second.

+++ {"slideshow": {"slide_type": "skip"}}

## Not on a slide

```{code-cell}
---
slideshow:
  slide_type: "-"
---
```
""".replace("---\n```", "---\n1\n```"),
    )
    build([folder / "lectures/01-tiny.md"], folder / "notebooks")
    notebook = read_notebook(folder)
    assert slide_types(notebook) == {
        "title-1": "slide",
        "title-2": "fragment",
        "not-on-a-slide-1": "skip",
        "not-on-a-slide-2": "-",
    }
    assert notebook.cells[1].metadata.tags == ["mine"]


def test_an_explorer_is_run_and_its_widget_is_not_stored(folder):
    pytest.importorskip("ipywidgets")
    write_lecture(
        folder,
        lecture_of("from ipywidgets import interact\n\ninteract(lambda n: n, n=3);"),
    )
    build([folder / "lectures/01-tiny.md"], folder / "notebooks")
    notebook = read_notebook(folder)
    assert notebook.cells[1].metadata.tags == ["nbval-ignore-output"]
    assert notebook.cells[1].outputs == []
    assert notebook.cells[1].execution_count == 1
    assert "widgets" not in notebook.metadata
    assert main(["--check"]) == 0


def test_cells_run_in_the_notebooks_folder_by_this_interpreter(folder):
    write_lecture(
        folder,
        lecture_of(
            "import os, pathlib, sys\n\n"
            f"sys.executable == {sys.executable!r}, pathlib.Path.cwd().name, "
            "os.path.exists('../data/small.csv')"
        ),
    )
    (folder / "data").mkdir()
    (folder / "data/small.csv").touch()
    specs = folder / "share/kernels/python3"
    specs.mkdir(parents=True)
    (specs / "kernel.json").write_text(
        '{"argv": ["no-such-python"], "display_name": "Mine", "language": "python"}'
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(folder / "share"))
        build([folder / "lectures/01-tiny.md"], folder / "notebooks")
    (output,) = read_notebook(folder).cells[1].outputs
    assert output.data["text/plain"] == "(True, 'notebooks', True)"


# Being in step


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
        "import sys; from preliminaries.notebooks.__main__ import main; main(['--check']); "
        "sys.exit(', '.join({'torch', 'pandas', 'hypothesis', 'nbclient'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, text=True)
    assert done.stderr.strip() == ""


# What stops a build


def test_a_failing_lecture_names_lecture_section_and_error_and_keeps_the_old_notebook(
    folder, capsys
):
    write_lecture(folder, FAILING)
    (folder / "notebooks").mkdir()
    (folder / "notebooks/01-tiny.ipynb").write_text("the old one")
    assert main([]) == 1
    assert shown_after_failure(capsys) == (
        'lectures/01-tiny.md, line 10, section "Dividing": a cell stops.\n'
        "    reciprocal(zero)\n"
        "ZeroDivisionError: division by zero\n"
        "notebooks/01-tiny.ipynb is left as it was.\n"
    )
    assert [path.name for path in (folder / "notebooks").iterdir()] == ["01-tiny.ipynb"]
    assert (folder / "notebooks/01-tiny.ipynb").read_text() == "the old one"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os\nos._exit(3)", "the kernel dies in a cell"),
        ("import time\ntime.sleep(60)", "a cell runs longer than 3 s"),
        ("import sys\nprint('odd', file=sys.stderr)", "writes to stderr"),
        ("import warnings\nwarnings.warn('careful')", "UserWarning: careful"),
        ("import os\nos.getcwd()", "holds the course's folder"),
        ("import pathlib\npathlib.Path.home()", "holds the home directory"),
        ("import socket\nprint('on', socket.gethostname())", "holds the host name"),
        ("x = = 3", "    x = = 3\nSyntaxError: invalid syntax\n"),
        ("from ipywidgets import IntSlider\nIntSlider()", "shows a widget"),
    ],
)
def test_a_build_stops_at(folder, capsys, monkeypatch, code, told):
    # whatever this machine is called, and wherever its folders lie
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(folder / "home"))
    if "gethostname" in code and (host := socket.gethostname()) in ("", "localhost", "cell", "on"):
        pytest.skip(f"the name of this machine tells nothing: {host!r}")
    monkeypatch.setitem(build.__kwdefaults__, "time_limit", 3)
    write_lecture(folder, lecture_of(code))
    assert main([]) == 1
    shown = shown_after_failure(capsys)
    assert 'lectures/01-tiny.md, line 3, section "One cell"' in shown
    assert told in shown
    assert not list((folder / "notebooks").iterdir())


def test_a_host_name_that_the_lecture_speaks_of_is_taken_for_the_word(tmp_path, monkeypatch):
    monkeypatch.setattr("socket.gethostname", lambda: "tensor")
    output = {"text": "a tensor of shape (3, 4)"}
    assert machine.find_trace(output, tmp_path, known="# What a tensor is") is None
    assert "tensor" in machine.find_trace(output, tmp_path, known="# Matrices")


def test_encoded_pictures_are_not_searched_for_paths(tmp_path, monkeypatch):
    monkeypatch.setattr("socket.gethostname", lambda: "vm")
    output = {"data": {"image/png": "iVBO/vm/Rw0", "text/html": '<img src="data:x;base64,A/vm/">'}}
    assert machine.find_trace(output, tmp_path, known="") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("Text first.\n\n# Title\n", "line 1: a lecture begins with a `# ` heading"),
        ("# 张量\n", "`# 张量` has no letter or digit"),
        ("# A\n\n```{code-cell}\n```\n", "line 3: this code cell is empty"),
        ("# A\n\n```{code-cel}\n1\n```\n", "`{code-cel}`".strip("`")),
        ("# A\n\n+++ {'x'}\n\nText\n", "cannot be read"),
    ],
)
def test_a_lecture_that_cannot_be_read_is_refused_before_anything_runs(folder, capsys, text, told):
    write_lecture(folder, "# First\n", name="00-first")
    write_lecture(folder, text)
    assert main([]) == 1
    shown = shown_after_failure(capsys)
    assert "lectures/01-tiny.md" in shown
    assert told in shown
    assert not (folder / "notebooks").exists()


def test_an_unknown_lecture_is_answered_with_the_nearest(folder, capsys):
    write_lecture(folder)
    write_lecture(folder, name="02-linear-algebra")
    assert main(["--check", "linear-algbra"]) == 1
    assert shown_after_failure(capsys) == (
        "There is no lecture 'linear-algbra'; there is 02-linear-algebra.\n"
    )


@pytest.mark.parametrize("name", ["1", "01", "tiny", "01-tiny", "lectures/01-tiny.md"])
def test_a_lecture_may_be_named_by_number_word_or_file(course_folder, capsys, name):
    write_lecture(course_folder, "# Not built\n", name="02-other")
    assert main(["--check", name]) == 0
    assert capsys.readouterr().out == "In step: 01-tiny.\n"


# Progress


def test_progress_in_a_log_is_one_line_a_lecture(folder, capsys):
    write_lecture(folder, "# One\n\nText.\n\n## Two\n")
    assert main([]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("01-tiny: 2/2 cells, ")
    assert line.endswith(" s")


def test_progress_on_a_terminal_is_one_line_that_moves():
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    progress = Progress("01-tiny", 2, terminal)
    progress.cell_done()
    progress.cell_done()
    progress.close()
    shown = [line.partition(",")[0] for line in terminal.getvalue().split("\r")]
    assert shown == ["", "01-tiny: 0/2 cells", "01-tiny: 1/2 cells", "01-tiny: 2/2 cells"]
    assert terminal.getvalue().count("\n") == 1


# The solved edition


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
    (opening, *_) = read_lecture(course_folder / "lectures/01-tiny.md").cells
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
    board = "\n## How far\n\n```{code-cell}\nprogress()\n```\n"
    path = write_lecture(folder, LECTURE + "\n## Play\n" + lecture_of(code)[11:] + board)
    natures = {c.id: c.metadata.get("preliminaries") for c in read_lecture(path).cells}
    assert {id: nature for id, nature in natures.items() if nature} == {
        "predict-2": {"is": "exercise", "exercise": "seven", "asks": "value"},
        "write-2": {"is": "exercise", "exercise": "double", "asks": "function"},
        "play-2": {"is": "explorer"},
        "how-far-2": {"is": "board"},
    }
