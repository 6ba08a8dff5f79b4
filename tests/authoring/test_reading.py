"""What a learner means is read, whatever holds it; anything else is refused in a sentence."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import torch

from preliminaries.authoring import Unreadable, reading
from preliminaries.words.saying import say

ONE_HALF = [
    0.5,
    Fraction(1, 2),
    Decimal("0.5"),
    np.float32(0.5),
    np.array([[0.5]]),
    torch.tensor(0.5, requires_grad=True),
    [torch.tensor([0.5])],
    (np.array(0.5),),
    {0.5},
]


@pytest.mark.parametrize("read", [reading.number, reading.number_or_none, reading.one_number])
@pytest.mark.parametrize("answer", ONE_HALF, ids=repr)
def test_one_number_is_read_from_whatever_holds_it(read, answer):
    value = read(answer)
    assert type(value) is float and value == 0.5


@pytest.mark.parametrize(
    "answer", [2, 2.0, Fraction(4, 2), Decimal(2), np.int64(2), torch.tensor([2]), [2], ([2.0],)]
)
def test_a_whole_number_is_read_from_whatever_holds_it(answer):
    value = reading.count(answer)
    assert type(value) is int and value == 2


@pytest.mark.parametrize(
    "answer", [True, np.True_, torch.tensor([True]), [True], "yes", ["True"], 1, Fraction(1), [1.0]]
)
def test_yes_is_read_from_whatever_holds_it(answer):
    assert reading.yes_or_no(answer) is True


@pytest.mark.parametrize(
    "answer",
    [
        [Fraction(1, 2), 1],
        (np.float32(0.5), torch.tensor([1.0])),
        np.array([Fraction(1, 2), 1], dtype=object),
        torch.tensor([0.5, 1.0], requires_grad=True),
    ],
    ids=repr,
)
def test_several_numbers_are_read_however_each_is_held(answer):
    assert torch.equal(reading.numbers(answer), torch.tensor([0.5, 1.0], dtype=torch.float64))


def test_a_number_keeps_the_digits_it_was_written_with():
    assert reading.number(0.1) == 0.1 and reading.numbers([0.1])[0].item() == 0.1


@pytest.mark.parametrize(
    "answer",
    [[torch.tensor(2), np.array(3)], torch.Size([2, 3]), np.array([2, 3]), (2, np.int32(3))],
    ids=repr,
)
def test_a_shape_is_read_however_its_sizes_are_held(answer):
    assert reading.shape(answer) == (2, 3)


HOLDS_ITSELF: list = []
HOLDS_ITSELF.append(HOLDS_ITSELF)


@pytest.mark.parametrize(
    "read", [reading.number, reading.count, reading.yes_or_no, reading.number_or_none]
)
@pytest.mark.parametrize(
    "answer",
    ["0,5", [], [1, 2], range(10**9), 1j, torch.ones(1, device="meta"), HOLDS_ITSELF],
    ids=lambda answer: repr(answer)[:20],
)
def test_what_is_no_such_value_is_refused_in_a_sentence(read, answer):
    with pytest.raises(Unreadable) as refused:
        read(answer)
    assert "{given}" in refused.value.said.template


def test_the_numbers_of_several_tensors_may_stand_in_a_list():
    rows = [torch.tensor([4, 5]), np.array([8.0, 9.0])]
    assert reading.numbers(rows).tolist() == [[4, 5], [8, 9]]
    assert reading.numbers([torch.tensor(1.0)] * 150).tolist() == [1] * 150
    assert reading.numbers([np.arange(150.0)] * 2).shape == (2, 150)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (None, "None"),
        (..., "`...`"),
        ({1, 2}, "a set"),
        (2j, "complex"),
        (torch.zeros(3, device="meta"), "meta"),
        (torch.eye(2).to_sparse(), "a tensor of shape"),
    ],
)
def test_the_entry_that_is_no_number_is_told(entry, told):
    for answer in ([1, entry], [[1, 2], [3, entry]]):
        with pytest.raises(Unreadable) as raised:
            reading.numbers(answer)
        words = say(raised.value.said)
        assert words.startswith("Numbers are asked for") and told in words


@pytest.mark.parametrize("column", [[[1], [3], [4]], ((1,), (3,)), [1, [3]]])
def test_a_column_is_no_shape(column):
    with pytest.raises(Unreadable, match="no int"):
        reading.shape(column)
