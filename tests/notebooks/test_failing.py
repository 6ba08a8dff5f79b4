"""What stops a build, and what its author is told."""

import socket

import pytest

from preliminaries.notebooks import traces
from preliminaries.notebooks.__main__ import main
from preliminaries.notebooks.editions import build
from tests.notebooks.tiny import FAILING, lecture_of, shown_after_failure, write_lecture


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
        ("import os\nos._exit(3)", "the kernel dies in a cell, with status 3."),
        ("import os\nos.kill(os.getpid(), 9)", "the kernel dies in a cell, by signal 9."),
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
    assert traces.find_trace(output, tmp_path, known="# What a tensor is") is None
    assert "tensor" in traces.find_trace(output, tmp_path, known="# Matrices")


def test_encoded_pictures_are_not_searched_for_paths(tmp_path, monkeypatch):
    monkeypatch.setattr("socket.gethostname", lambda: "vm")
    output = {"data": {"image/png": "iVBO/vm/Rw0", "text/html": '<img src="data:x;base64,A/vm/">'}}
    assert traces.find_trace(output, tmp_path, known="") is None


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
