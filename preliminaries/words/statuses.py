"""What each status is called, and the sign and colour that stand beside it."""

from preliminaries.authoring.said import said
from preliminaries.judging.verdict import Status

WORDS = {
    Status.CORRECT: said("Correct"),
    Status.NOT_YET: said("Not yet"),
    Status.RAISED: said("It raised"),
    Status.NOT_ATTEMPTED: said("Not attempted"),
    Status.NOT_JUDGED: said("Not judged"),
    Status.UNKNOWN: said("Unknown name"),
}
# A sign and a word stand beside every colour; the colours keep 3:1 on white and on black.
SIGNS = {
    Status.CORRECT: "✓",
    Status.NOT_YET: "✗",
    Status.RAISED: "!",
    Status.NOT_ATTEMPTED: "…",
    Status.NOT_JUDGED: "?",
    Status.UNKNOWN: "?",
}
COLOURS = {
    Status.CORRECT: "#0a8a5f",
    Status.NOT_YET: "#d0562b",
    Status.RAISED: "#d0562b",
    Status.NOT_ATTEMPTED: "#757575",
    Status.NOT_JUDGED: "#757575",
    Status.UNKNOWN: "#757575",
}
