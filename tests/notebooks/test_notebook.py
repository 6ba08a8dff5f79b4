"""The notebook that a lecture becomes."""

import sys

import nbformat
import pytest

from preliminaries.notebooks.__main__ import main
from preliminaries.notebooks.editions import build
from tests.notebooks.tiny import cell_of, lecture_of, read_notebook, slide_types, write_lecture


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


def test_of_an_explorer_is_stored_what_it_shows_first_and_not_its_widget(folder):
    pytest.importorskip("ipywidgets")
    write_lecture(
        folder,
        lecture_of("from ipywidgets import interact\n\ninteract(lambda n: n, n=3);"),
    )
    build([folder / "lectures/01-tiny.md"], folder / "notebooks")
    notebook = read_notebook(folder)
    assert notebook.cells[1].metadata.tags == ["nbval-ignore-output"]
    assert [output.data for output in notebook.cells[1].outputs] == [{"text/plain": "3"}]
    assert notebook.cells[1].execution_count == 1
    assert "widgets" not in notebook.metadata
    assert main(["--check"]) == 0


POINTING = """\
import ipywidgets

class Pointing:
    def _repr_mimebundle_(self, include=None, exclude=None):
        still = {"text/plain": "a still", "text/html": "<p>a still</p>"}
        return ipywidgets.Button()._repr_mimebundle_() | still

def by_hand(name):
    return Pointing()

by_hand("seven")
"""


def test_of_buttons_to_answer_with_is_stored_the_still_that_comes_with_them(folder):
    pytest.importorskip("ipywidgets")
    write_lecture(folder, lecture_of(POINTING))
    build([folder / "lectures/01-tiny.md"], folder / "notebooks")
    cell = read_notebook(folder).cells[1]
    assert cell.metadata.preliminaries == {"is": "by hand"}
    assert [output.data for output in cell.outputs] == [
        {"text/plain": "a still", "text/html": "<p>a still</p>"}
    ]
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
