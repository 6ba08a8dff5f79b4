"""Lecture 1: tensors, their shapes, their operations and where they live in memory."""

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries import reading
from preliminaries.exercise import Exercise, Prediction
from preliminaries.inputs import shapes, sizes, tensors, unlike_sizes


class BatchShape(Prediction):
    """The shape, in torch, of a batch of 32 RGB images of 224 × 224 pixels."""

    hints = (
        "How many axes does one RGB image have, and in which order does torch keep them?",
        "One image is channels × height × width; a batch puts one more axis in front.",
        "`(32, channels, 224, 224)`, and RGB has how many channels?",
    )
    proves = "You know torch's order: sample, channel, height, width."
    read = reading.shape

    def solution():
        return (32, 3, 224, 224)

    class also_right:
        def as_a_torch_size():
            return torch.Size([32, 3, 224, 224])

        def as_a_list():
            return [32, 3, 224, 224]

    class wrong:
        def channels_last():
            """It looks as if the channels came last. Pictures in PIL and Matplotlib are
            stored so; torch keeps the channels before height and width."""
            return (32, 224, 224, 3)

        def no_batch_axis():
            """That is the shape of one image. A batch of images needs an axis that counts
            them: where does it go?"""
            return (3, 224, 224)

        def no_channel_axis():
            """Each pixel of an RGB image holds three numbers: red, green, blue. Which axis counts
            them?"""
            return (32, 224, 224)

        def channels_before_the_batch():
            """All four axes are there. The first one counts the samples, whatever a sample is; the
            channels belong to the image."""
            return (3, 32, 224, 224)


class Brackets(Prediction):
    """The shape of `[[[2, 1, 4, 3], [1, 2, 3, 4], [4, 3, 2, 1]]]` as a tensor."""

    hints = (
        "How many brackets open before the first number?",
        "Work from the outside in: how many entries has the outermost list? Each of these?",
        "The outermost list has one entry, which has three, which have four numbers each.",
    )
    proves = "You read a shape off the brackets, from the outside in."
    read = reading.shape

    def solution():
        return (1, 3, 4)

    class also_right:
        def asked_of_torch():
            return torch.tensor([[[2, 1, 4, 3], [1, 2, 3, 4], [4, 3, 2, 1]]]).shape

        def as_an_array():
            return np.array([1, 3, 4])

    class wrong:
        def outermost_bracket_dropped():
            """Count the brackets in front of the first number: there are three, so there are
            three axes. A list with a single entry is an axis too, of size 1."""
            return (3, 4)

        def read_inside_out():
            """These are the right sizes, read from the inside out. The first axis is what the
            outermost bracket holds."""
            return (4, 3, 1)


class DtypeOf(Prediction):
    """The dtype of each expression."""

    hints = (
        "Which of these results can be a fraction, and which can only be true or false?",
        "Python floats become torch's default dtype. `/` always divides to floats; a comparison "
        "answers a yes-or-no question for each entry.",
        "One of the four is `torch.int64`, two are `torch.float32`, one is `torch.bool`.",
    )
    proves = "You can tell the dtype of a result before you compute it."
    read = reading.each(reading.dtype)

    def solution():
        return {
            "torch.tensor([1, 2])": torch.int64,
            "torch.tensor([1., 2])": torch.float32,
            "torch.arange(3) / 2": torch.float32,
            "torch.tensor([1, 2]) > 1": torch.bool,
        }

    class also_right:
        def by_name():
            return {
                "torch.tensor([1, 2])": "int64",
                "torch.tensor([1., 2])": "float32",
                "torch.arange(3) / 2": "torch.float32",
                "torch.tensor([1, 2]) > 1": "bool",
            }

        def by_their_other_names():
            return {
                "torch.tensor([1, 2])": torch.long,
                "torch.tensor([1., 2])": torch.float,
                "torch.arange(3) / 2": torch.get_default_dtype(),
                "torch.tensor([1, 2]) > 1": bool,
            }

    class wrong:
        def division_of_ints_stays_int():
            """It looks as if `/` were to keep whole numbers whole. It is true division, as in
            Python: 1 / 2 is 0.5, so the result is a float. (`//` rounds down and keeps ints.)"""
            return {"torch.arange(3) / 2": torch.int64}

        def comparison_keeps_the_dtype():
            """It looks as if `>` were to keep the dtype of what it compares. It answers yes or
            no for each entry; which dtype holds these two values and no other?"""
            return {"torch.tensor([1, 2]) > 1": torch.int64}

        def floats_are_double():
            """Python and NumPy compute in float64 unless told otherwise; torch's default is
            half as wide."""
            return {
                "torch.tensor([1., 2])": torch.float64,
                "torch.arange(3) / 2": torch.float64,
            }

        def one_float_leaves_the_others_ints():
            """A tensor has one dtype for all its entries. Which one can hold both 1.0 and 2?"""
            return {"torch.tensor([1., 2])": torch.int64}


class CatOrStack(Prediction):
    """The shape of each result, for X and Y both of shape (3, 4)."""

    hints = (
        "Which of the two makes a new axis?",
        "`cat` lengthens an axis that is there; `stack` makes a new one, as long as the list.",
        "Two results have three axes: there, `dim` says where the 2 stands.",
    )
    proves = "`cat` lengthens an axis, `stack` makes one."
    read = reading.each(reading.shape)

    def solution():
        return {
            "torch.cat((X, Y), dim=0)": (6, 4),
            "torch.cat((X, Y), dim=1)": (3, 8),
            "torch.stack((X, Y), dim=0)": (2, 3, 4),
            "torch.stack((X, Y), dim=1)": (3, 2, 4),
        }

    class also_right:
        def as_lists():
            return {
                "torch.cat((X, Y), dim=0)": [6, 4],
                "torch.cat((X, Y), dim=1)": [3, 8],
                "torch.stack((X, Y), dim=0)": [2, 3, 4],
                "torch.stack((X, Y), dim=1)": [3, 2, 4],
            }

        def asked_of_torch():
            X = Y = torch.zeros(3, 4)
            return {
                "torch.cat((X, Y), dim=0)": torch.cat((X, Y), dim=0).shape,
                "torch.cat((X, Y), dim=1)": torch.cat((X, Y), dim=1).shape,
                "torch.stack((X, Y), dim=0)": torch.stack((X, Y), dim=0).shape,
                "torch.stack((X, Y), dim=1)": torch.stack((X, Y), dim=1).shape,
            }

    class wrong:
        def swapped():
            """It looks as if `cat` and `stack` were taken for each other. `stack` puts its
            tensors on a *new* axis, like sheets on a pile; `cat` glues them along an old one."""
            return {
                "torch.cat((X, Y), dim=0)": (2, 3, 4),
                "torch.cat((X, Y), dim=1)": (3, 2, 4),
                "torch.stack((X, Y), dim=0)": (6, 4),
                "torch.stack((X, Y), dim=1)": (3, 8),
            }

        def wrong_axis():
            """It looks as if the two axes were taken for each other. `dim=0` is the first number
            of the shape: that is the one which grows, or before which the new one stands."""
            return {
                "torch.cat((X, Y), dim=0)": (3, 8),
                "torch.cat((X, Y), dim=1)": (6, 4),
                "torch.stack((X, Y), dim=0)": (3, 2, 4),
                "torch.stack((X, Y), dim=1)": (2, 3, 4),
            }


class Interleave(Exercise):
    """The rows of X and Y in turn: X[0], Y[0], X[1], Y[1], and so on.

    X and Y are (m, n), the result is (2m, n), of the same dtype.
    """

    hints = (
        "Could one tensor hold, for every row number, the row of X and the row of Y?",
        "Stack them so that the new axis stands right after the axis of rows; then reshape.",
        "`torch.stack((X, Y), dim=1)` has shape (m, 2, n).",
    )
    proves = "`stack` and `reshape` together reorder rows: the last axes vary fastest."

    def solution(X, Y):
        m, n = X.shape
        return torch.stack((X, Y), dim=1).reshape(2 * m, n)

    def inputs():
        return unlike_sizes(2).flatmap(lambda mn: st.tuples(tensors(mn), tensors(mn)))

    def edge_cases():
        return [(torch.tensor([[1, 2], [3, 4]]), torch.tensor([[5, 6], [7, 8]]))]

    class also_right:
        def into_every_second_row(X, Y):
            Z = torch.empty(2 * len(X), X.shape[1], dtype=X.dtype)
            Z[0::2], Z[1::2] = X, Y
            return Z

        def in_a_loop(X, Y):
            return torch.stack([row for pair in zip(X, Y) for row in pair])

        def side_by_side_first(X, Y):
            return torch.cat((X, Y), dim=1).reshape(-1, X.shape[1])

    class wrong:
        def all_of_x_first(X, Y):
            """It looks as if Y was put below X. The rows have to take turns: one of X, one of Y."""
            return torch.cat((X, Y))

        def columns_take_turns(X, Y):
            """Here the *columns* take turns. After which axis of (m, n) does the new one have to
            stand, so that the rows do?"""
            return torch.stack((X, Y), dim=2).reshape(len(X), -1)

        def filled_a_tensor_of_floats(X, Y):
            """The rows are in place, but whole numbers have become floats: `torch.zeros(…)` and
            `torch.empty(…)` make float32, unless you add `dtype=X.dtype`."""
            Z = torch.zeros(2 * len(X), X.shape[1])
            Z[0::2], Z[1::2] = X, Y
            return Z


class BroadcastShape(Prediction):
    """The shape of each sum, or None where the addition fails."""

    name = "sums"
    hints = (
        "Write one shape under the other. Which end do you align?",
        "From the right. Two sizes fit if they are equal, or one of them is 1, or missing.",
        "Two of the four fail.",
    )
    proves = "You can broadcast in your head: align from the right, then compare pair by pair."
    read = reading.each(reading.shape_or_none)

    def solution():
        return {
            "(3, 1) + (1, 2)": (3, 2),
            "(4, 1) + (6,)": (4, 6),
            "(2, 2, 3) + (2, 2)": None,
            "(2, 3) + (4, 3)": None,
        }

    class also_right:
        def as_lists():
            return {
                "(3, 1) + (1, 2)": [3, 2],
                "(4, 1) + (6,)": [4, 6],
                "(2, 2, 3) + (2, 2)": None,
                "(2, 3) + (4, 3)": None,
            }

        def asked_of_torch():
            return {
                "(3, 1) + (1, 2)": torch.broadcast_shapes((3, 1), (1, 2)),
                "(4, 1) + (6,)": torch.broadcast_shapes((4, 1), (6,)),
                "(2, 2, 3) + (2, 2)": None,
                "(2, 3) + (4, 3)": None,
            }

    class wrong:
        def ranks_must_match():
            """It looks as if both tensors needed the same number of axes. They do not: an axis
            that is missing on the left counts as one of size 1."""
            return {"(4, 1) + (6,)": None}

        def aligned_from_the_left():
            """It looks as if the shapes were aligned from the left. Write them one under the
            other flush right, like numbers that you add by hand."""
            return {"(4, 1) + (6,)": None, "(2, 2, 3) + (2, 2)": (2, 2, 3)}

        def one_shared_size_suffices():
            """It looks as if one size in common were enough. *Every* aligned pair must be equal
            or hold a 1."""
            return {"(2, 2, 3) + (2, 2)": (2, 2, 3), "(2, 3) + (4, 3)": (4, 3)}


class BroadcastRule(Exercise):
    """The shape to which two shapes broadcast; None where they do not.

    a and b are tuples. broadcast_shape((3, 1), (1, 2)) is (3, 2), and
    broadcast_shape((2,), (3,)) is None.
    """

    name = "broadcast_shape"
    hints = (
        "How do you make two tuples of different lengths equally long?",
        "Put ones in front of the shorter shape; then decide pair by pair.",
        "In a pair `(m, n)`: equal gives m; if m is 1 the result is n; if n is 1 it is m; "
        "anything else fails.",
    )
    proves = "This is the whole rule of broadcasting, for any number of axes."

    def solution(a, b):
        axes = max(len(a), len(b))
        a = (1,) * (axes - len(a)) + tuple(a)
        b = (1,) * (axes - len(b)) + tuple(b)
        if any(m != n and 1 not in (m, n) for m, n in zip(a, b)):
            return None
        return tuple(n if m == 1 else m for m, n in zip(a, b))

    def inputs():
        return st.tuples(shapes(), shapes())

    def edge_cases():
        return [
            ((), ()),
            ((3,), ()),
            ((3, 1), (1, 2)),
            ((3, 3, 2), (3, 2)),
            ((3, 3, 2), (3, 3)),
            ((4, 1), (4, 6)),
            ((2, 3), (4, 3)),
            ((1,), (0,)),
        ]

    class also_right:
        def asked_of_torch(a, b):
            try:
                return torch.broadcast_shapes(a, b)
            except RuntimeError:
                return None

        def by_adding_empty_arrays(a, b):
            try:
                return (np.zeros(a) + np.zeros(b)).shape
            except ValueError:
                return None

        def from_the_right_in_a_loop(a, b):
            result = []
            for k in range(1, max(len(a), len(b)) + 1):
                m = a[-k] if k <= len(a) else 1
                n = b[-k] if k <= len(b) else 1
                if m == n or n == 1:
                    result.insert(0, m)
                elif m == 1:
                    result.insert(0, n)
                else:
                    return None
            return result

    class wrong:
        def ranks_must_match(a, b):
            """It looks as if both shapes needed the same number of axes. The shorter one is
            filled up with ones, on its left."""
            return BroadcastRule.solution(a, b) if len(a) == len(b) else None

        def aligned_from_the_left(a, b):
            """It looks as if the ones were filled in on the right, which aligns the shapes from
            the left. Fill them in on the other side."""
            axes = max(len(a), len(b))
            return BroadcastRule.solution(
                tuple(a) + (1,) * (axes - len(a)), tuple(b) + (1,) * (axes - len(b))
            )

        def one_shared_size_suffices(a, b):
            """It looks as if one pair that fits were enough. A single pair that does not fit
            makes the whole operation fail."""
            axes = max(len(a), len(b))
            a = (1,) * (axes - len(a)) + tuple(a)
            b = (1,) * (axes - len(b)) + tuple(b)
            fits = [m == n or 1 in (m, n) for m, n in zip(a, b)]
            if fits and not any(fits):
                return None
            return tuple(n if m == 1 else m for m, n in zip(a, b))

        def larger_size_wins(a, b):
            """Taking the larger of two sizes works until an axis is empty: 1 against 0 gives 0,
            since there is nothing to add to. Which of the two is being stretched?"""
            expected = BroadcastRule.solution(a, b)
            if expected is None:
                return None
            axes = len(expected)
            a = (1,) * (axes - len(a)) + tuple(a)
            b = (1,) * (axes - len(b)) + tuple(b)
            return tuple(max(m, n) for m, n in zip(a, b))


class OuterSum(Exercise):
    """All sums a[i] + b[j].

    a is (m,), b is (n,), the result is (m, n). For a = [10, 20] and
    b = [1, 2, 3] it is [[11, 12, 13], [21, 22, 23]].
    """

    hints = (
        "Which two shapes broadcast to (m, n)?",
        "A column of shape (m, 1) and a row of shape (n,).",
        "`a.reshape(-1, 1)` makes the column.",
    )
    proves = "A column and a row broadcast to this table, and neither is copied."

    def solution(a, b):
        return a.reshape(-1, 1) + b

    def inputs():
        return unlike_sizes(2).flatmap(lambda mn: st.tuples(tensors(mn[:1]), tensors(mn[1:])))

    def edge_cases():
        return [
            (torch.tensor([10, 20]), torch.tensor([1, 2, 3])),
            (torch.tensor([10.0, 20.0]), torch.tensor([1.0, 2.0])),
        ]

    class also_right:
        def with_none_in_the_index(a, b):
            return a[:, None] + b[None, :]

        def with_numpy(a, b):
            return np.add.outer(a.numpy(), b.numpy())

        def row_by_row(a, b):
            return torch.stack([x + b for x in a])

    class wrong:
        def added_as_they_are(a, b):
            """It looks as if a and b were added as they are, both along the same axis. That adds
            pairs; for *all* pairs, a has to run down and b has to run across."""
            return a + b

        def transposed(a, b):
            """All the sums are there, but a runs across and b runs down. The result has to be
            (m, n): which of the two needs the extra axis of size 1 at its end?"""
            return a + b.reshape(-1, 1)

        def multiplied(a, b):
            """These are all the *products*. The place of each is right; put + where they meet."""
            return torch.outer(a, b)


class SubMatrix(Exercise):
    """Two blocks of a matrix X, as a pair of tensors; counting begins at 0.

    First: rows 1 and 2, with all columns from 1 on. Second: every third row
    with every second column, both from 0 on.
    """

    name = "two_blocks"
    hints = (
        "Which row is the first that a slice `1:3` leaves out?",
        "A slice is start:stop:step; the stop itself is not taken, and what is left away means "
        "from the beginning, or to the end.",
        "`X[1:3, 1:]` is the first block.",
    )
    proves = "You can say with two slices what would take two loops."

    def solution(X):
        return X[1:3, 1:], X[::3, ::2]

    def inputs():
        return unlike_sizes(2, 4, 8).flatmap(tensors).map(lambda X: (X,))

    def edge_cases():
        return [(torch.arange(20).reshape(4, 5),)]

    class also_right:
        def with_lists_of_indices(X):
            rows, columns = X.shape
            return (
                X[[1, 2]][:, list(range(1, columns))],
                X[list(range(0, rows, 3))][:, list(range(0, columns, 2))],
            )

        def with_numpy(X):
            a = X.numpy()
            return a[1:3, 1:], a[::3, ::2]

        def with_narrow(X):
            return X.narrow(0, 1, 2).narrow(1, 1, X.shape[1] - 1), X[0::3][:, 0::2]

    class wrong:
        def end_included(X):
            """It looks as if the end of a slice were taken to be included. `1:2` stops before 2:
            it takes row 1 alone."""
            return X[1:2, 1:], X[::3, ::2]

        def counted_from_one(X):
            """It looks as if rows and columns were counted from one. The first row is row 0."""
            return X[0:2, 0:], X[2::3, 1::2]

        def steps_swapped(X):
            """The first block is right. In the second, the first step belongs to the rows and
            the second to the columns."""
            return X[1:3, 1:], X[::2, ::3]


class CountGreater(Exercise):
    """How many entries of X are greater than those of Y, one number.

    Y has X's shape or broadcasts to it, so that 0 <= count <= X.numel().
    """

    hints = (
        "What does `X > Y` give, and what happens when you add up its entries?",
        "True counts as 1 and False as 0.",
        "`(X > Y).sum()`",
    )
    proves = "A comparison gives a mask, and the sum of a mask counts."

    def solution(X, Y):
        return (X > Y).sum()

    def inputs():
        def with_other(shape):
            m, n = shape
            others = st.sampled_from([(m, n), (n,), (m, 1), (1, n), ()])
            return st.tuples(tensors(shape), others.flatmap(tensors))

        return unlike_sizes(2, 2).flatmap(with_other)

    def edge_cases():
        return [
            (torch.tensor([[1, 2], [3, 4]]), torch.tensor([[1, 1], [5, 4]])),
            (torch.tensor([[1, 2], [3, 4]]), torch.tensor(5)),
        ]

    def observe(count_greater, X, Y):
        count = count_greater(X, Y)
        is_tensor = isinstance(count, torch.Tensor) and count.ndim == 0
        is_float = count.is_floating_point() if is_tensor else isinstance(count, float)
        if is_float and float(count).is_integer():
            return int(count)  # a count kept in a float is still the count
        return count

    class also_right:
        def with_count_nonzero(X, Y):
            return torch.count_nonzero(X > Y)

        def in_python(X, Y):
            X, Y = torch.broadcast_tensors(X, Y)
            return sum(x > y for x, y in zip(X.flatten().tolist(), Y.flatten().tolist()))

        def by_length(X, Y):
            return len(X[(X > Y).expand(X.shape)])

        def as_a_float(X, Y):
            return float((X > Y).sum())

        def from_a_mask_of_floats(X, Y):
            return torch.einsum("ij->", (X > Y).float())

    class wrong:
        def returned_the_mask(X, Y):
            """That is the mask: one yes or no for each entry. How many of them are yes?"""
            return X > Y

        def asked_whether_any(X, Y):
            """`any` tells *whether* there is a greater entry. Asked for is *how many* there
            are."""
            return (X > Y).any()

        def compared_the_other_way_round(X, Y):
            """That is how many entries of X are *smaller*. Which of the two stands on the left
            of `>`?"""
            return (X < Y).sum()

        def counted_the_rows(X, Y):
            """`len` counts the rows of the mask, true or not. Count what is true in it: True
            counts as 1 in a sum."""
            return len(X > Y)

        def counted_equal_ones_too(X, Y):
            """It looks as if equal entries were counted as well. Is 2 greater than 2?"""
            return (X >= Y).sum()


class InPlace(Exercise):
    """Add X to Y, into the memory that Y has already.

    Every other name for Y sees the change. Y is (m, n); X is (m, n) or
    broadcasts to it. Returns nothing, or Y.
    """

    name = "add_to"
    may_edit = ("Y",)
    hints = (
        "After `Y = Y + X` inside a function, which tensor does the caller's Y name?",
        "An assignment to a *name* moves the name; an assignment to `Y[:]` writes into the tensor.",
        "`Y += X`, `Y[:] = Y + X` and `Y.add_(X)` all write into Y.",
    )
    proves = "The caller's tensor has changed, and its memory is where it was."

    def solution(Y, X):
        Y += X

    def inputs():
        def with_other(shape):
            return st.tuples(tensors(shape), st.sampled_from([shape, shape[1:]]).flatmap(tensors))

        return unlike_sizes(2).flatmap(with_other)

    def edge_cases():
        return [(torch.zeros(2, 2), torch.ones(2, 2))]

    def observe(add_to, Y, X):
        address = Y.data_ptr()
        returned = add_to(Y, X)
        if isinstance(returned, np.ndarray):
            returned = torch.from_numpy(returned)
        is_tensor = isinstance(returned, torch.Tensor)
        is_y = is_tensor and returned.data_ptr() == Y.data_ptr()
        other = "another tensor" if is_tensor else "something else"
        return {
            "Y afterwards": Y,
            "Y where it was": Y.data_ptr() == address,
            "returned": "nothing, or Y" if returned is None or is_y else other,
        }

    class also_right:
        def with_the_method(Y, X):
            return Y.add_(X)

        def into_all_of_y(Y, X):
            Y[:] = Y + X

        def with_out(Y, X):
            torch.add(Y, X, out=Y)

    class wrong:
        def moved_the_name(Y, X):
            """It looks as if the name Y was moved to a new tensor (`Y = …`). The caller's Y is
            another name, and still stands for the old one: write *into* Y."""
            Y = Y + X

        def returned_a_new_tensor(Y, X):
            """The sum is right, but it lies in a new tensor; Y itself is as it was. Who uses Y
            elsewhere never hears of it."""
            return Y + X

        def returned_another_tensor_as_well(Y, X):
            """Y holds the sum, as it should. What comes back is another tensor, though, and whoever
            uses that one has lost touch with Y: return nothing, or Y."""
            Y += X
            return Y.clone()

        def returned_something_else(Y, X):
            """Y holds the sum, as it should. But what comes back is no part of the task: return
            nothing, or Y itself."""
            Y += X
            return Y.shape

        def gave_y_another_storage(Y, X):
            """Y has the right values, in *other* memory: `Y.data = …` swaps the storage under
            it. Views of Y still look at the old one."""
            Y.data = Y + X


class SharesStorage(Prediction):
    """True where the result shares memory with its source, False where it is a copy.

    X = torch.arange(6).reshape(2, 3), and a = np.ones(3).
    """

    hints = (
        "Write to the result: does the source change?",
        "A view is possible where the entries asked for lie in storage at regular steps, in order.",
        "Three of the six share.",
    )
    proves = "You know what copies and what only looks."
    read = reading.each(reading.yes_or_no)

    def solution():
        return {
            "X.reshape(3, 2)": True,
            "X[1]": True,
            "X.clone()": False,
            "X.T.reshape(-1)": False,
            "torch.tensor(a)": False,
            "torch.from_numpy(a)": True,
        }

    class also_right:
        def in_words():
            return {
                "X.reshape(3, 2)": "yes",
                "X[1]": "yes",
                "X.clone()": "no",
                "X.T.reshape(-1)": "no",
                "torch.tensor(a)": "no",
                "torch.from_numpy(a)": "yes",
            }

        def asked_of_numpy():
            X, a = torch.arange(6).reshape(2, 3), np.ones(3)
            return {
                "X.reshape(3, 2)": np.shares_memory(X, X.reshape(3, 2)),
                "X[1]": np.shares_memory(X, X[1]),
                "X.clone()": np.shares_memory(X, X.clone()),
                "X.T.reshape(-1)": np.shares_memory(X, X.T.reshape(-1)),
                "torch.tensor(a)": np.shares_memory(a, torch.tensor(a)),
                "torch.from_numpy(a)": np.shares_memory(a, torch.from_numpy(a)),
            }

    class wrong:
        def ids_differ_so_it_was_copied():
            """It looks as if `id()` was asked. It tells Python objects apart, and every view is
            an object of its own; whether data are shared, a write to one of them tells."""
            return {"X.reshape(3, 2)": False, "X[1]": False, "torch.from_numpy(a)": False}

        def reshape_always_copies():
            """`reshape` copies only where it must. The entries of X in order, three rows of two:
            do they lie in X's storage at regular steps?"""
            return {"X.reshape(3, 2)": False}

        def slices_copy_as_in_lists():
            """A slice of a Python *list* is a copy. A part of a tensor is a view: write to it, and
            X changes."""
            return {"X[1]": False}

        def everything_from_numpy_copies():
            """Two functions make a tensor from an array: `torch.tensor` copies its numbers. What
            would the other one be for, if it did the same?"""
            return {"torch.from_numpy(a)": False}

        def reshape_always_views():
            """`reshape` views where it can. Read X.T row by row: 0, 3, 1, 4, … Do these lie in
            X's storage at one regular step?"""
            return {"X.T.reshape(-1)": True}

        def torch_tensor_shares():
            """`torch.tensor` always copies. Which function is the one that shares NumPy's
            memory?"""
            return {"torch.tensor(a)": True}

        def clone_is_a_view():
            """`clone` is the explicit way to ask for a copy."""
            return {"X.clone()": True}


class OneNumber(Exercise):
    """The number in a tensor of one element, of any shape, as a Python float.

    Raises ValueError, with a sentence on what was given, for any other number
    of elements.
    """

    name = "to_float"
    strict_type = True
    hints = (
        "How do you ask a tensor how many elements it has?",
        "Decide with `x.numel()` first; `float(x)` works for one element of any shape.",
        '`raise ValueError(f"one element needed, not {x.numel()}")`',
    )
    proves = (
        "One element gives a float, whatever the shape; anything else is refused with a reason."
    )

    def solution(x):
        if x.numel() != 1:
            raise ValueError(f"to_float needs exactly one element, not {x.numel()}")
        return float(x)

    def inputs():
        one = st.lists(st.just(1), max_size=3).map(tuple)
        many = st.lists(sizes(1, 3), min_size=1, max_size=2).map(tuple)
        dtypes = st.sampled_from([torch.float32, torch.int64, torch.float64])
        return st.tuples(one | many, dtypes).flatmap(lambda s: tensors(*s)).map(lambda x: (x,))

    def edge_cases():
        return [
            (torch.tensor(2.5),),
            (torch.tensor([[[3]]]),),
            (torch.tensor([1.0, 2.0]),),
            (torch.tensor([]),),
            (torch.tensor([True]),),
        ]

    class also_right:
        def with_item(x):
            if x.numel() == 1:
                return float(x.item())
            raise ValueError(f"cannot take one number from a tensor of shape {tuple(x.shape)}")

        def turning_the_error(x):
            try:
                (number,) = x.flatten().tolist()
            except ValueError:
                raise ValueError(f"{x.numel()} elements are not one") from None
            return float(number)

    class wrong:
        def returned_a_tensor(x):
            """The value is right, but it is still a tensor. A Python float is wanted: `float(x)`
            or `x.item()`."""
            if x.numel() != 1:
                raise ValueError(f"one element needed, not {x.numel()}")
            return x.reshape(())

        def took_the_first_of_many(x):
            """It looks as if the first element was taken, however many there are. Of two numbers
            neither is *the* number: refuse."""
            return float(x.flatten()[0])

        def left_the_error_to_item(x):
            """`item()` refuses by itself, but with a RuntimeError. Who calls this function was
            promised a ValueError: look at `x.numel()` before you convert."""
            return float(x.item())

        def whole_numbers_stay_ints(x):
            """`item()` gives the Python number that fits the dtype: an int for int64, a bool for
            bool. A float is wanted every time."""
            if x.numel() != 1:
                raise ValueError(f"one element needed, not {x.numel()}")
            return x.item()


class DeviceProof(Exercise):
    """X with each column at mean 0 and standard deviation 1, wherever X lives.

    The standard deviation is that of `X.std(dim=0)`; a constant column becomes
    0. X is (m, n) with m >= 2, floating point; so is the result, on X's
    device. It is tried on the CPU, on a GPU where there is one, and on
    `meta`, where tensors have a shape and no values.
    """

    name = "standardise"
    tolerance = 1e-4  # a small number added to every deviation, against 0 / 0, is common practice
    hints = (
        "Which axis has to disappear, so that one mean for each column remains?",
        "A constant column has standard deviation 0; divide by something else there. What you "
        "make from X itself is on X's device already.",
        "`std = X.std(dim=0)`, then divide by `torch.where(std == 0, 1.0, std)`.",
    )
    proves = "Everything is made from X, so it runs wherever X lives, constant columns included."

    def solution(X):
        std = X.std(dim=0)
        return (X - X.mean(dim=0)) / torch.where(std == 0, 1.0, std)

    def inputs():
        return unlike_sizes(2, 2, 6).flatmap(tensors).map(lambda X: (X,))

    def edge_cases():
        X = torch.tensor([[1.0, 5.0, 2.0], [3.0, 5.0, 4.0], [8.0, 5.0, 0.0], [0.0, 5.0, 2.0]])
        devices = ["meta", "cuda"] if torch.cuda.is_available() else ["meta"]
        return [(X,), (X.double(),), *((X.to(device),) for device in devices)]

    class also_right:
        def with_masked_fill(X):
            mean, std = X.mean(0, keepdim=True), X.std(0, keepdim=True)
            return (X - mean) / std.masked_fill(std == 0, 1)

        def with_a_small_number_added(X):
            return (X - X.mean(dim=0)) / (X.std(dim=0) + 1e-6)

        def from_sums(X):
            n = X.shape[0]
            centred = X - X.sum(0) / n
            std = ((centred**2).sum(0) / (n - 1)).sqrt()
            return centred / (std + (std == 0))

        def column_by_column(X):
            Z = torch.zeros_like(X)
            for j in range(X.shape[1]):
                centred = X[:, j] - X[:, j].mean()
                Z[:, j] = centred / centred.std().clamp(min=1e-6)
            return Z

    class wrong:
        def helper_left_on_the_cpu(X):
            """A tensor made with `torch.ones(…)` or `torch.zeros(…)` lands on the CPU, and tensors
            in one operation have to be on one device. Make it from X (`torch.ones_like`), or give
            it `device=X.device`."""
            std = X.std(dim=0)
            return (X - X.mean(dim=0)) / torch.where(std == 0, torch.ones(X.shape[1]), std)

        def brought_to_the_cpu(X):
            """The numbers were fetched to the CPU (`.cpu()`, `.numpy()`). On `meta` there are none
            to fetch, and from a GPU the result would come back on the wrong device."""
            X = X.cpu()
            std = X.std(dim=0)
            return (X - X.mean(dim=0)) / torch.where(std == 0, 1.0, std)

        def mean_of_the_whole_matrix(X):
            """It looks as if one mean was taken over the whole matrix. Each column has its own:
            which axis should disappear?"""
            std = X.std()
            return (X - X.mean()) / torch.where(std == 0, 1.0, std)

        def divided_by_zero(X):
            """A constant column has standard deviation 0, and 0 / 0 is NaN, which then spreads
            through everything that is computed from it."""
            return (X - X.mean(dim=0)) / X.std(dim=0)

        def standardised_the_rows(X):
            """Here each *row* has mean 0. A row is a sample, a column is a feature; the features
            are what should be brought to one scale."""
            std = X.std(dim=1, keepdim=True)
            return (X - X.mean(dim=1, keepdim=True)) / torch.where(std == 0, 1.0, std)

        def branched_on_values(X):
            """An `if` on the values of a tensor needs them in Python: on `meta` there are none,
            and on a GPU the program stops and waits for them. `torch.where` decides in place."""
            std = X.std(dim=0)
            if (std == 0).any():
                std[std == 0] = 1
            return (X - X.mean(dim=0)) / std
