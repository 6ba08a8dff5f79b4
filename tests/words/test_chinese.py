"""Verdicts in Chinese: the same facts, in sentences that a Chinese reader reads once."""

import json
import re
import subprocess
import sys

import pytest
import torch

from preliminaries import check, languages, zh
from preliminaries.authoring import said
from preliminaries.authoring.said import Said
from preliminaries.course.exercises import find, slugs
from preliminaries.languages import speaking, width
from preliminaries.words import saying
from preliminaries.words.wrapping import wrapped

LECTURE = slugs()["setting-up"]
WRONG = [(slug, name) for slug in LECTURE for name in find(slug).wrong]
# what a Chinese verdict may hold of another script: code, types, names
CODE = re.compile(r"`[^`]*`|'[^']*'")


def english_left(text: str) -> list[str]:
    """Two English words in a row, outside of code."""
    return re.findall(r"[A-Za-z]{2,} [a-z]{2,}", CODE.sub("", text))


@pytest.mark.parametrize(("slug", "belief"), WRONG)
def test_a_verdict_on_a_wrong_answer_is_chinese(slug, belief):
    exercise = find(slug)
    answer = exercise.handed_in(exercise.wrong[belief])
    verdict = zh.check(slug, answer)
    assert repr(verdict).startswith("还不对。")
    assert verdict.belief != exercise.told(belief) and not english_left(repr(verdict))
    english = check(slug, answer)
    assert english.belief == exercise.told(belief)  # in one session, each in its language
    assert english.verdict == verdict.verdict


@pytest.mark.parametrize("slug", LECTURE)
def test_hints_and_solutions_and_praise_are_chinese(slug):
    for text in (
        *(repr(zh.hint(slug)) for _ in range(3)),
        repr(zh.check(slug, find(slug).solution)),
    ):
        assert re.search(r"[\u4e00-\u9fff]", text) and not english_left(text)
    assert re.search(r"[\u4e00-\u9fff]", repr(zh.solution(slug))) or slug == "first-check"
    assert repr(zh.check(slug)).startswith("尚未作答。")


def unlike_kinds(a, b):
    raise ValueError("mine")


FRAMES = {
    "shape": ("outer-sum", lambda a, b: a),
    "values": ("outer-sum", lambda a, b: a[:, None] - b),
    "dtype": ("outer-sum", lambda a, b: (a[:, None] + b).long()),
    "type": ("outer-sum", lambda a, b: None),
    "raised": ("outer-sum", unlike_kinds),
    "parameters": ("outer-sum", lambda a: a),
    "no function": ("outer-sum", torch.ones(2)),
    "edited": ("outer-sum", lambda a, b: a.add_(1)[:, None] - 1 + b),
    "a table": ("impute-mean", lambda frame: frame),
    "columns": ("impute-mean", lambda frame: frame.rename(columns=str.upper)),
    "two of them": ("stack-and-recover", lambda A, B, C: (torch.stack((A, B, C)), C)),
    "form": ("broadcast-shape", {key: "x" for key in find("broadcast-shape").solution}),
    "lines": ("dtype-of", find("dtype-of").solution | {"torch.arange(3) / 2": torch.int8}),
    "no such name": ("outer-sun", 1),
    "no name": (lambda a, b: a, 1),
}


@pytest.mark.parametrize("name", FRAMES)
def test_the_frame_of_every_verdict_is_chinese(name):
    verdict = zh.check(*FRAMES[name])
    labels = [label for label, _ in verdict.evidence]
    text = " ".join([repr(verdict).partition("。")[0], *verdict.sentences, *labels])
    assert not english_left(text), text


def test_every_sentence_that_is_said_is_in_the_catalogue(monkeypatch):
    """Found in the source by one program and said by another: both see the same sentences."""
    known = {text for _, text in languages.catalogue("zh")}
    said_so: set[str] = set()

    def say(told, exercise=saying.VERDICTS):
        if isinstance(told, Said):
            said_so.add(told.template)
        return plain(told, exercise)

    plain = saying.say
    monkeypatch.setattr(saying, "say", say)
    monkeypatch.setattr("preliminaries.words.shown.say", say)
    for slug, answer in FRAMES.values():
        repr(zh.check(slug, answer))
    silent = {text for text in said_so if not re.sub(r"\{\w+(!c)?\}|[\s`]", "", text)}
    assert said_so - silent - known == set()


def test_english_is_what_it_was_beside_chinese():
    assert repr(zh.check("first-check")).startswith("尚未作答")
    assert repr(check("first-check")).startswith("Not attempted.")
    assert languages.language() == "en"


def test_a_sentence_without_translation_is_said_in_english():
    with speaking("zh"):
        assert saying.say(said("No such sentence of {x}.", x=said("nothing"))) == (
            "No such sentence of 空."
        )


def test_a_learners_words_are_not_translated():
    assert "'text'" in repr(zh.check("first-check", "text"))
    assert "'nothing'" in repr(zh.check("pick-device", lambda: "nothing"))


@pytest.mark.parametrize(
    ("template", "value", "text"),
    [
        ("是 {x}。", "3", "是 3。"),
        ("是{x}。", "3", "是 3。"),
        ("是 {x} 的", "张量", "是张量的"),
        ("是 {x} 的", "`a`", "是 `a` 的"),
        ("在{x}和{x}", "[1]", "在 [1] 和 [1]"),
        ("（{x}）", "a", "（a）"),
        ("{x}，好", "a ", "a，好"),
        ("是 {x}, 3", "(2, 3)", "是 (2, 3), 3"),
        ("{x}\n是", "好", "好\n是"),
        ("`{x}`", "好", "`好`"),
    ],
)
def test_between_chinese_and_latin_stands_one_space(template, value, text):
    with speaking("zh"):
        assert languages.filled(template, {"x": value}) == text
    assert languages.filled(template, {"x": value}) == template.replace("{x}", value)


@pytest.mark.parametrize("sentence", ["b：你返回的是 3。", "params[0] 应为 3。", "weight 应为 3。"])
def test_a_name_keeps_its_small_letter_at_the_beginning_of_a_chinese_sentence(sentence):
    with speaking("zh"):
        assert languages.filled("{found!c}", {"found": sentence}) == sentence


def test_code_keeps_its_commas_in_a_chinese_sentence():
    told = repr(zh.check("one-step", lambda X, y, w, b, lr: w))
    assert "`return w, b`" in told and "、" not in told


def test_no_line_begins_with_a_full_stop_or_is_too_long():
    text = "对于形状为 (2, 3) 的 X，你返回了“张量”（见下）；它应当是 float32。" * 9
    lines = wrapped(text)
    assert "".join(line.strip() for line in lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(width, lines)) <= 90  # a full stop may hang over
    assert not any(line[0] in "，。；）” " or line[-1] in "（“" for line in lines)


def test_a_verdict_has_both_languages_data_in_common():
    verdict = zh.check("outer-sum", lambda a, b: a).verdict
    told = json.dumps([vars(one) for one in verdict.said], default=vars)
    assert not re.search(r"[\u4e00-\u9fff]", told)


def test_importing_the_chinese_words_costs_nothing():
    script = (
        "import sys; from preliminaries.zh import check, figures, hint, progress, show, solution; "
        "sys.exit(', '.join({'torch', 'babel', 'matplotlib', 'hypothesis'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stderr.strip() == ""
