"""The short texts: found where they are said, kept in a catalogue, and worded by rule."""

import ast
import re

import pytest
from babel.messages.catalog import Catalog

from preliminaries.course import places
from preliminaries.course.problem import Problem
from preliminaries.languages import messages_in
from preliminaries.notebooks.translating import messages
from preliminaries.notebooks.translating.messages import Short, updated
from preliminaries.notebooks.translating.templates import templates_in
from preliminaries.notebooks.translating.wording import faults, unlike, unlike_fields


def templates(tmp_path, code, **more):
    file = tmp_path / "module.py"
    file.write_text(code, "utf-8")
    return list(templates_in(file, **more))


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('said("It is {x}.", x=1)', ["It is {x}."]),
        ('counted("{count} row", "{count} rows", 2)', ["{count} row", "{count} rows"]),
        ('said("yes" if x else "no")', ["yes", "no"]),
        ('def f():\n    told = "a" "b"\n    return said(told)', ["ab"]),
        ('TOLD = "above"\ndef f():\n    return said(TOLD)', ["above"]),
        ('def f():\n    one, many = "a", "b"\n    counted(one, many, 2)', ["a", "b", "a", "b"]),
        ('def _say(template, x):\n    said(template, x=x)\n_say("so {x}", 1)', ["so {x}"]),
        ('def said(template):\n    pass\nsaid("{value}")', []),
        ('said("`{value}` {other}")', []),
        ("def counted(body):\n    pass\ncounted(body)", []),
        ('told("a word")\ntold_as("no", "no, it is {x}", x=1)', ["a word", "no, it is {x}"]),
    ],
)
def test_sentences_are_found_however_they_are_written(tmp_path, code, texts):
    found = templates(tmp_path, code)
    assert found == texts


@pytest.mark.parametrize("code", ["said(f'{x}')", "def f(told):\n    said(told)", "said(a + b)"])
def test_a_sentence_that_cannot_be_seen_is_complained_of(tmp_path, code):
    with pytest.raises(Problem, match=r"module.py, line \d: which sentence is said here"):
        templates(tmp_path, code)


_TWO_WORDS = re.compile(r"[A-Za-z]{2,} | [A-Za-z]{2,}")
_PYTHONS_OWN_WORDS = {"_csv_file.py"}  # an error as Python itself would raise it


def formatted(file):
    """The f-strings with words in a file of exercises, answers and proofs left out."""
    waiting = [ast.parse(file.read_text("utf-8"))]
    for node in waiting:  # grows as it is gone through
        if isinstance(node, ast.JoinedStr):
            pieces = (piece.value for piece in node.values if isinstance(piece, ast.Constant))
            if _TWO_WORDS.search("".join(pieces)):
                yield node.lineno
        waiting += [one for one in ast.iter_child_nodes(node) if not is_an_answer(one)]


def is_an_answer(node):
    if not isinstance(node, ast.FunctionDef):
        return False
    marks = {ast.unparse(mark).partition("(")[0] for mark in node.decorator_list}
    return node.name in ("solution", "proof") or bool(marks & {"right", "wrong", "wrong_like"})


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("x = f'it is {x}'", [1]),
        ("def observe(x):\n    return f'{x} of them'", [2]),
        ("@right\ndef mine(x):\n    raise ValueError(f'it is {x}')", []),
        ("x = f'd{x} = {y}'", []),
    ],
)
def test_an_f_string_with_words_is_seen(tmp_path, code, lines):
    file = tmp_path / "module.py"
    file.write_text(code, "utf-8")
    assert list(formatted(file)) == lines


def test_what_an_exercise_says_of_an_answer_is_no_f_string():
    """The translator would not see it: it is `said` or `told` instead."""
    files = [f for f in places.EXERCISES.rglob("*.py") if f.name not in _PYTHONS_OWN_WORDS]
    assert [(file.name, line) for file in files for line in formatted(file)] == []


def catalogue(**texts):
    made = Catalog("zh")
    for text, chinese in texts.items():
        made.add(text, chinese, context="a")
    return made


def shown(made):
    return {m.id: (m.string or "", m.fuzzy) for m in made if m.id}


def test_a_changed_sentence_keeps_its_translation_as_stale():
    before = catalogue(**{"You returned a tensor of shape {s}.": "你返回的形状是 {s}。", "b": "乙"})
    after = updated(
        before, [Short("a", "You returned a tensor with shape {s}.", "f"), Short("a", "b", "f")]
    )
    assert shown(after) == {
        "You returned a tensor with shape {s}.": ("你返回的形状是 {s}。", True),
        "b": ("乙", False),
    }
    again = updated(after, [Short("a", "You returned a tensor with shape {s}.", "f")])
    assert shown(again) == {"You returned a tensor with shape {s}.": ("你返回的形状是 {s}。", True)}


def test_another_sentence_gets_no_translation_and_one_that_moves_keeps_it():
    before = catalogue(one="一", two="二")
    after = updated(before, [Short("a", "Something else.", "f"), Short("b", "two", "f")])
    assert shown(after) == {"Something else.": ("", False), "two": ("二", False)}


def test_the_catalogue_is_written_alike_and_tells_of_no_time(tmp_path):
    text = messages.as_text(messages.read_catalogue("zh"))
    assert text == messages_in("zh").read_text("utf-8")
    assert "-Date" not in text and "Generator" not in text


@pytest.mark.parametrize(
    "text",
    [
        "张量的shape是 3",
        "形状是`(2,)`",
        "这是3个",
        "形状, 类型",
        "它对吗?",
        "结束了.",
        '他说"好"',
        "中 文",
        "甲， 乙",
        "等等...",
        "用缺省值插值处理",
        "在零处取亚导数",
        "广播机制",
        "就地修改",
        "您的答案",
    ],
)
def test_a_text_against_the_rules_is_found(text):
    assert list(faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "张量的 shape 是 3，形状是 `(2, 3)`。",
        "**术语**是一个词。",
        "次梯度（亚导数）在 $x=0$ 处不唯一。",
        "[链接](../a.md)在这里：`a, b`。",
        "学习率（步长）太大？",
        "“引号”里是文本……",
        "```\n# comment, no Chinese中\n```",
    ],
)
def test_a_text_within_the_rules_is_not(text):
    assert list(faults(text)) == []


def test_code_formulas_links_and_headings_have_to_be_those_of_the_english():
    english = "## A\n\n`x` and $y^2$, [b](c.md)\n\n```\nrun\n```"
    assert list(unlike(english, "## 甲\n\n[乙](c.md)、$y^2$ 和 `x`\n\n```\nrun\n```")) == []
    for changed in ("### 甲\n", "$y^3$", "`z`", "[b](d.md)", "```\nwalk\n```"):
        assert list(unlike(english, english + "\n" + changed))
    assert len(list(unlike(english, "甲"))) == 5
    assert list(unlike("For $y = x$.", "$y = x$，其中 $x$ 和 $y$")) == []  # named once more
    assert list(unlike("For $y = x$.", "$y = x$，其中 $z$"))
    assert list(unlike_fields("{a} is {b}", "{b} 是 {c}")) == ["there is no {c} to fill"]


def test_all_short_texts_in_chinese_keep_the_rules():
    wrong = {
        (m.context, m.id): found
        for m in messages.read_catalogue("zh")
        if m.id and (found := [*faults(m.string), *unlike_fields(m.id, m.string)])
    }
    assert wrong == {}
