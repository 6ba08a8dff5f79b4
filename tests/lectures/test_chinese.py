"""The Chinese edition: the English one's code and numbers, said in Chinese."""

import ast
import json
import re
from pathlib import Path

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from preliminaries import languages
from preliminaries.course import places
from preliminaries.course.exercises import find, slugs
from preliminaries.languages import width
from preliminaries.notebooks.lecture import read_lecture
from preliminaries.notebooks.translating.blocks import compare, english_of, read_blocks
from preliminaries.notebooks.translating.messages import find_all, left_to_do
from preliminaries.notebooks.translating.wording import faults, unlike

NOTEBOOKS = places.notebooks("zh")
OURS = re.compile(
    r"\b(figures|identities|interact|show)\b|^(by_hand|check|hint|solution|progress)\(", re.M
)
SKIP = "nbval-skip"  # what runs alike in English, and is compared nowhere

one_notebook = pytest.mark.parametrize("chinese", NOTEBOOKS, ids=lambda path: path.stem)


def cells(notebook: Path) -> list[dict]:
    read = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in read]


def pairs(chinese: Path) -> list[tuple[dict, dict]]:
    return list(zip(cells(places.NOTEBOOKS / chinese.name), cells(chinese), strict=True))


def code(source: str) -> str:
    """What a cell does, with the English words and without remarks."""
    module = ast.parse(TransformerManager().transform_cell(source))
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "preliminaries.zh":
            node.module = "preliminaries"
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = re.sub(r"^\.\./\.\./", "../", node.value)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            node.body = node.body[1:]
    return ast.dump(module)


def stored(code: ast.AST) -> set[str]:
    """The names that a cell gives to the cells after it; those within a comprehension end there."""
    waiting, names = [code], set()
    for node in waiting:  # grows as it is gone through
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        if not isinstance(node, ast.comprehension):
            waiting += ast.iter_child_nodes(node)
    return names


@pytest.mark.parametrize(
    ("code", "names"),
    [("[x for x in y]", set()), ("a = [x for x in y]", {"a"}), ("for k in y:\n    k", {"k"})],
)
def test_a_name_that_is_stored_is_seen(code, names):
    assert stored(ast.parse(code)) == names


@one_notebook
def test_both_languages_have_the_same_cells_and_the_same_code(chinese):
    for one, other in pairs(chinese):
        assert one["id"] == other["id"] and one["cell_type"] == other["cell_type"]
        own = other["metadata"].copy()
        tags = [tag for tag in own.pop("tags", []) if tag != SKIP]
        assert own | ({"tags": tags} if tags else {}) == one["metadata"]
        if one["cell_type"] == "code":
            assert code(other["source"]) == code(one["source"]), one["id"]


@one_notebook
def test_outputs_differ_in_our_own_words_alone(chinese):
    differ = [
        one["id"]
        for one, other in pairs(chinese)
        if one.get("outputs") != other.get("outputs") and not OURS.search(one["source"])
    ]
    assert differ == []


def numbers(cell: dict) -> set[str]:
    """The numbers of two digits and more that its output tells; smaller ones may be words."""
    told = ["".join(output["data"]["text/plain"]) for output in cell["outputs"]]
    return set(re.findall(r"\d+\.\d+|\d\d+", " ".join(told)))


@one_notebook
def test_what_is_not_run_again_is_run_in_english_and_tells_the_same_numbers(chinese):
    for one, other in pairs(chinese):
        if SKIP in other["metadata"].get("tags", []):
            assert one["source"] == other["source"]
            assert stored(ast.parse(one["source"])) == set()
            if "nbval-ignore-output" not in one["metadata"].get("tags", []):
                assert numbers(one) == numbers(other), one["id"]


@one_notebook
def test_no_line_of_code_is_too_wide_for_a_slide(chinese):
    lines = [line for _, cell in pairs(chinese) if cell["cell_type"] == "code" for line in cell["source"].splitlines()]
    assert [line for line in lines if width(line) > 79] == []


@one_notebook
def test_prose_keeps_the_rules_and_the_code_formulas_and_links_of_the_english(chinese):
    path = places.ROOT / "lectures" / f"{chinese.stem}.md"
    lecture = read_lecture(path)
    file = languages.lectures_in("zh") / path.name
    texts = compare(lecture, read_blocks(file)).texts
    wrong = {}
    for cell in lecture.cells:
        if text := texts.get(cell.id):
            found = list(faults(text))
            if cell.kind == "markdown":
                found += unlike(english_of(cell), text)
            if found:
                wrong[cell.id] = found
    assert wrong == {}


@one_notebook
def test_nothing_is_missing_stale_or_gone(chinese):
    path = places.ROOT / "lectures" / f"{chinese.stem}.md"
    file = languages.lectures_in("zh") / path.name
    found = compare(read_lecture(path), read_blocks(file))
    assert (found.missing, found.stale, found.gone) == ([], [], [])


def test_every_lecture_and_every_short_text_is_there():
    assert [path.stem for path in NOTEBOOKS] == [path.stem for path in places.lectures()]
    assert {name: texts for name, texts in left_to_do("zh").items() if any(texts.values())} == {}


def test_live_slides_in_chinese_look_as_the_english_ones():
    style = (places.NOTEBOOKS / "rise.css").read_bytes()
    assert (places.NOTEBOOKS / "zh/rise.css").read_bytes() == style


def test_all_that_an_exercise_says_is_found():
    """Read from its source, and compared with what the loaded exercise holds."""
    found = {(short.context, short.text) for short in find_all()}
    lacking = []
    for slug in (slug for own in slugs().values() for slug in own):
        exercise = find(slug)
        said = [exercise.statement, *exercise.hints, exercise.proves]
        said += map(exercise.told, exercise.wrong)
        lacking += [(slug, text) for text in said if (slug, text) not in found]
    assert lacking == []
