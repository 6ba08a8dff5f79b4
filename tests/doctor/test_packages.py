"""Packages that are missing, too old, or of two kinds."""

from preliminaries.course.places import ROOT
from tests.doctor.consulting import consult, cure, damaged, installed, package, sitecustomize


def test_the_classic_stack_keeps_its_versions_when_torch_is_installed_anew(tmp_path):
    installed(tmp_path / "hook", "d2l", "1.0.3")  # whose needs are all met
    first = damaged(tmp_path, "torch", "raise ImportError('torch is damaged')")
    status, report = consult("torch_and_devices", first=first)
    assert status == 1
    assert cure(report) == (
        "python -m pip uninstall -y torch torchvision, then python -m pip install -e ."
    )


def test_every_package_that_a_cure_may_name_is_listed_with_its_version():
    files = (ROOT / "requirements.txt", ROOT / "requirements-more.txt")
    listed = "\n".join(file.read_text(encoding="utf-8") for file in files)
    for name in (
        *("torch", "torchvision", "d2l", "jupyterlab", "ipykernel", "hypothesis"),
        *("jupyterlab-rise", "ipywidgets", "jupyterlab-widgets"),
    ):
        assert f"\n{name}==" in listed


def test_a_torchvision_of_another_torch_is_told_by_its_version(tmp_path):
    first = installed(tmp_path, "torchvision", "0.17.0", "torch==2.2.0")
    status, report = consult("torch_pair", first=first)
    assert status == 1
    assert "torchvision 0.17.0 is made for torch 2.2.0" in report


def test_builds_for_different_hardware_are_told_apart(tmp_path):
    installed(tmp_path, "torch", "2.15.0+cpu")
    installed(tmp_path, "torchvision", "0.29.2+cu132", "torch==2.15.0")
    status, report = consult("torch_pair", first=tmp_path)
    assert status == 1
    assert "different hardware" in report


def test_a_package_that_is_too_old_is_named(tmp_path):
    status, report = consult("packages", first=installed(tmp_path, "pandas", "1.5.0"))
    assert status == 1
    assert "pandas 1.5.0 is not >=2.0.3" in report
    assert "requirements.txt" in report


def test_a_missing_package_is_named(tmp_path):
    sitecustomize(
        tmp_path,
        "from importlib import metadata\n"
        "found = metadata.version\n"
        "def version(name):\n"
        "    if name == 'd2l': raise metadata.PackageNotFoundError(name)\n"
        "    return found(name)\n"
        "metadata.version = version\n",
    )
    status, report = consult("packages", first=tmp_path)
    assert status == 1
    assert "d2l is missing" in report


def test_versions_of_neither_stack_are_a_note(tmp_path):
    status, report = consult("packages", first=installed(tmp_path, "pandas", "2.9.9"))
    assert status == 0
    assert "neither the current stack nor the classic one" in report


def test_a_broken_d2l_is_named(tmp_path):
    first = package(tmp_path, "d2l", "")
    (first / "d2l" / "torch.py").write_text("raise ImportError('no IPython.display here')")
    status, report = consult("torch_and_devices", first=first)
    assert status == 1
    assert "d2l         does not load: ImportError: no IPython.display here" in report
