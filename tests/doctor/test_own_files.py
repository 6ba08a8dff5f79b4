"""A learner's own files that hide a package are named, and not loaded."""

import os
import re
import subprocess
import sys

import pytest

from preliminaries.course.places import ROOT
from tests.doctor.consulting import LEARNERS_OWN, consult, cure, tree


def test_a_file_that_hides_torch_is_named(tmp_path):
    (tmp_path / "torch.py").write_text("x = 1\n")
    status, report = consult("shadows", first=tmp_path)
    assert status == 1
    assert re.search('torch[.]py"? hides the package torch\n', report)  # the path may be shortened


@pytest.mark.parametrize("name", LEARNERS_OWN.split())
def test_a_file_that_hides_a_package_in_the_current_folder_is_told_not_loaded(tmp_path, name):
    (tmp_path / f"{name}.py").write_text("raise SystemExit('a program of mine')")
    status, report = consult(folder=tmp_path)
    assert status == 1
    assert f"{name}.py hides the package {name}" in report
    assert cure(report) == "Rename it, and start the doctor again."


@pytest.mark.parametrize(
    "name", ["queue", "numbers", "email", "json", "calendar", "preliminaries", "PIL", "zmq"]
)
@pytest.mark.parametrize("file", ["{}.py", "{}/__init__.py"])
def test_a_file_in_notebooks_that_hides_a_package_is_told_and_no_more_is_tried(
    tmp_path, name, file
):
    path = tree(tmp_path) / "notebooks" / file.format(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text("raise ValueError('mine')")
    status, report = consult(root=tmp_path)
    assert status == 1
    assert f"{path.relative_to(tmp_path)} hides the package {name}" in report
    assert "does not load" not in report


def test_a_learners_other_files_hide_nothing(tmp_path):
    (tree(tmp_path) / "notebooks" / "my_answers.py").touch()
    (tmp_path / "notebooks" / "random").mkdir()  # found after Python's own
    status, report = consult("shadows", root=tmp_path)
    assert status == 0, report


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no folder that a program is in")
def test_a_current_folder_that_is_gone_does_not_matter(tmp_path):
    gone = "import os; os.rmdir(os.getcwd())"
    (tmp_path / "gone").mkdir()
    looks = ("packages", "shadows", "data_folder", "kernel", "slides")
    status, report = consult(*looks, folder=tmp_path / "gone", before=gone)
    assert (status, report.count("\nok ")) == (0, len(looks) - 1), report


@pytest.mark.parametrize(
    "first",
    ["import sys", "from preliminaries import doctor", "import preliminaries.doctor.finding"],
)
def test_the_course_loads_nothing_before_one_of_its_words_is_used(first):
    code = (
        f"import sys; before = set(sys.modules); {first}; import preliminaries; dir(preliminaries);"
        "new = set(sys.modules) - before; print(*sorted(new));"
        "print(preliminaries.check.__name__, 'preliminaries.teaching' in sys.modules)"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    loaded, used = done.stdout.splitlines()
    ours = {name for name in loaded.split() if name.startswith("preliminaries.")}
    assert ours <= {"preliminaries.doctor", "preliminaries.doctor.finding"}
    assert used == "check True"
