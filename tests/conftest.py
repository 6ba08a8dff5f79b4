"""No test depends on the settings that whoever runs it keeps at home."""

import os
import tempfile
from pathlib import Path

import pytest

# Where IPython looks for a profile, and Jupyter for settings and kernels.
SETTINGS = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")


def pytest_configure(config: pytest.Config) -> None:
    folder = tempfile.TemporaryDirectory(prefix="no-settings-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    for name in SETTINGS:
        os.environ[name] = str(Path(folder.name, name))
