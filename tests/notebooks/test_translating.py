"""A lecture's translation: what is missing, what is stale, and what the edition then says."""

import re

import pytest

from preliminaries.course.problem import Problem
from preliminaries.notebooks.editions import in_every_language
from preliminaries.notebooks.lecture import read_lecture
from preliminaries.notebooks.translating.blocks import compare, read_blocks, refreshed
from preliminaries.notebooks.translating.report import still_english
from tests.notebooks.tiny import LECTURE, write_lecture

REMARKS = (
    LECTURE + '\n## Remarks\n\n```{code-cell}\nx = 1  # one\n\n\ndef f():\n    """Two."""\n```\n'
)


class Course:
    """A lecture and its translation, in a folder of their own."""

    def __init__(self, root):
        self.root = root
        self.file = root / "translations/zh/lectures/01-tiny.md"
        self.file.parent.mkdir(parents=True)
        self.write(REMARKS)
        self.refresh()

    def write(self, text):
        self.lecture = write_lecture(self.root, text)

    def refresh(self):
        blocks = read_blocks(self.file) if self.file.exists() else []
        self.file.write_text(refreshed(read_lecture(self.lecture), blocks), "utf-8")

    def translate(self, id, text):
        """As a translator: write the text in the block's place, and take the word away."""
        blocks = re.split(r"(?m)^(?=<!-- \S+ [0-9a-f]{8})", self.file.read_text("utf-8"))
        (k,) = (k for k, block in enumerate(blocks) if block.startswith(f"<!-- {id} "))
        digest = blocks[k].split()[2]
        blocks[k] = f"<!-- {id} {digest} -->\n{text}\n\n"
        self.file.write_text("".join(blocks), "utf-8")

    def told(self):
        return compare(read_lecture(self.lecture), read_blocks(self.file))

    def said(self, id):
        """What the cell says in the Chinese edition."""
        _, chinese = in_every_language(self.lecture)
        return next(cell.source for cell in chinese.cells if cell.id == id)


@pytest.fixture
def course(folder):
    return Course(folder)


def test_a_translation_begins_as_english_and_says_what_is_missing(course):
    told = course.told()
    assert told.missing[:2] == ["a-tiny-lecture-1", "looking-closer-1"]
    assert not told.texts and not told.stale and not told.gone
    assert course.said("a-tiny-lecture-1") == "# A tiny lecture\n\nWhat it is about."
    (line,) = still_english([course.lecture])
    assert line.startswith(f"In Chinese 01-tiny: {len(told.missing)} blocks missing, 0 stale")


def test_what_is_translated_is_said(course):
    course.translate("a-tiny-lecture-1", "# 很小的一讲\n\n它讲什么。")
    assert course.said("a-tiny-lecture-1") == "# 很小的一讲\n\n它讲什么。"
    assert "a-tiny-lecture-1" not in course.told().missing
    before = course.file.read_text("utf-8")
    course.refresh()
    assert course.file.read_text("utf-8") == before


def test_a_changed_cell_is_said_in_english_until_it_is_translated_anew(course):
    course.translate("a-tiny-lecture-1", "# 很小的一讲\n\n它讲什么。")
    course.write(REMARKS.replace("What it is about.", "What it says."))
    assert course.told().stale == ["a-tiny-lecture-1"]
    for _ in range(2):  # before and after the file is refreshed
        assert course.said("a-tiny-lecture-1").endswith("What it says.")
        course.refresh()
    text = course.file.read_text("utf-8")
    assert "What it says." in text and "它讲什么。" in text
    assert course.told().stale == ["a-tiny-lecture-1"]
    course.translate("a-tiny-lecture-1", "# 很小的一讲\n\n它说什么。")
    assert course.said("a-tiny-lecture-1").endswith("它说什么。")
    assert course.told().stale == []


def test_changed_twice_a_block_still_holds_its_last_translation_once(course):
    course.translate("a-tiny-lecture-1", "# 很小的一讲\n\n它讲什么。")
    for text in ("What it says.", "What it tells."):
        course.write(REMARKS.replace("What it is about.", text))
        course.refresh()
    text = course.file.read_text("utf-8")
    assert text.count("它讲什么。") == 1 and "What it says." not in text


def test_a_cell_under_another_heading_keeps_its_translation(course):
    course.translate("write-3", "后面。")
    course.write(REMARKS.replace("### Write\n", "### Type\n"))
    course.refresh()
    assert course.said("type-3") == "后面。"


def test_a_translation_whose_cell_is_gone_is_kept_and_told(course):
    course.translate("write-3", "后面。")
    course.write(REMARKS.replace("\nAfter it.\n", ""))
    course.refresh()
    assert course.told().gone == ["write-3"]
    assert "后面。" in course.file.read_text("utf-8")
    (line,) = still_english([course.lecture])
    assert "1 gone" in line


def test_remarks_are_translated_and_the_code_is_not(course):
    course.translate("remarks-2", "一\n\n二。")
    assert course.said("remarks-2") == 'x = 1  # 一\n\n\ndef f():\n    """二。"""'
    course.write(REMARKS.replace("x = 1", "x = 2"))
    assert course.said("remarks-2").startswith("x = 2  # 一")  # not stale: it says the same


def test_as_many_remarks_as_the_cell_has(course):
    course.translate("remarks-2", "一")
    with pytest.raises(Problem, match="remarks-2: one paragraph for each"):
        in_every_language(course.lecture)


def test_two_blocks_of_one_cell_are_told(course):
    text = course.file.read_text("utf-8")
    course.file.write_text(text + text[text.index("<!-- write-3") :], "utf-8")
    with pytest.raises(Problem, match=r"two blocks called .*write-3"):
        course.told()


def test_lines_within_chinese_are_joined_and_others_are_not(course):
    text = "第一行，\n第二行 code\n第三行\n\n* 甲。\n* 乙：\n  丙\n\n```\n丁\n戊\n```"
    course.translate("write-3", text)
    joined = "第一行，第二行 code\n第三行\n\n* 甲。\n* 乙：丙\n\n```\n丁\n戊\n```"
    assert course.said("write-3") == joined


def test_links_and_paths_lead_from_one_folder_deeper(course):
    write_lecture(course.root, "# Other\n\n## Some section\n", "02-other")
    write_lecture(course.root, "# Third\n", "03-third")
    other = read_lecture(course.root / "lectures/02-other.md")
    file = course.file.with_name("02-other.md")
    file.write_text(refreshed(other, []), "utf-8")
    text = file.read_text("utf-8").replace(" missing", "").replace("Some section", "某一节")
    file.write_text(text, "utf-8")
    link = "[甲](02-other.ipynb)、[乙](02-other.ipynb#Some-section)、[丙](03-third.ipynb#x)、"
    course.translate("write-3", link + "[丁](../data/a.csv)、[戊](https://a.b)、`../data`")
    assert course.said("write-3") == (
        "[甲](02-other.ipynb)、[乙](02-other.ipynb#某一节)、[丙](../03-third.ipynb#x)、"
        "[丁](../../data/a.csv)、[戊](https://a.b)、`../../data`"
    )
    course.translate("write-3", "[乙](02-other.ipynb#No-section)")
    with pytest.raises(Problem, match="no section 'No-section'"):
        course.said("write-3")


def test_each_language_links_the_other_where_there_is_one(course):
    english, chinese = (edition.cells[1] for edition in in_every_language(course.lecture))
    assert english.source == "[中文](zh/01-tiny.ipynb)"
    assert chinese.source == "[English](../01-tiny.ipynb)"
    course.file.unlink()
    (alone,) = in_every_language(course.lecture)
    assert not any(".ipynb" in cell.source for cell in alone.cells)


def test_code_imports_the_chinese_words_and_finds_its_files(course):
    code = 'from preliminaries import check\nopen("../data/a.csv")'
    course.write(f"# One\n\n```{{code-cell}}\n{code}\n```\n")
    said = course.said("one-2")
    assert said == 'from preliminaries.zh import check\nopen("../../data/a.csv")'
