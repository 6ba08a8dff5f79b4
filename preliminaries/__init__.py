"""The preliminaries of deep learning: exercises that are checked, hints, solutions, figures."""

import sys

# Before anything that an older Python cannot even read: its errors would say nothing to a learner.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("This course needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031

from preliminaries.teaching import check, hint, progress, solution

__all__ = ["check", "hint", "progress", "solution"]
