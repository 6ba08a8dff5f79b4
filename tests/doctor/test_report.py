"""The whole report: on one screen, on any machine, and what it ends with."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from preliminaries.course.places import ROOT
from preliminaries.doctor import finding
from tests.doctor.consulting import (
    MOST_LINES,
    consult,
    cure,
    in_front,
    package,
    sitecustomize,
    tree,
)
from tests.processes import PATIENCE

pytestmark = pytest.mark.machine


def test_on_a_sound_machine_everything_is_said_on_one_screen():
    status, report = consult()
    assert status == 0, report
    assert "The course will run." in report
    assert len(report.splitlines()) <= MOST_LINES
    assert max(map(len, report.splitlines())) <= 140


def test_the_doctors_own_process_never_loads_torch():
    code = (
        "import sys; from preliminaries.doctor import examine, versions, surroundings as s;"
        "versions(); [list(look()) for look in (s.python, s.packages, s.shadows, s.torch_pair,"
        "s.data_folder, s.jupyter, s.memory, s.disk, s.browser)];"
        "print([m for m in ('torch', 'numpy', 'pandas', 'd2l', 'IPython') if m in sys.modules])"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert done.stdout.strip() == "[]", done.stderr


def test_words_that_are_too_long_for_a_line_lose_their_middle():
    told = str(
        finding.Finding("FAILS", "torch", "does not load: " + "far/" * 40 + "torch.so is gone")
    )
    assert told.startswith("FAILS torch       does not load: far/")
    assert told.endswith("far/torch.so is gone")
    assert len(told) < 130


def test_a_reader_who_stops_reading_gets_no_traceback():
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    # without torch, which takes longest; others take seconds, too, and it still has to speak then
    code = (
        "import runpy; from preliminaries.doctor import loading, report;"
        "report._LOOKS = [look for look in report._LOOKS if look is not loading.torch_and_devices];"
        "runpy.run_module('preliminaries.doctor', run_name='__main__')"
    )
    command = [sys.executable, "-c", code]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=env, cwd=ROOT, **pipes) as doctor:
        assert doctor.stdout.readline().startswith(b"ok    Python")
        doctor.stdout.close()
        assert doctor.stderr.read() == b""
    assert doctor.returncode == 1


@pytest.mark.parametrize(("system", "typed"), [("win32", '& "{}" -m'), ("linux", '"{}" -m')])
def test_a_path_with_a_space_works_as_it_is_typed(monkeypatch, tmp_path, system, typed):
    python = tmp_path / "my course" / "python"
    monkeypatch.setattr(finding.sys, "executable", str(python))
    monkeypatch.setattr(finding.sys, "platform", system)
    assert typed.format(python) in str(finding.Finding("note", "pip", "is old", "python -m pip"))


def test_a_data_folder_without_its_data_or_without_room_is_told(tmp_path):
    clone = tree(tmp_path / "clone")
    status, report = consult("data_folder", root=clone)
    assert status == 1
    assert "no penguins.csv in" in report
    assert "-> git restore data" in report

    (clone / "data").mkdir()
    (clone / "data/penguins.csv").touch()
    full = "import tempfile\ndef full(dir): raise OSError(28, 'No space left on device')\n"
    first = sitecustomize(tmp_path, full + "tempfile.TemporaryFile = full\n")
    status, report = consult("data_folder", root=clone, first=first)
    assert status == 1
    assert "cannot be written to: No space left on device" in report
    assert "->" in report


@pytest.mark.skipif(sys.platform != "linux", reason="a browser may be there without the PATH")
def test_a_machine_without_chromium_only_gets_a_note(tmp_path):
    status, report = consult("browser", PATH=str(tmp_path))
    assert status == 0
    assert "note  browser     no Chromium" in report
    assert report.endswith("The course will run. The notes can wait.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="a browser may be there without the PATH")
@pytest.mark.parametrize("broken", [False, True])
def test_status_and_cures_are_the_same_with_and_without_a_browser(tmp_path, broken):
    (tmp_path / "file").touch()
    runtime = tmp_path / ("file/nope" if broken else "runtime")
    looks = {"JUPYTER_RUNTIME_DIR": str(runtime)}
    one = consult("data_folder", "jupyter", "browser", PATH=str(tmp_path), **looks)
    in_front(tmp_path, "chromium", "")
    other = consult("data_folder", "jupyter", "browser", PATH=str(tmp_path), **looks)

    assert one[0] == other[0] == int(broken)
    above, note, _ = one[1].partition("note  browser")
    same, good, _ = other[1].partition("ok    browser")
    assert above == same and note and good
    if broken:
        assert cure(one[1]) == cure(other[1])
        assert cure(one[1]).startswith("Unset the variable JUPYTER_RUNTIME_DIR")
        end = "The course will not run yet: 1 line FAILS; mend Jupyter first."
        assert one[1].endswith(f"\n\n{end} The notes can wait.\n")
        assert other[1].endswith(f"\n\n{end}\n")


def test_a_look_that_stumbles_itself_does_not_stop_the_others(tmp_path):
    first = package(tmp_path, "packaging", "raise RuntimeError('broken')")
    status, report = consult("packages", "disk", first=first)
    assert status == 0
    assert "RuntimeError: broken" in report
    assert "GB free" in report


def test_a_python_with_nothing_installed_gets_a_report(bare):
    """The doctor needs no package at all to say which are missing."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [bare, "-m", "preliminaries.doctor"]
    done = subprocess.run(
        command, capture_output=True, text=True, env=env, cwd=ROOT, timeout=PATIENCE
    )
    assert done.returncode == 1
    assert done.stderr == ""
    assert "FAILS packages    torch is missing; torchvision is missing; and " in done.stdout
    assert "does not load: ModuleNotFoundError: No module named 'torch'" in done.stdout
    assert "data/       can be written to" in done.stdout
    assert " -m pip" not in done.stdout  # there is none


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_make_doctor_looks_before_anything_is_set_up(tmp_path, bare):
    shutil.copy(ROOT / "Makefile", tree(tmp_path / "clone"))
    python = os.path.relpath(bare, tmp_path / "clone")  # no space of this machine's in it
    command = ["make", "doctor", f"PYTHON={python}"]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, capture_output=True, text=True, env=env, cwd=tmp_path / "clone", timeout=PATIENCE
    )
    assert "Setting up" not in done.stdout
    assert "The course will not run yet" in done.stdout
    assert not (tmp_path / "clone/.venv").exists()


def test_a_python_that_is_too_old_is_told_in_a_sentence(tmp_path):
    old = "import sys; sys.version_info = (3, 8, 1, 'final', 0)"
    paths = os.pathsep.join(map(str, (sitecustomize(tmp_path, old), ROOT)))
    command = [sys.executable, "-m", "preliminaries.doctor"]
    env = os.environ | {"PYTHONPATH": paths}
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT)
    assert done.returncode == 1
    assert done.stderr == "This course needs Python 3.11 or newer; this is 3.8.\n"


@pytest.mark.parametrize(("free", "status"), [(0.5, 1), (1.5, 0), (8.0, 0)])
def test_memory_that_is_short_is_told(tmp_path, free, status):
    short = f"from types import SimpleNamespace\nbytes = SimpleNamespace(available={free} * 2**30)"
    first = package(tmp_path, "psutil", f"{short}\nvirtual_memory = lambda: bytes")
    found, report = consult("memory", first=first)
    assert found == status
    assert f"{free} GB free" in report
    assert ("->" in report) == (free < 2)


def test_a_console_without_some_letters_shows_the_report_all_the_same(tmp_path):
    (tmp_path / "gerät").mkdir()
    (tmp_path / "gerät" / "torch.py").touch()
    status, report = consult(first=tmp_path / "gerät", PYTHONIOENCODING="ascii")
    assert status == 1
    assert re.search(r'ger\?t.torch[.]py"? hides the package torch\n', report)
