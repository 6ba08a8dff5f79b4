"""Measurements: they print, and never fail."""

from pathlib import Path

ROOT = Path(__file__).parents[1]

# Kernels as `make lab` has them, and as they start elsewhere.
READY, STOCK = "ready", "local-provisioner"
KIND = "JUPYTER_DEFAULT_PROVISIONER_NAME"

# Before kernels were ready, stubs seen by their code, and the doctor quick.
BEFORE = "df2548a"
