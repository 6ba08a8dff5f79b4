"""What works on this machine and what does not, with a cure for each.

`python -m preliminaries.doctor` in a terminal, `examine()` in a notebook. What can be said without
loading anything is said first; torch and the rest are meanwhile tried in processes of their own,
so that nothing they do can stop the doctor. A torch, or a kernel, that is loaded already, as in a
notebook, is tried in place.
"""

__all__ = ["examine", "versions"]

# Nothing is imported up here: this comes before __main__, which sees to it that what is imported
# is Python's own.


def examine() -> None:
    """Print what works on this machine and what does not, and what to do about it."""
    from preliminaries.doctor.report import examine_machine

    examine_machine()


def versions() -> dict[str, str]:
    """The versions of what the course stands on."""
    from preliminaries.doctor import report

    return report.versions()
