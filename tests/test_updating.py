"""A learner gets newer lectures and keeps the answers, as they were typed."""

import json
import shutil
import subprocess

import pytest

from preliminaries import updating
from preliminaries.course.problem import Problem
from tests.notebooks.tiny import EXERCISES

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")

ANSWER = "def double(x):\n    # mine, with an ü\n    return 2 * x\n\n\ncheck('double', double)"


def git(folder, *arguments):
    told = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", *arguments]
    return subprocess.run(told, cwd=folder, check=True, capture_output=True, text=True).stdout


def cell(source, slug="", kind="code"):
    noted = {"preliminaries": {"is": "exercise", "exercise": slug}} if slug else {}
    made = {"cell_type": kind, "id": slug or "text", "metadata": noted, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def write_course(folder, exercises=EXERCISES, text="# First"):
    """A course of one lecture, with its notebook."""
    for place in ("lectures", "notebooks", "preliminaries/exercises/tiny"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    (folder / "lectures/01-tiny.md").write_text(f"{text}\n", encoding="utf-8")
    for slug, source in exercises.items():
        file = folder / f"preliminaries/exercises/tiny/{slug}.py"
        file.write_text(source, encoding="utf-8")
    stubs = updating._stubs(folder)
    cells = [cell(text, kind="markdown"), *(cell(stubs[slug], slug) for slug in exercises)]
    write(folder, {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def read(folder):
    return json.loads((folder / "notebooks/01-tiny.ipynb").read_text(encoding="utf-8"))


def write(folder, notebook):
    text = json.dumps(notebook, indent=1, ensure_ascii=False)
    (folder / "notebooks/01-tiny.ipynb").write_text(text, encoding="utf-8")


def answer(folder, slug, source):
    """As a learner: type, run, and save."""
    notebook = read(folder)
    for one in notebook["cells"]:
        if one["id"] == slug:
            one |= {"source": source, "execution_count": 3}
    write(folder, notebook)


def source_of(folder, slug):
    return next("".join(c["source"]) for c in read(folder)["cells"] if c["id"] == slug)


@pytest.fixture
def course(tmp_path):
    """A course, and a learner's clone of it."""
    write_course(tmp_path / "origin")
    git(tmp_path / "origin", "init", "-q")
    git(tmp_path / "origin", "add", ".")
    git(tmp_path / "origin", "commit", "-qm", "first")
    git(tmp_path, "clone", "-q", "origin", "my clone")
    return tmp_path / "origin", tmp_path / "my clone"


def publish(origin, **changes):
    write_course(origin, **changes)
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "newer")


def test_answers_stay_and_the_lecture_is_newer(course):
    origin, clone = course
    answer(clone, "double", ANSWER)
    reworded = EXERCISES | {"double": EXERCISES["double"].replace("Twice", "Two times")}
    publish(origin, exercises=reworded, text="# Better")
    told = updating.update(clone)
    assert "1 answer is in the notebooks now" in told
    assert source_of(clone, "text") == "# Better"
    assert source_of(clone, "double") == ANSWER
    assert source_of(clone, "seven") == source_of(origin, "seven")


def test_what_stood_there_before_is_kept_with_the_way_back(course):
    origin, clone = course
    answer(clone, "double", ANSWER)
    answer(clone, "text", "# First, with a note of mine")
    before = read(clone)
    publish(origin, text="# Better")
    told = updating.update(clone)
    (kept,) = (clone / "worked").glob("*/01-tiny.ipynb")
    assert json.loads(kept.read_text(encoding="utf-8")) == before
    assert kept.parent.relative_to(clone).as_posix() in told


def test_answers_in_chinese_notebooks_stay_in_them(course):
    """The stub has other words there; what tells an answer from it is the code."""
    origin, clone = course
    for folder in course:
        (folder / "notebooks/zh").mkdir()
        text = (folder / "notebooks/01-tiny.ipynb").read_text(encoding="utf-8")
        chinese = folder / "notebooks/zh/01-tiny.ipynb"
        chinese.write_text(text.replace("Twice x.", "x 的两倍。"), encoding="utf-8")
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "in Chinese")
    shutil.rmtree(clone / "notebooks/zh")
    git(clone, "pull", "-q")
    path = clone / "notebooks/zh/01-tiny.ipynb"
    assert updating.answers(clone) == {}
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = {one["id"]: one for one in notebook["cells"]}
    cells["double"]["source"] = ANSWER
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
    answer(clone, "seven", 'seven = 7\n\ncheck("seven", seven)')
    assert set(updating.answers(clone)) == {"seven", "zh/double"}
    publish(origin, text="# Better")
    updating.update(clone)
    assert updating.answers(clone)["zh/double"] == ANSWER
    assert "seven = 7" in source_of(clone, "seven")
    kept = [one.relative_to(clone / "worked").parts[1:] for one in clone.glob("worked/**/*.ipynb")]
    assert sorted(kept) == [("01-tiny.ipynb",), ("zh", "01-tiny.ipynb")]


def test_an_answer_whose_exercise_is_gone_is_told(course):
    origin, clone = course
    answer(clone, "seven", 'seven = 7\n\ncheck("seven", seven)')
    publish(origin, exercises={"double": EXERCISES["double"]})
    assert "there is no cell any more: seven." in updating.update(clone)


def test_a_stub_that_nobody_touched_is_the_newer_one(course):
    origin, clone = course
    answer(clone, "seven", 'seven = 7\n\ncheck("seven", seven)')
    publish(
        origin, exercises=EXERCISES | {"double": '"""2x."""\n\n\ndef solution(x):\n    return 2\n'}
    )
    updating.update(clone)
    assert source_of(clone, "double") == source_of(origin, "double")


def test_an_answer_in_a_pasted_cell_is_known_by_its_check(course):
    _, clone = course
    notebook = read(clone)
    notebook["cells"].append(cell(ANSWER) | {"id": "pasted"})
    write(clone, notebook)
    assert updating.answers(clone) == {"double": ANSWER}


def test_where_nothing_was_worked_in_there_is_nothing_to_keep(course):
    origin, clone = course
    publish(origin, text="# Better")
    updating.update(clone)
    assert source_of(clone, "text") == "# Better"
    assert not (clone / "worked").exists()


def test_where_git_cannot_go_on_everything_is_as_it_was(course):
    origin, clone = course
    (clone / "lectures/01-tiny.md").write_text("# Mine", encoding="utf-8")
    git(clone, "commit", "-qam", "of my own")
    answer(clone, "double", ANSWER)
    before = read(clone)
    publish(origin, text="# Better")
    with pytest.raises(Problem, match="git pull failed, and nothing was changed"):
        updating.update(clone)
    assert read(clone) == before
    assert not list((clone / "worked").glob("*"))


def test_answers_come_from_another_copy_of_the_course(course, tmp_path, monkeypatch, capsys):
    """As from a ZIP file: no git."""
    _, old = course
    answer(old, "double", ANSWER)
    shutil.rmtree(old / ".git")
    write_course(tmp_path / "new", text="# Better")
    monkeypatch.setattr(updating, "ROOT", tmp_path / "new")
    assert updating.main([str(old)]) == 0
    assert "1 answer is in the notebooks now" in capsys.readouterr().out
    assert source_of(tmp_path / "new", "double") == ANSWER
    assert source_of(old, "double") == ANSWER


def test_a_course_that_did_not_come_by_git_is_told_what_to_do(tmp_path, monkeypatch, capsys):
    write_course(tmp_path / "unpacked")
    monkeypatch.setattr(updating, "ROOT", tmp_path / "unpacked")
    assert updating.main([]) == 1
    assert 'make update FROM="../unpacked"' in capsys.readouterr().err


def test_a_folder_that_holds_no_course_is_told(tmp_path, capsys):
    assert updating.main([str(tmp_path)]) == 1
    assert "There is no course in" in capsys.readouterr().err


def test_every_exercise_of_the_course_can_be_carried():
    """Its notebooks as committed hold no answer, and each of their stubs is known as one."""
    assert updating.answers(updating.ROOT) == {}
    cells = {
        updating._slug(cell)
        for path in updating._notebooks(updating.ROOT)
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    }
    assert updating._stubs(updating.ROOT).keys() <= cells
