"""What does not load, and devices that are not found."""

import os
import sys

import pytest

from preliminaries.course.places import ROOT
from preliminaries.doctor import loading
from tests.doctor.consulting import LOG, consult, cure, damaged, in_front, package, sitecustomize


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise OSError('libcudart.so.13: cannot open shared object file')", "libcudart.so.13"),
        ("raise ModuleNotFoundError('No module named torch._C')", "No module named torch._C"),
        ("import os; os.abort()", "crashed"),
        ("import sys; sys.exit(3)", "status 3"),
    ],
)
def test_a_torch_that_does_not_load_is_told_with_its_reason(tmp_path, code, words):
    status, report = consult("torch_and_devices", first=damaged(tmp_path, "torch", code))
    assert status == 1
    assert "torch       does not load" in report
    assert words in report
    python, _, command = report.partition("-> ")[2].partition(" -m ")
    assert command.startswith("pip install")
    assert (ROOT / python).exists()  # it works as it is typed


# A torch that loads at once, as far as the doctor uses it before torchvision.
QUICK = """
from types import SimpleNamespace
import numpy
__version__, version = "2.9.0", SimpleNamespace(cuda=None)
def ones(*shape): return numpy.ones(shape)
"""


def test_a_torchvision_of_another_torch_is_told_by_its_error(tmp_path):
    damaged(tmp_path, "torch", QUICK)
    code = "raise RuntimeError('operator torchvision::nms does not exist')"
    status, report = consult("torch_and_devices", first=damaged(tmp_path, "torchvision", code))
    assert status == 1
    assert "ok    torch " in report
    assert "torchvision::nms does not exist" in report
    assert cure(report) == (
        "They do not match: python -m pip install --no-deps --force-reinstall"
        " -c requirements.txt torch torchvision"
    )


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("PIL", "raise ImportError('libjpeg is gone')", "-c requirements.txt pillow"),
        ("torchvision", "import _lzma_", "pip install --no-deps -r requirements.txt"),
        ("torchvision", "import winreg", "This Python was built without that module"),
        ("torchvision", "raise OSError('[WinError 126] not found')", "Visual C++ runtime"),
    ],
)
def test_a_torchvision_that_fails_for_another_reason_gets_another_cure(tmp_path, name, code, words):
    damaged(tmp_path, "torch", QUICK)
    if name == "PIL":
        package(tmp_path / "site-packages", "torchvision", "import PIL")
    status, report = consult("torch_and_devices", first=damaged(tmp_path, name, code))
    assert status == 1
    assert "torchvision does not load" in report
    assert "do not match" not in report
    assert words in cure(report)


def test_the_package_that_breaks_torch_is_installed_anew_not_torch(tmp_path):
    home = damaged(tmp_path, "numpy", "raise ImportError('numpy is damaged')")
    package(tmp_path / "site-packages", "torch", "import numpy")
    status, report = consult("torch_and_devices", first=home)
    assert status == 1
    assert cure(report).endswith("--no-deps --force-reinstall -c requirements.txt numpy")


@pytest.mark.parametrize("name", ["torch", "numpy"])
def test_a_broken_package_on_pythonpath_has_the_variable_named(tmp_path, name):
    first = package(tmp_path, name, "raise ImportError('from another machine')")
    package(tmp_path, "torch", "import numpy") if name == "numpy" else None
    status, report = consult("torch_and_devices", first=first)
    assert status == 1
    assert cure(report) == f"Take {first} out of the variable PYTHONPATH."


def test_a_wrong_mplbackend_is_named():
    status, report = consult("torch_and_devices", MPLBACKEND="Nonsense")
    assert status == 1
    assert cure(report) == "Unset the variable MPLBACKEND."


def test_a_torch_that_takes_for_ever_fails(tmp_path):
    first = damaged(tmp_path, "torch", "import time; time.sleep(60)")
    hurry = "from preliminaries.doctor import loading; loading._SECONDS = 1"
    status, report = consult("torch_and_devices", first=first, before=hurry)
    assert status == 1
    assert "FAILS torch       does not load: no answer within 1 seconds" in report
    assert cure(report) == "Close what else is running, and start the doctor again."


@pytest.mark.parametrize("look", ["kernel", "slides"])
def test_what_the_course_needs_and_cannot_be_looked_at_fails(tmp_path, look):
    first = sitecustomize(tmp_path, "print('@[what is this')")
    status, report = consult(look, first=first)
    assert status == 1
    assert "could not be looked at" in report
    assert "pip install" in cure(report)


def test_a_device_that_is_not_there_is_told_in_a_sentence():
    status, report = consult(
        "torch_and_devices", PRELIMINARIES_DEVICE="cuda", CUDA_VISIBLE_DEVICES="-1"
    )
    assert status == 1
    assert "PRELIMINARIES_DEVICE asks for cuda, but torch finds no cuda here" in report
    assert "d2l" in report


@pytest.fixture(scope="module")
def without_cuda():
    """What torch's own process tells where no CUDA device is seen; tried once, it takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUDA_VISIBLE_DEVICES", "-1")
        patch.delenv("PRELIMINARIES_DEVICE", raising=False)
        return loading._try(loading._TORCH)


def about_torch(monkeypatch, trial):
    """What the doctor says of torch after such a trial."""
    monkeypatch.setattr(loading, "_try", lambda steps: trial)
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    return "\n".join(map(str, loading.torch_and_devices()))


@pytest.mark.skipif(os.name == "nt", reason="a script stands for nvidia-smi")
def test_an_nvidia_smi_that_finds_no_driver_is_no_gpu(monkeypatch, tmp_path, without_cuda):
    path = in_front(tmp_path, "nvidia-smi", "echo 'NVIDIA-SMI has failed because'; exit 9")
    monkeypatch.setenv("PATH", path)
    assert "ok    device      the CPU; no NVIDIA driver here" in about_torch(
        monkeypatch, without_cuda
    )


@pytest.mark.skipif(os.name == "nt", reason="a script stands for nvidia-smi")
def test_a_driver_older_than_the_runtime_is_a_note(monkeypatch, tmp_path, without_cuda):
    runtime = without_cuda.told["runtime"]
    if not runtime:
        pytest.skip("this torch brings no CUDA")
    path = in_front(tmp_path, "nvidia-smi", f"""[ "$*" = "-q -x" ] && cat <<'END'\n{LOG}\nEND""")
    monkeypatch.setenv("PATH", path)
    told = about_torch(monkeypatch, without_cuda)
    assert "note  device      the CPU: driver 440.33.01 supports CUDA up to 10.2" in told
    assert f"torch brings {runtime}" in told


def test_where_torch_is_loaded_no_second_one_is_started(monkeypatch):
    """As in a notebook; and what does not load there is told as anywhere."""
    import torch

    from preliminaries import progress

    monkeypatch.setattr(loading, "_try", None)
    monkeypatch.delenv("PRELIMINARIES_DEVICE", raising=False)
    before = repr(progress())
    sound = list(loading.torch_and_devices())
    assert torch.__version__ in str(sound[0])
    assert [finding.state for finding in sound] == ["ok"] * 4
    assert repr(progress()) == before
    monkeypatch.setitem(sys.modules, "d2l", None)
    *_, last = loading.torch_and_devices()
    assert str(last).startswith("FAILS d2l         does not load: ModuleNotFoundError")


def test_where_a_kernel_runs_no_second_python_is_started(monkeypatch):
    import ipykernel.kernelapp

    monkeypatch.setattr(loading, "_try", None)
    monkeypatch.setitem(sys.modules, "ipykernel.kernelapp", ipykernel.kernelapp)
    (sound,) = loading.kernel()
    assert sound.state == "ok" and ipykernel.__version__ in str(sound)
    monkeypatch.setitem(sys.modules, "preliminaries", None)
    (broken,) = loading.kernel()
    assert str(broken).startswith("FAILS kernel      notebooks cannot import the course: ModuleNot")


def test_a_course_that_notebooks_cannot_import_is_told(tmp_path):
    only_in_notebooks = (
        "import os, sys\n"
        "if os.path.basename(os.getcwd()) == 'notebooks': sys.modules['preliminaries'] = None\n"
    )
    status, report = consult("kernel", first=sitecustomize(tmp_path, only_in_notebooks))
    assert status == 1
    assert "notebooks cannot import the course" in report
    assert "-m pip install --no-deps --no-build-isolation -e ." in report


def test_exercises_that_cannot_be_judged_are_told(tmp_path):
    first = package(tmp_path, "hypothesis", "raise ImportError('sortedcontainers is gone')")
    status, report = consult("torch_and_devices", first=first)
    assert status == 1
    assert "answers are not judged: ImportError: sortedcontainers is gone" in report
