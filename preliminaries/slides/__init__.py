"""Makes one-file decks and PDFs of the notebooks: ``python -m preliminaries.slides --help``."""
