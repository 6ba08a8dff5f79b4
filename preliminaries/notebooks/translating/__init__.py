"""What the course says, in another language: ``python -m preliminaries.notebooks.translating``."""
