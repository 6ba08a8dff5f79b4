"""No test depends on the settings that whoever runs it keeps at home."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

# Where IPython looks for a profile, Jupyter for settings and kernels, matplotlib for a style.
SETTINGS = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MATPLOTLIBRC")


def pytest_configure(config: pytest.Config) -> None:
    folder = tempfile.mkdtemp(prefix="no-settings-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in SETTINGS:
        os.environ[name] = str(Path(folder, name))
    Path(folder, "MATPLOTLIBRC").touch()
