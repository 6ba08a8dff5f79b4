"""Lectures and short texts in another language: ``python -m preliminaries.notebooks.translating``."""
