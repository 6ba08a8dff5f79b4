"""A walk from (1, 2) to (4, -2) in a town whose streets form a grid."""

import numpy as np
import torch

from preliminaries.authoring import Unreadable, reading, right, said, wrong

hints = (
    "How many blocks to the east, and how many to the south?",
    "Every block is walked along a street; the two distances add up.",
    "3 east, 4 south. Which norm adds the sizes of the entries of (3, -4)?",
)
proves = "Along streets one walks the L1 norm of the difference."

solution = {
    "blocks walked": 7,
    "norm": "L1",
    "diagonal steps allowed": False,
}


def _is_short(answer: object) -> bool:
    """Whether `str(answer)` is a safe and short thing to ask for."""
    if isinstance(answer, str):
        return len(answer) < 40
    return isinstance(answer, (int, float)) and abs(answer) < 1e9


def _norm_name(answer: object) -> str:
    """Which norm is meant: "L1", 1, "l1 norm", "Manhattan", …"""
    name = str(answer).strip().lower().replace("∞", "inf") if _is_short(answer) else ""
    name = name.replace(" ", "").replace("norm", "").replace("-", "").removeprefix("l")
    name = name.removeprefix("_").removesuffix(".0")
    names = {"1": "L1", "2": "L2", "inf": "L∞", "infinity": "L∞"}
    names |= {"manhattan": "L1", "taxicab": "L1", "euclidean": "L2", "max": "L∞"}
    if name not in names:
        raise Unreadable(said('Name the norm as `"L1"`, `"L2"` or `"Linf"`.'))
    return names[name]


read = reading.by_key(
    {
        "blocks walked": reading.count,
        "norm": _norm_name,
        "diagonal steps allowed": reading.yes_or_no,
    }
)


@right
def in_other_words():
    return {"blocks walked": 7.0, "norm": 1, "diagonal steps allowed": "no"}


@right
def computed():
    steps = torch.tensor([4, -2]) - torch.tensor([1, 2])
    walked = torch.linalg.vector_norm(steps.double(), 1)
    return {"blocks walked": walked, "norm": "l1 norm", "diagonal steps allowed": np.False_}


@wrong
def as_the_crow_flies():
    """It looks as if the walk went through the houses, on the straight line. That is
    L2; a walker has to follow the streets, one direction at a time."""
    return {"blocks walked": 5, "norm": "L2", "diagonal steps allowed": True}


@wrong
def as_a_king_on_a_chessboard():
    """It looks as if a step east and a step south were one move. So moves a king, and
    that is L∞; a walker does both, one after the other."""
    return {"blocks walked": 4, "norm": "L∞", "diagonal steps allowed": True}


@wrong
def signs_cancel():
    """Blocks to the south count as much as blocks to the north: take the size of each
    difference before adding."""
    return {"blocks walked": -1}


@wrong
def diagonals_change_nothing():
    """A diagonal step would cross a block of houses. With such steps the shortest way
    would be shorter than the sum of the two distances."""
    return {"diagonal steps allowed": True}


def proof() -> None:
    """A search that knows no norm: how far one gets in k steps along streets."""

    def steps_to_the_end(moves):
        reached, steps = {(1, 2)}, 0
        while (4, -2) not in reached:
            reached |= {(x + dx, y + dy) for x, y in reached for dx, dy in moves}
            steps += 1
        return steps

    streets = [(-1, 0), (1, 0), (0, -1), (0, 1)]
    diagonals = [(-1, -1), (-1, 1), (1, -1), (1, 1)]
    walked = steps_to_the_end(streets)
    lengths = {p: np.linalg.norm([4 - 1, -2 - 2], p) for p in (1, 2, np.inf)}
    assert solution == {
        "blocks walked": walked,
        "norm": f"L{next(p for p in lengths if lengths[p] == walked)}",
        "diagonal steps allowed": steps_to_the_end(streets + diagonals) == walked,
    }
