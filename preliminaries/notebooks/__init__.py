"""Builds the notebooks from the lecture files: ``python -m preliminaries.notebooks --help``."""
