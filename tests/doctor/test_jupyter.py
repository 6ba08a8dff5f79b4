"""Kernels, folders, extensions and slides."""

import json

import pytest

from preliminaries.doctor.finding import from_here
from tests.doctor.consulting import (
    consult,
    cure,
    installed,
    package,
    sitecustomize,
)


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
        "python -m pip install --no-deps --force-reinstall -c requirements.txt"
        " -c requirements-more.txt jupyterlab-rise ipywidgets jupyterlab-widgets"
    )
