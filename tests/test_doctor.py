"""The doctor: an environment is broken on purpose, and it has to say what is wrong with it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_LINES = 24  # of a terminal

# The doctor with the looks named on its command line only: a whole run takes ten seconds.
_SOME_LOOKS = """
import sys
from preliminaries.doctor import report
report._LOOKS = [look for look in report._LOOKS if look.__name__ in sys.argv[1:]]
assert len(report._LOOKS) == len(sys.argv[1:])
sys.exit(0 if report.examine_machine() else 1)
"""


def sitecustomize(folder: Path, code: str) -> Path:
    """A folder that has every Python run this code first."""
    (folder / "sitecustomize.py").write_text(code)
    return folder


def consult(*looks: str, first: Path | None = None, root: Path = ROOT, **variables: str):
    """The doctor's exit status and report; `first` is a folder in front of all packages."""
    paths = [str(path) for path in (first, root) if path]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    env.pop("PRELIMINARIES_DEVICE", None)
    how = ["-c", _SOME_LOOKS, *looks] if looks else ["-m", "preliminaries.doctor"]
    done = subprocess.run(
        [sys.executable, *how],
        capture_output=True,
        text=True,
        env=env | variables,
        cwd=root,
        timeout=240,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr == ""
    return done.returncode, done.stdout


def package(folder: Path, name: str, code: str) -> Path:
    """A folder with a package that does as the code says when it is imported."""
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text(code)
    return folder


def installed(folder: Path, name: str, version: str, *needs: str) -> Path:
    """A folder in which a package says that it is installed in that version."""
    home = folder / f"{name}-{version}.dist-info"
    home.mkdir(parents=True)
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {need}" for need in needs]
    (home / "METADATA").write_text("\n".join(lines) + "\n")
    return folder


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
        "s.data_folder, s.memory, s.disk, s.browser)];"
        "print([m for m in ('torch', 'numpy', 'pandas', 'd2l', 'IPython') if m in sys.modules])"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_file_that_hides_torch_is_named(tmp_path):
    (tmp_path / "torch.py").write_text("x = 1\n")
    status, report = consult("shadows", first=tmp_path)
    assert status == 1
    assert "torch.py hides the package torch" in report


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
    status, report = consult("torch_and_devices", first=package(tmp_path, "torch", code))
    assert status == 1
    assert "torch       does not load" in report
    assert words in report
    python, _, command = report.partition("-> ")[2].partition(" -m ")
    assert command.startswith("pip install")
    assert (ROOT / python).exists()  # it works as it is typed


def test_a_torchvision_of_another_torch_is_told_by_its_error(tmp_path):
    code = "raise RuntimeError('operator torchvision::nms does not exist')"
    status, report = consult("torch_and_devices", first=package(tmp_path, "torchvision", code))
    assert status == 1
    assert "ok    torch " in report
    assert "torchvision::nms does not exist" in report
    assert "do not match" in report


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


def test_a_kernel_of_another_python_is_named(tmp_path):
    home = tmp_path / "kernels" / "python3"
    home.mkdir(parents=True)
    argv = ["/usr/local/other/bin/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "Python 3", "language": "python"}
    (home / "kernel.json").write_text(json.dumps(spec))
    status, report = consult("kernel", JUPYTER_PATH=str(tmp_path))
    assert status == 1
    assert "another one: /usr/local/other/bin/python" in report


def test_no_kernel_at_all_is_told(tmp_path):
    first = package(tmp_path, "ipykernel", "raise ImportError('ipykernel is gone')")
    status, report = consult("kernel", first=first)
    assert status == 1
    assert "notebooks have no kernel" in report


def test_missing_extensions_of_jupyterlab_are_a_note(tmp_path):
    blind = "import jupyter_core.paths as paths\npaths.jupyter_path = lambda *a: []\n"
    status, report = consult("slides", first=sitecustomize(tmp_path, blind))
    assert status == 0
    assert "JupyterLab has no jupyterlab-rise; JupyterLab has no @jupyter-widgets" in report


def test_an_extension_that_is_switched_off_is_a_note(tmp_path):
    (tmp_path / "labconfig").mkdir()
    off = {"disabledExtensions": {"jupyterlab-rise": True}}
    (tmp_path / "labconfig/page_config.json").write_text(json.dumps(off))
    status, report = consult("slides", JUPYTER_CONFIG_PATH=str(tmp_path))
    assert status == 0
    assert "jupyterlab-rise is switched off" in report
    assert "-m jupyter labextension enable jupyterlab-rise" in report


def test_widgets_of_another_version_in_front_of_the_right_ones_are_a_note(tmp_path):
    home = tmp_path / "labextensions/@jupyter-widgets/jupyterlab-manager"
    home.mkdir(parents=True)
    about = {"name": "@jupyter-widgets/jupyterlab-manager", "version": "5.0.15"}
    about["jupyterlab"] = {"extension": True, "_build": {"load": "static/remoteEntry.js"}}
    (home / "package.json").write_text(json.dumps(about))
    status, report = consult("slides", JUPYTER_PATH=str(tmp_path))
    assert status == 0
    assert "@jupyter-widgets/jupyterlab-manager 5.0.15 does not fit" in report
    assert "jupyterlab-widgets==3.0.10" in report


def test_a_jupyterlab_that_does_not_start_is_named(tmp_path):
    first = package(tmp_path, "jupyterlab", "raise ImportError('no tornado here')")
    status, report = consult("slides", first=first)
    assert status == 1
    assert "JupyterLab does not start" in report and "no tornado here" in report


def test_widgets_that_slides_cannot_show_are_a_note(tmp_path):
    status, report = consult("slides", first=installed(tmp_path, "ipywidgets", "8.1.9"))
    assert status == 0
    assert "ipywidgets 8.1.9" in report
    assert "ipywidgets==8.1.2" in report


def test_a_data_folder_without_its_data_or_without_room_is_told(tmp_path):
    tree = tmp_path / "clone"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "preliminaries", tree / "preliminaries", ignore=ignored)
    status, report = consult("data_folder", root=tree)
    assert status == 1
    assert "no penguins.csv in" in report
    assert "-> git restore data" in report

    (tree / "data").mkdir()
    (tree / "data/penguins.csv").touch()
    full = "import tempfile\ndef full(dir): raise OSError(28, 'No space left on device')\n"
    first = sitecustomize(tmp_path, full + "tempfile.TemporaryFile = full\n")
    status, report = consult("data_folder", root=tree, first=first)
    assert status == 1
    assert "cannot be written to: No space left on device" in report
    assert "->" in report


@pytest.mark.skipif(os.name == "nt", reason="PATH is searched otherwise on Windows")
def test_a_machine_without_chromium_only_gets_a_note(tmp_path):
    status, report = consult("browser", PATH=str(tmp_path))
    assert status == 0
    assert "no Chromium" in report


def test_a_device_that_is_not_there_is_told_in_a_sentence():
    status, report = consult(
        "torch_and_devices", PRELIMINARIES_DEVICE="cuda", CUDA_VISIBLE_DEVICES="-1"
    )
    assert status == 1
    assert "PRELIMINARIES_DEVICE asks for cuda, but torch finds no cuda here" in report
    assert "d2l" in report


@pytest.mark.skipif(os.name == "nt", reason="a script stands for nvidia-smi")
def test_a_driver_older_than_the_runtime_is_a_note(tmp_path):
    torch = pytest.importorskip("torch")
    if not torch.version.cuda:
        pytest.skip("this torch brings no CUDA")
    program = tmp_path / "nvidia-smi"
    program.write_text("#!/bin/sh\necho '| Driver Version: 440.33.01   CUDA Version: 10.2 |'\n")
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    status, report = consult("torch_and_devices", PATH=path, CUDA_VISIBLE_DEVICES="-1")
    assert status == 0
    assert f"driver 440.33.01 supports CUDA up to 10.2, torch brings {torch.version.cuda}" in report


def test_a_look_that_stumbles_itself_does_not_stop_the_others(tmp_path):
    first = package(tmp_path, "packaging", "raise RuntimeError('broken')")
    status, report = consult("packages", "disk", first=first)
    assert status == 0
    assert "RuntimeError: broken" in report
    assert "GB free" in report


def test_a_python_with_nothing_installed_gets_a_report(tmp_path):
    """The doctor needs no package at all to say which are missing."""
    command = [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")]
    subprocess.run(command, check=True)
    folder = tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin")
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [folder / "python", "-m", "preliminaries.doctor"]
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT, timeout=60)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "FAILS packages    torch is missing; torchvision is missing; and " in done.stdout
    assert "does not load: ModuleNotFoundError: No module named 'torch'" in done.stdout
    assert "data/       can be written to" in done.stdout


def test_a_python_that_is_too_old_is_told_in_a_sentence(tmp_path):
    old = "import sys; sys.version_info = (3, 8, 1, 'final', 0)"
    paths = os.pathsep.join(map(str, (sitecustomize(tmp_path, old), ROOT)))
    command = [sys.executable, "-m", "preliminaries.doctor"]
    env = os.environ | {"PYTHONPATH": paths}
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT)
    assert done.returncode == 1
    assert done.stderr == "This course needs Python 3.11 or newer; this is 3.8.\n"


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


@pytest.mark.parametrize(("free", "status"), [(0.5, 1), (1.5, 0), (8.0, 0)])
def test_memory_that_is_short_is_told(tmp_path, free, status):
    short = f"from types import SimpleNamespace\nbytes = SimpleNamespace(available={free} * 2**30)"
    first = package(tmp_path, "psutil", f"{short}\nvirtual_memory = lambda: bytes")
    found, report = consult("memory", first=first)
    assert found == status
    assert f"{free} GB free" in report
    assert ("->" in report) == (free < 2)


def test_a_console_without_some_letters_shows_the_report_all_the_same():
    env = os.environ | {"PYTHONIOENCODING": "ascii", "PRELIMINARIES_DEVICE": "gerät"}
    command = [sys.executable, "-m", "preliminaries.doctor"]
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "PRELIMINARIES_DEVICE=ger?t names no device" in done.stdout
