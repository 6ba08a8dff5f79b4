"""What works on this machine and what does not, with a cure for each.

`python -m preliminaries.doctor` in a terminal, `examine()` in a notebook. What can be said without
loading anything is said first; torch and the rest are then tried in processes of their own, so
that nothing they do can stop the doctor.
"""

from preliminaries.doctor.finding import Finding
from preliminaries.doctor.report import examine, versions

__all__ = ["Finding", "examine", "versions"]
