"""Builds the notebooks from the lecture files: ``python -m preliminaries.build --help``."""
