"""The doctor: an environment is broken on purpose, and it has to say what is wrong with it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from preliminaries.course.places import ROOT
from preliminaries.doctor import finding
from preliminaries.doctor.finding import from_here

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
    (folder / "sitecustomize.py").write_text(code, "utf-8")
    return folder


def consult(
    *looks: str,
    first: Path | None = None,
    root: Path = ROOT,
    folder: Path | None = None,
    before: str = "",
    **variables: str,
):
    """The doctor's exit status and report; `first` is a folder in front of all packages.

    It is started in the folder; with looks named, some code may run before."""
    paths = [str(path) for path in (first, root) if path]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    env.pop("PRELIMINARIES_DEVICE", None)
    how = ["-c", f"{before}\n{_SOME_LOOKS}", *looks] if looks else ["-m", "preliminaries.doctor"]
    done = subprocess.run(
        [sys.executable, *how],
        capture_output=True,
        text=True,
        env=env | variables,
        cwd=folder or root,
        timeout=240,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr == ""
    return done.returncode, done.stdout


def package(folder: Path, name: str, code: str) -> Path:
    """A folder with a package that does as the code says when it is imported."""
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text(code, "utf-8")
    return folder


def damaged(folder: Path, name: str, code: str) -> Path:
    """A folder that has every Python find such a package where packages are installed."""
    home = package(folder / "site-packages", name, code)
    (folder / "hook").mkdir(exist_ok=True)
    return sitecustomize(folder / "hook", f"import sys; sys.path.insert(0, {str(home)!r})")


def tree(folder: Path) -> Path:
    """A folder with the course's package in it, and with notebooks/ for a learner's own files."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "preliminaries", folder / "preliminaries", ignore=ignored)
    (folder / "notebooks").mkdir()
    return folder


def cure(report: str) -> str:
    """What the report says is to be done about what fails, or else about the first note; with the
    way to this Python left out."""
    told = dict(reversed(re.findall(r"^(FAILS|note) .*\n {18}-> (.*)", report, re.M)))
    told = told.get("FAILS") or told.get("note", "")
    return re.sub(r'(& )?("[^"]+"|\S+) -m ', "python -m ", told)


def in_front(folder: Path, name: str, script: str) -> str:
    """A PATH on which a program of that name comes first, and runs the shell's script."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


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
        "s.data_folder, s.jupyter, s.memory, s.disk, s.browser)];"
        "print([m for m in ('torch', 'numpy', 'pandas', 'd2l', 'IPython') if m in sys.modules])"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_file_that_hides_torch_is_named(tmp_path):
    (tmp_path / "torch.py").write_text("x = 1\n")
    status, report = consult("shadows", first=tmp_path)
    assert status == 1
    assert re.search('torch[.]py"? hides the package torch\n', report)  # the path may be shortened


def test_words_that_are_too_long_for_a_line_lose_their_middle():
    told = str(
        finding.Finding("FAILS", "torch", "does not load: " + "far/" * 40 + "torch.so is gone")
    )
    assert told.startswith("FAILS torch       does not load: far/")
    assert told.endswith("far/torch.so is gone")
    assert len(told) < 130


# Files called like what the doctor imports, itself or by others, and like what it does not.
LEARNERS_OWN = (
    "random copy dataclasses html textwrap tempfile json subprocess difflib inspect platform shutil"
    " types functools string typing pathlib re tomllib xml packaging notebook"
)


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


def test_a_reader_who_stops_reading_gets_no_traceback():
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "preliminaries.doctor"]
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


def test_a_torchvision_of_another_torch_is_told_by_its_error(tmp_path):
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


@pytest.mark.parametrize("look", ["kernel", "slides", "torch_and_devices"])
def test_what_the_course_needs_and_cannot_be_looked_at_fails(tmp_path, look):
    first = sitecustomize(tmp_path, "print('@[what is this')")
    status, report = consult(look, first=first)
    assert status == 1
    assert "could not be looked at" in report
    assert "pip install" in cure(report)


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

    assert (
        cure(report)
        == f"Remove {from_here(home / 'kernel.json')}, or unset the variable JUPYTER_PATH"
    )

    spec["argv"][0] = "python3.99"  # no name that Jupyter replaces by its own Python
    (home / "kernel.json").write_text(json.dumps(spec))
    assert consult("kernel", JUPYTER_PATH=str(tmp_path))[0] == 1


def test_a_kernel_of_the_users_own_is_to_be_removed(tmp_path):
    home = tmp_path / "kernels" / "python3"
    home.mkdir(parents=True)
    spec = {"argv": ["/other/python"], "display_name": "Python 3", "language": "python"}
    (home / "kernel.json").write_text(json.dumps(spec))
    status, report = consult("kernel", JUPYTER_DATA_DIR=str(tmp_path), JUPYTER_PREFER_ENV_PATH="0")
    assert status == 1
    assert cure(report) == f"Remove {from_here(home / 'kernel.json')}"


@pytest.mark.parametrize("kind", ["RUNTIME", "DATA", "CONFIG"])
def test_a_folder_that_jupyter_cannot_make_fails(tmp_path, kind):
    (tmp_path / "file").touch()
    status, report = consult("jupyter", **{f"JUPYTER_{kind}_DIR": str(tmp_path / "file/nope")})
    assert status == 1
    assert "FAILS Jupyter     cannot write in its folder" in report
    assert f"Unset the variable JUPYTER_{kind}_DIR" in cure(report)


@pytest.mark.parametrize("look", ["jupyter", "kernel", "slides"])
def test_a_user_without_a_home_is_to_name_one(tmp_path, look):
    homeless = "import os.path; os.path.expanduser = lambda path: path"
    unset = {"JUPYTER_CONFIG_DIR": "", "JUPYTER_DATA_DIR": "", "IPYTHONDIR": ""}
    status, report = consult(look, first=sitecustomize(tmp_path, homeless), **unset)
    assert status == 1
    assert cure(report) == "Name a folder of yours in the variable HOME."


def test_looking_at_jupyters_folders_leaves_nothing_behind(tmp_path):
    own = {f"JUPYTER_{kind}_DIR": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    status, report = consult("jupyter", **own)
    assert status == 0, report
    assert list(tmp_path.iterdir()) == []


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
    names = ["jupyterlab-rise", "@jupyter-widgets/jupyterlab-manager"]
    off = {"disabledExtensions": dict.fromkeys(names, True)}
    (tmp_path / "labconfig/page_config.json").write_text(json.dumps(off))
    status, report = consult("slides", JUPYTER_CONFIG_PATH=str(tmp_path))
    assert status == 0
    assert f"switched off in JupyterLab: {', '.join(names)}" in report
    assert cure(report) == f"python -m jupyterlab.labextensions enable {' '.join(names)}"


def test_slides_that_the_server_does_not_serve_are_a_note(tmp_path):
    off = {"ServerApp": {"jpserver_extensions": {"jupyterlab_rise": False}}}
    (tmp_path / "jupyter_server_config.json").write_text(json.dumps(off))
    status, report = consult("slides", JUPYTER_CONFIG_PATH=str(tmp_path))
    assert status == 0
    assert "switched off in Jupyter's server: jupyterlab_rise" in report
    assert cure(report).endswith(
        "-m jupyter_server.extension.serverextension enable jupyterlab_rise"
    )


def test_widgets_of_another_version_in_front_of_the_right_ones_are_a_note(tmp_path):
    home = tmp_path / "labextensions/@jupyter-widgets/jupyterlab-manager"
    home.mkdir(parents=True)
    about = {"name": "@jupyter-widgets/jupyterlab-manager", "version": "5.0.15"}
    about["jupyterlab"] = {"extension": True, "_build": {"load": "static/remoteEntry.js"}}
    (home / "package.json").write_text(json.dumps(about))
    status, report = consult("slides", JUPYTER_PATH=str(tmp_path))
    assert status == 0
    assert "@jupyter-widgets/jupyterlab-manager 5.0.15 does not fit" in report
    assert cure(report).endswith(
        "-c requirements.txt -c requirements-more.txt jupyterlab-rise ipywidgets jupyterlab-widgets"
    )


def test_a_jupyterlab_that_does_not_start_is_named(tmp_path):
    first = package(tmp_path, "jupyterlab", "raise ImportError('no tornado here')")
    status, report = consult("slides", first=first)
    assert status == 1
    assert "JupyterLab does not start" in report and "no tornado here" in report


def test_widgets_that_slides_cannot_show_are_a_note(tmp_path):
    status, report = consult("slides", first=installed(tmp_path, "ipywidgets", "8.1.9"))
    assert status == 0
    assert "explorers are bare text: ipywidgets 8.1.9 is not ==8.1.2" in report
    assert cure(report) == (
        "python -m pip install --no-deps --force-reinstall -c requirements.txt -c requirements-more.txt"
        " jupyterlab-rise ipywidgets jupyterlab-widgets"
    )


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


def test_a_device_that_is_not_there_is_told_in_a_sentence():
    status, report = consult(
        "torch_and_devices", PRELIMINARIES_DEVICE="cuda", CUDA_VISIBLE_DEVICES="-1"
    )
    assert status == 1
    assert "PRELIMINARIES_DEVICE asks for cuda, but torch finds no cuda here" in report
    assert "d2l" in report


# The beginning of what `nvidia-smi -q -x` says.
_LOG = """\
<?xml version="1.0" ?>
<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v10.dtd">
<nvidia_smi_log>
\t<timestamp>Mon Sep  7 10:00:00 2026</timestamp>
\t<driver_version>440.33.01</driver_version>
\t<cuda_version>10.2</cuda_version>
</nvidia_smi_log>"""


@pytest.mark.skipif(os.name == "nt", reason="a script stands for nvidia-smi")
def test_an_nvidia_smi_that_finds_no_driver_is_no_gpu(tmp_path):
    path = in_front(tmp_path, "nvidia-smi", "echo 'NVIDIA-SMI has failed because'; exit 9")
    status, report = consult("torch_and_devices", PATH=path, CUDA_VISIBLE_DEVICES="-1")
    assert status == 0
    assert "the CPU; no NVIDIA driver here" in report


@pytest.mark.skipif(os.name == "nt", reason="a script stands for nvidia-smi")
def test_a_driver_older_than_the_runtime_is_a_note(tmp_path):
    torch = pytest.importorskip("torch")
    if not torch.version.cuda:
        pytest.skip("this torch brings no CUDA")
    path = in_front(tmp_path, "nvidia-smi", f"""[ "$*" = "-q -x" ] && cat <<'END'\n{_LOG}\nEND""")
    status, report = consult("torch_and_devices", PATH=path, CUDA_VISIBLE_DEVICES="-1")
    assert status == 0
    assert f"driver 440.33.01 supports CUDA up to 10.2, torch brings {torch.version.cuda}" in report


def test_a_look_that_stumbles_itself_does_not_stop_the_others(tmp_path):
    first = package(tmp_path, "packaging", "raise RuntimeError('broken')")
    status, report = consult("packages", "disk", first=first)
    assert status == 0
    assert "RuntimeError: broken" in report
    assert "GB free" in report


@pytest.fixture
def bare(tmp_path) -> Path:
    """A Python with nothing installed, not even pip."""
    command = [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")]
    subprocess.run(command, check=True)
    return tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin") / "python"


def test_a_python_with_nothing_installed_gets_a_report(bare):
    """The doctor needs no package at all to say which are missing."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [bare, "-m", "preliminaries.doctor"]
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT, timeout=60)
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
        command, capture_output=True, text=True, env=env, cwd=tmp_path / "clone", timeout=60
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
