"""Axes, storage and names, and what joining makes of two tensors."""

import re

import numpy
import pytest
import torch

from preliminaries import figures
from tests.figures.figure_examples import X, drawn, words

SMALL = torch.arange(4).reshape(4, 1)


def storages(figure) -> list[set[str]]:
    """The names that share each storage, as the text alternative tells them."""
    parts = re.split(r"Storage(?: \d+)? holds ", figure.alt)[1:]
    return [set(re.findall(r"(\w+) \([^)]*\) sees it", part)) for part in parts]


def test_storage_tells_what_is_shared():
    figure = figures.storage(
        X=X, row=X[1], copy=X.clone(), T=X.T, flat=X.T.reshape(-1), same=X.reshape(-1)
    )
    assert storages(figure) == [{"X", "row", "T", "same"}, {"copy"}, {"flat"}]
    assert "row (4,) sees it with offset 4, stride (1,)" in figure.alt
    assert "T (4, 3) sees it with offset 0, stride (1, 4)" in figure.alt
    assert f"Storage 3 holds {X.T.flatten().tolist()}" in figure.alt


@pytest.mark.parametrize(
    ("stretched", "numbers"),
    [
        (SMALL[:3].expand(3, 4), "12 entries, 3 numbers"),
        (SMALL.T.expand(3, 4), "12 entries, 4 numbers"),
        (SMALL[1].expand(2, 5), "10 entries, 1 number"),
        (SMALL[2].expand(5), "5 entries, 1 number"),
    ],
)
def test_storage_shows_every_entry_of_a_stretched_tensor(stretched, numbers):
    figure = figures.storage(x=stretched)
    assert numbers in words(figure) and f": {numbers}." in figure.alt
    written = sorted(int(word) for word in words(figure) if word.isdigit())
    assert written == sorted([*stretched.flatten().tolist(), *range(4)])


def test_storage_says_how_many_entries_there_are_where_it_cannot_draw_them():
    told = words(drawn("storage of too many stretched values"))
    assert {"120 entries, 3 numbers", "24 entries, 12 numbers", "36 entries, 4 numbers"} <= {*told}
    assert len([word for word in told if word.isdigit()]) == 12
    assert "numbers" not in " ".join(words(drawn("storage")))


def test_storage_sees_through_numpy():
    a = numpy.arange(6.0)
    shared = figures.storage(a=a, part=a[2:4], t=torch.from_numpy(a), copy=torch.tensor(a))
    assert storages(shared) == [{"a", "part", "t"}, {"copy"}]
    assert "part (2,) sees it with offset 2" in shared.alt
    backwards = figures.storage(part=a[2:4], a=a)
    assert storages(backwards) == [{"part", "a"}]
    assert "part (2,) sees it with offset 2" in backwards.alt
    assert "Storage holds [0, 1, 2, 3, 4, 5]" in backwards.alt


def test_storage_joins_two_parts_when_the_whole_comes_last():
    a = numpy.arange(6.0)
    assert storages(figures.storage(left=a[:2], right=a[4:])) == [{"left"}, {"right"}]
    assert storages(figures.storage(left=a[:2], right=a[4:], a=a)) == [{"left", "right", "a"}]


def test_storage_prints_no_address():
    tensor = torch.arange(3)
    assert str(tensor.data_ptr()) not in figures.storage(x=tensor).alt


@pytest.mark.parametrize(
    "tensors",
    [
        {},
        {f"x{i}": torch.ones(1) for i in range(7)},
        {"x": torch.ones(200)},
        {"x": torch.ones(60)},
        {"x": torch.ones(0)},
        {"x": torch.ones(2, device="meta")},
        {"x": torch.eye(2).to_sparse()},
        {"x": [1, 2]},
        {"x": X, "y": X.view(torch.float64)},
    ],
)
def test_storage_refuses_what_it_cannot_draw(tensors):
    with pytest.raises(ValueError):
        figures.storage(**tensors)


def test_rebinding_tells_what_each_name_sees():
    alt = figures.rebinding().alt
    assert "After Y = Y + X: Y names a new tensor [11, 22, 33], Z still names [1, 2, 3]" in alt
    assert (
        "After Y += X instead: Y and Z still name one tensor, which now holds [11, 22, 33]" in alt
    )


@pytest.mark.parametrize("shape", [(2, 3, 4), (3, 4), (5,), (4, 2), (2, 1, 5)])
def test_strides_are_torchs(shape):
    figure = figures.strides(shape)
    steps = torch.empty(shape).stride()
    assert f"shape {shape}, stride {steps}" in words(figure)
    for axis, step in enumerate(steps):
        assert f"axis {axis}: {step}" in figure.alt
    # Every value is written in the array and in the storage.
    written = sorted(int(word) for word in words(figure) if word.isdigit())
    assert written == sorted(2 * list(range(torch.Size(shape).numel())))


@pytest.mark.parametrize("shape", [(), (25,), (2, 2, 2, 2), (0,), (24, 1, 1)])
def test_strides_refuses_what_it_cannot_draw(shape):
    with pytest.raises(ValueError, match=r"not a shape of one to three|too wide|too tall"):
        figures.strides(shape)


def test_axes_names_every_shape():
    figure = figures.axes()
    shapes = ["()", "(4,)", "(3, 4)", "(3, 4, 4)", "(2, 3, 4, 4)", "(2, 4, 3, 4, 4)"]
    for ndim, shape in enumerate(shapes):
        assert f"{ndim}-d" in words(figure)
        assert f"shape {shape}" in figure.alt


def test_join_agrees_with_torch():
    A, B = X[:2, :3], X[1:, 1:] * 2
    alt = figures.join(A, B).alt
    for title, result in {
        "cat along axis 0": torch.cat((A, B), dim=0),
        "cat along axis 1": torch.cat((A, B), dim=1),
        "stack along a new axis 0": torch.stack((A, B), dim=0),
    }.items():
        assert f"{title} has shape {tuple(result.shape)} and holds {result.tolist()}" in alt
        assert str(tuple(result.shape)) in words(figures.join(A, B))


def test_join_says_which_way_does_not_work():
    figure = figures.join(torch.ones(2, 3), torch.ones(3, 3))
    assert "cat along axis 0 has shape (5, 3)" in figure.alt
    assert "cat along axis 1 fails, since 2 and 3 differ on axis 0" in figure.alt
    assert "stack along a new axis 0 fails" in figure.alt
    assert words(figure).count("Fails: on axis 0") == 2


@pytest.mark.parametrize("shape", [(), (3,), (2, 2, 2), (0, 2), (2, 30), (30, 2)])
def test_join_refuses_what_it_cannot_draw(shape):
    with pytest.raises(ValueError, match=r"not a matrix|too large"):
        figures.join(torch.ones(shape), torch.ones(shape))
