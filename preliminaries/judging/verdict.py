"""The facts of a verdict: data that JSON can hold, without a word rendered."""

from dataclasses import dataclass
from enum import StrEnum

from preliminaries.authoring.said import Said


class Status(StrEnum):
    """What an answer is."""

    CORRECT = "correct"
    NOT_YET = "not yet"
    RAISED = "it raised"
    NOT_ATTEMPTED = "not attempted"
    NOT_JUDGED = "not judged"
    UNKNOWN = "no such exercise"


@dataclass(frozen=True)
class Verdict:
    """The answer to an answer.

    `said` is read in order, `evidence` holds pairs of a label and a value (the input, what was
    returned, what was expected). `belief` is the name of the wrong answer that explains this one,
    `asked` what is asked where none does.
    """

    exercise: str
    status: Status
    said: tuple[Said, ...] = ()
    evidence: tuple[tuple[Said | str, Said | str], ...] = ()
    belief: str = ""
    asked: Said | None = None
    printed: str = ""
