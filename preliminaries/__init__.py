"""The preliminaries of deep learning: exercises that are checked, hints, solutions, figures."""

from preliminaries.teaching import check, hint, progress, solution

__all__ = ["check", "hint", "progress", "solution"]
