"""The explorers of all lectures: what is stored of them, and how large it is."""

import json
import re

import pytest

from preliminaries.course.places import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
LARGEST = 300_000  # bytes
every_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


def pictures(notebook) -> list[tuple[dict, str]]:
    """What each cell that shows a picture is, and the first source of a picture in its HTML."""
    found = []
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        page = "".join(
            "".join(output.get("data", {}).get("text/html", ""))
            for output in cell.get("outputs", [])
        )
        if match := re.search(r'<img [^>]*src="(data:image/svg[^"]*)"', page):
            found.append((cell["metadata"].get("preliminaries", {}), match[1]))
    return found


@every_notebook
def test_every_explorer_stores_its_first_picture_and_is_small(notebook):
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        nature = cell["metadata"].get("preliminaries", {})
        if nature.get("is") != "explorer":
            continue
        (output,) = cell["outputs"]
        page = "".join(output["data"]["text/html"])
        assert "<img " in page and "image/png" in output["data"]
        assert ("<script>" in page) != nature["needs_kernel"]
        assert len(page.encode()) <= LARGEST


@every_notebook
def test_no_explorer_begins_with_the_picture_before_it(notebook):
    shown = pictures(notebook)
    for (_, before), (nature, picture) in zip(shown, shown[1:], strict=False):
        assert nature.get("is") != "explorer" or picture != before
