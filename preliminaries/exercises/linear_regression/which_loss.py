"""Which loss's best constant is moved most, and which is moved least, by
one wrong row: "squared", "absolute" or "Huber" (with delta = 1).

Five penguins weigh 3.4, 3.6, 3.7, 3.9 and 4.4 kg; then the 4.4 is written
as 4400, its grams. The constant b is fitted to the five before and after.
"""

import torch

from preliminaries.authoring import reading, right, wrong, wrong_like

hints = (
    "How hard does a row pull at b? That is the slope of its loss, at its distance.",
    "The square's slope grows with the distance. Huber's grows up to delta, and then stays. The "
    "absolute error's is 1, wherever the row is, as long as it stays on its side of b.",
    "4.4 was above the median, and 4400 is: for a median nothing has changed.",
)
proves = "The slope of a loss far away says how much a wrong row can do."
read = reading.each(reading.choice("squared", "absolute", "Huber"))

solution = {
    "moved most": "squared",
    "moved least": "absolute",
}


@right
def in_capitals():
    return {"moved most": "Squared", "moved least": "ABSOLUTE"}


@right
def in_a_list():
    return {"moved most": ["squared"], "moved least": " absolute "}


@wrong
def the_other_way():
    """It looks as if the two were exchanged. Which loss minds a distance of 4000 four thousand
    times as much as a distance of 1, and which only a little: (4000)² or |4000|?"""
    return {"moved most": "absolute", "moved least": "squared"}


@wrong
def absolute_most():
    """The absolute error has slope 1 near and far: the wrong row pulls no harder than any other.
    Which loss's slope grows with the distance?"""
    return {"moved most": "absolute"}


@wrong_like(absolute_most)
def absolute_most_and_huber_least():
    return {"moved most": "absolute", "moved least": "Huber"}


@wrong
def huber_most():
    """Beyond delta, Huber's error is a straight line: the wrong row pulls with the slope 1,
    however far it lies. Which loss goes on getting steeper?"""
    return {"moved most": "Huber"}


@wrong_like(huber_most)
def huber_most_and_least():
    return {"moved most": "Huber", "moved least": "Huber"}


@wrong
def huber_least():
    """Huber was made for that, and b moves from 3.8 to 3.9 only. But among the five, the 4.4
    pulled by 0.6, and the 4400 pulls by 1; which loss does not mind at all how far away a row lies
    on its side?"""
    return {"moved least": "Huber"}


@wrong
def squared_least():
    """The mean of the five goes from 3.8 to 882.9: the squared error listens most to whoever is
    furthest."""
    return {"moved least": "squared"}


@wrong_like(squared_least)
def huber_most_and_squared_least():
    return {"moved most": "Huber", "moved least": "squared"}


def proof() -> None:
    """Each loss is minimised on a grid, fine near the masses."""
    near = torch.arange(3000, 5000, dtype=torch.float64) / 1000
    grid = torch.cat([near, torch.arange(5, 4401, dtype=torch.float64)])
    losses = {
        "squared": lambda r: r**2 / 2,
        "absolute": lambda r: r.abs(),
        "Huber": lambda r: torch.where(r.abs() <= 1, r**2 / 2, r.abs() - 0.5),
    }
    moved = {}
    for name, loss in losses.items():
        best = []
        for last in (4.4, 4400.0):
            x = torch.tensor([3.4, 3.6, 3.7, 3.9, last], dtype=torch.float64)
            best.append(grid[loss(grid[:, None] - x).sum(dim=1).argmin()].item())
        moved[name] = best[1] - best[0]
    by_how_much = sorted(moved, key=lambda name: moved[name])
    assert [solution["moved least"], solution["moved most"]] == by_how_much[::2]
