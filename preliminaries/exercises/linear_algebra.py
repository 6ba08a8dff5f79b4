"""Lecture 3: vectors, matrices, the products, norms and special matrices."""

import math
import numbers

import numpy as np
import torch
from hypothesis import strategies as st
from torch.overrides import TorchFunctionMode

from preliminaries import reading
from preliminaries.describing import describe
from preliminaries.exercise import Exercise, Prediction, Unreadable
from preliminaries.inputs import sizes, tensors, unlike_sizes

# What matrices the exercises are tried on.

_DTYPES = (torch.float32, torch.int64, torch.float64)


def _square(smallest: int = 1, largest: int = 4) -> st.SearchStrategy[tuple]:
    return sizes(smallest, largest).map(lambda n: (n, n))


def _matrix_shapes() -> st.SearchStrategy[tuple]:
    """Not square, square, one row, one column, and empty."""
    empty = st.sampled_from([(0, 3), (2, 0), (0, 0)])
    one_row, one_column = sizes(2, 5).map(lambda n: (1, n)), sizes(2, 5).map(lambda n: (n, 1))
    return st.one_of(unlike_sizes(2, 2), _square(2), one_row, one_column, empty)


def _matrices(shapes: st.SearchStrategy[tuple]) -> st.SearchStrategy[torch.Tensor]:
    """Matrices of these shapes, of whole numbers and of floats."""
    return st.tuples(shapes, st.sampled_from(_DTYPES)).flatmap(lambda s: tensors(*s))


def _together(*shapes: tuple) -> st.SearchStrategy[tuple]:
    """Tensors of these shapes and of one dtype."""
    return st.sampled_from(_DTYPES).flatmap(
        lambda dtype: st.tuples(*(tensors(shape, dtype) for shape in shapes))
    )


# How answers are looked at.


def _as_floats(value: object) -> object:
    """Whole numbers as floats, also within a tuple: 3 and 3.0 are one answer here."""
    if isinstance(value, tuple):
        return tuple(map(_as_floats, value))
    if isinstance(value, torch.Tensor):
        return value if value.is_floating_point() or value.dtype == torch.bool else value.float()
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in "iu":
        return value.astype(np.float64)
    if isinstance(value, numbers.Integral) and not isinstance(value, bool) and abs(value) < 2**53:
        return float(value)
    return value


def _as_several(value: object) -> object:
    """Several numbers as a tuple, also where they came in a list or in one tensor."""
    if isinstance(value, (torch.Tensor, np.ndarray)) and value.ndim == 1 and len(value) < 10:
        return tuple(value)
    return tuple(value) if isinstance(value, list) else value


class NotAllowed(RuntimeError):
    """An answer used the very function that it was asked to build."""


class _ByHand(TorchFunctionMode):
    """Refuses ready-made products with a matrix; the dot product of two vectors is allowed."""

    _READY_MADE = {
        *("matmul", "__matmul__", "__rmatmul__", "mm", "mv", "bmm", "addmm", "addmv"),
        *("linear", "inner", "tensordot", "chain_matmul", "multi_dot", "linalg_multi_dot"),
    }

    def __torch_function__(self, func, types, args=(), kwargs=None):
        of_matrices = any(isinstance(a, torch.Tensor) and a.ndim > 1 for a in args)
        if of_matrices and getattr(func, "__name__", "") in self._READY_MADE:
            raise NotAllowed("a ready-made product; write it with *, sum, or dot products")
        return func(*args, **(kwargs or {}))


def _count(answer: object) -> int:
    """A whole number, however it is written."""
    if isinstance(answer, (torch.Tensor, np.ndarray, np.generic)):
        answer = answer.item() if answer.ndim == 0 and not _is_meta(answer) else answer
    if isinstance(answer, float) and answer.is_integer():
        answer = int(answer)
    if not isinstance(answer, int) or isinstance(answer, bool):
        raise Unreadable(f"Answer with one whole number; this is {describe(answer)}.")
    return answer


def _is_meta(value: object) -> bool:
    return isinstance(value, torch.Tensor) and value.is_meta


def _number_or_none(answer: object) -> float | None:
    """A number, or None for "this fails"."""
    if answer is None:
        return None
    if isinstance(answer, (torch.Tensor, np.ndarray, np.generic)) and not _is_meta(answer):
        answer = answer.item() if math.prod(answer.shape) == 1 else answer
    if not isinstance(answer, (int, float)) or isinstance(answer, bool):
        raise Unreadable(f"Answer with a number, or None; this is {describe(answer)}.")
    return float(answer) if abs(answer) < 1e300 else math.inf


def _norm_name(answer: object) -> str:
    """Which norm is meant: "L1", 1, "l1 norm", "Manhattan", …"""
    said = str(answer).strip().lower().replace("∞", "inf") if _is_short(answer) else ""
    said = said.replace(" ", "").replace("norm", "").replace("-", "").removeprefix("l")
    said = said.removeprefix("_").removesuffix(".0")
    names = {"1": "L1", "2": "L2", "inf": "L∞", "infinity": "L∞"}
    names |= {"manhattan": "L1", "taxicab": "L1", "euclidean": "L2", "max": "L∞"}
    if said not in names:
        raise Unreadable('Name the norm as `"L1"`, `"L2"` or `"Linf"`.')
    return names[said]


def _is_short(answer: object) -> bool:
    """Whether `str(answer)` is a safe and short thing to ask for."""
    if isinstance(answer, str):
        return len(answer) < 40
    return isinstance(answer, (int, float)) and abs(answer) < 1e9


def _keys(**readers):
    """A reader for a dict of predictions of several kinds."""

    def read(answer: object) -> dict:
        opened = reading.each(lambda value: value)(answer)
        values = {}
        for key, value in opened.items():
            try:
                values[key] = readers.get(key, lambda v: v)(value)
            except Unreadable as error:
                raise Unreadable(f"For `{key}`: {error}") from None
        return values

    return read


# What the checks of claims about a matrix are tried on.


def transpose(A):
    return A.T


def quarter_turn(A):
    return A.rot90()


def other_diagonal(A):
    return A.T.flip(0, 1)


def top_row(A):
    return A[:1]


def third_of_the_transpose(A):
    return A.T / 3


def transpose_plus_one(A):
    return A.T + 1


def squares(A):
    return A * A


def columns_reversed(A):
    return A.flip(1)


# Vectors and matrices


class LenIs(Prediction):
    """The length of a tensor X of shape (2, 3, 4), and the axis that `len` counts."""

    hints = (
        "What is the length of a list of two matrices?",
        "`len(X)` is the number of entries that you meet in `for entry in X`.",
        "It is `X.shape[0]`, whatever X is.",
    )
    proves = "`len` counts along axis 0, whatever the number of axes."
    read = reading.each(_count)

    def solution():
        return {"len(X)": 2, "axis": 0}

    class also_right:
        def asked_of_torch():
            return {"len(X)": len(torch.zeros(2, 3, 4)), "axis": 0}

        def as_tensors():
            return {"len(X)": torch.tensor(2), "axis": np.int64(0)}

    class wrong:
        def counted_all_entries():
            """It looks as if every number was counted. That is `X.numel()`; `len` counts what
            the outermost bracket holds."""
            return {"len(X)": 24}

        def counted_the_last_axis():
            """It looks as if the innermost lists were counted. Python's `len` looks at the
            outermost one: how many entries has the list of lists itself?"""
            return {"len(X)": 4, "axis": 2}

        def counted_the_axes():
            """That is the number of axes, `X.ndim`. How many entries lie along the axis that
            `len` looks at?"""
            return {"len(X)": 3}

        def counted_axes_from_one():
            """Axes are counted from zero, as everything in Python."""
            return {"axis": 1}


class DoubleTranspose(Exercise):
    """Whether flipping A twice gives A back: True or False.

    flip is a function from matrices to matrices; for the transpose the
    answer is always True. A is (m, n), of any sizes, equal or not.
    """

    hints = (
        "What do you have to compare `flip(flip(A))` with?",
        "Two flips and one comparison of *all* entries. Nothing is assumed about A's shape.",
        "`torch.equal(flip(flip(A)), A)`",
    )
    proves = "Your check said yes to every transpose, and no where two flips do not return to A."

    def solution(A, flip):
        return torch.equal(flip(flip(A)), A)

    def inputs():
        flips = st.sampled_from([transpose, transpose, quarter_turn, other_diagonal, top_row])
        return st.tuples(_matrices(_matrix_shapes()), flips)

    def edge_cases():
        A = torch.tensor([[1, 2, 3], [4, 5, 6]])
        S = torch.tensor([[1.0, 2.0], [2.0, 3.0]])
        B = torch.tensor([[1, 2], [3, 4]])
        flips = transpose, quarter_turn, top_row
        return [(matrix, flip) for matrix in (A, B, S) for flip in flips]

    class also_right:
        def with_all(A, flip):
            return (flip(flip(A)) == A).all()

        def with_allclose(A, flip):
            return torch.allclose(flip(flip(A)), A)

        def as_lists(A, flip):
            return flip(flip(A)).tolist() == A.tolist()

    class wrong:
        def flipped_only_once(A, flip):
            """It looks as if A was compared with *one* flip of it. That tells whether A is its
            own mirror image; two flips are claimed to undo each other."""
            return torch.equal(flip(A), A)

        def true_for_square_only(A, flip):
            """It looks as if only square matrices passed. A (2, 3) matrix becomes (3, 2), and
            then (2, 3) again: which comparison needs no equal sizes?"""
            return A.shape[0] == A.shape[1] and torch.equal(flip(flip(A)), A)

        def true_without_looking(A, flip):
            """A check that cannot say no checks nothing. A quarter turn, done twice, does not
            return to A: does your function notice?"""
            return True

        def compared_the_shapes(A, flip):
            """The shapes were compared, not the entries. A matrix turned upside down has the
            shape it had before."""
            return flip(flip(A)).shape == A.shape

        def a_matrix_of_answers(A, flip):
            """`==` answers for each entry. One answer for the whole matrix is wanted: are *all*
            of them True?"""
            return flip(flip(A)) == A


class SumTranspose(Exercise):
    """Whether f(A + B) equals f(A) + f(B), up to rounding.

    f is a function from matrices to matrices; for the transpose the
    answer is always True. A and B are (m, n), of any sizes.
    """

    hints = (
        "Which two matrices does the claim compare?",
        "Compute both sides, then compare all entries, with a tolerance: sums of floats round.",
        "`torch.allclose(f(A + B), f(A) + f(B))`",
    )
    proves = "Your check says yes to (A + B)ᵀ = Aᵀ + Bᵀ every time, and no where it must."

    def solution(A, B, f):
        return torch.allclose(f(A + B), f(A) + f(B))

    def inputs():
        functions = st.sampled_from(
            [transpose, third_of_the_transpose, transpose_plus_one, columns_reversed, squares]
        )
        return _matrix_shapes().flatmap(
            lambda shape: st.tuples(_together(shape, shape), functions).map(lambda t: (*t[0], t[1]))
        )

    def edge_cases():
        A, B = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), torch.ones(2, 3)
        C = torch.tensor([[0.1, 0.7], [1.3, 2.9]])
        return [
            (A, B, transpose),
            (A, B, transpose_plus_one),
            (A, B, squares),
            (C, 1.9 * C, third_of_the_transpose),
            (A * 0.1, B * 0.7, third_of_the_transpose),
        ]

    class also_right:
        def by_the_largest_difference(A, B, f):
            difference = (f(A + B) - f(A) - f(B)).abs()
            return bool((difference < 1e-4).all())

        def with_isclose(A, B, f):
            return torch.isclose(f(A) + f(B), f(B + A)).all()

        def with_numpy(A, B, f):
            return np.allclose(f(A + B).numpy(), (f(A) + f(B)).numpy())

    class wrong:
        def true_for_square_matrices_only(A, B, f):
            """It looks as if matrices that are not square were sent away. A sum needs equal
            shapes of A and B, and no square ones."""
            return A.shape[0] == A.shape[1] and torch.allclose(f(A + B), f(A) + f(B))

        def true_for_every_function(A, B, f):
            """It looks as if the answer was yes whatever f is. Squares of sums are no sums of
            squares: compute both sides."""
            return True

        def exactly_equal(A, B, f):
            """It looks as if floats were compared exactly. The two sides round at different
            places and may differ in the last digit: compare with a tolerance."""
            return torch.equal(f(A + B), f(A) + f(B))

        def only_one_summand_flipped(A, B, f):
            """It looks as if f went to one summand only. On the right of the equation, f is
            applied to A and to B."""
            left, right = f(A + B), f(A) + (B if B.shape == f(A).shape else 0)
            return torch.allclose(left.double(), right.double())

        def answered_for_each_entry(A, B, f):
            """That answers for each entry. The claim is about all of them at once."""
            return torch.isclose(f(A + B), f(A) + f(B))


class SymmetricPart(Exercise):
    """The symmetric S in A = S + K, where K is antisymmetric.

    A is (n, n), or a stack (b, n, n) of which each matrix is meant.
    symmetric_part(tensor([[1., 2], [4, 3]])) is [[1, 3], [3, 3]].
    """

    hints = (
        "What happens to S and to K when you transpose A = S + K?",
        "Aᵀ = S − K. Add the two equations.",
        "A + Aᵀ is twice S; `A.mT` transposes the last two axes.",
    )
    proves = "Every square matrix is a symmetric plus an antisymmetric one, and you can split it."

    def solution(A):
        return (A + A.mT) / 2

    def inputs():
        stacks = unlike_sizes(2, 2, 4).map(lambda bn: (bn[0], bn[1], bn[1]))
        return _matrices(st.one_of(_square(2), stacks)).map(lambda A: (A,))

    def edge_cases():
        return [
            (torch.tensor([[1.0, 2.0], [4.0, 3.0]]),),
            (torch.tensor([[1, 2], [5, 3]]),),
            (torch.tensor([[7.0]]),),
            (torch.zeros(0, 0),),
        ]

    def observe(symmetric_part, A):
        return _as_floats(symmetric_part(A))

    class also_right:
        def with_numpy(A):
            a = A.numpy()
            return (a + a.swapaxes(-1, -2)) / 2

        def as_what_antisymmetry_leaves(A):
            K = 0.5 * (A - A.transpose(-2, -1))
            return A - K

        def as_a_mean(A):
            return torch.stack((A, A.mT)).double().mean(dim=0)

    class wrong:
        def without_the_half(A):
            """A + Aᵀ is symmetric, but it is too large: with it, S + K is not A. What is A + Aᵀ
            when A is symmetric already?"""
            return A + A.mT

        def the_antisymmetric_part(A):
            """That is K, the antisymmetric part: its diagonal is zero. Which sign between A and
            Aᵀ keeps the diagonal?"""
            return (A - A.mT) / 2

        def copied_one_triangle(A):
            """It looks as if the upper triangle was mirrored onto the lower one. That is
            symmetric, but A minus it is not antisymmetric: both triangles have a say."""
            return torch.triu(A) + torch.triu(A, 1).mT

        def reversed_all_axes(A):
            """`.T` and `permute` of all axes turn a whole stack around. `A.mT` transposes each
            matrix in it and leaves the first axis where it is."""
            return (A + A.permute(*reversed(range(A.ndim)))) / 2

        def rounded_the_half(A):
            """`//` rounds down, and half of an odd number is lost. `/` divides to floats."""
            return (A + A.mT) // 2


class StackAndRecover(Exercise):
    """The stack of A, B and C, and B taken out of it again: two results.

    All three are (m, n). The stack has shape (3, m, n), with A first.
    """

    hints = (
        "Does the result have as many axes as A, or one more?",
        "`torch.stack` makes a new first axis. A number in brackets takes it away again.",
        "`T = torch.stack((A, B, C))`, and B is the entry with which number?",
    )
    proves = "`stack` makes an axis, an index takes it away."

    def solution(A, B, C):
        T = torch.stack((A, B, C))
        return T, T[1]

    def inputs():
        return _matrix_shapes().flatmap(lambda shape: _together(shape, shape, shape))

    def edge_cases():
        A = torch.arange(6).reshape(2, 3)
        return [(A, A + 10, A + 20)]

    class also_right:
        def with_numpy(A, B, C):
            T = np.stack((A.numpy(), B.numpy(), C.numpy()))
            return T, T[1]

        def one_by_one(A, B, C):
            T = torch.cat((A[None], B[None], C[None]))
            return T, T.select(0, 1)

        def into_an_empty_one(A, B, C):
            T = torch.empty(3, *A.shape, dtype=A.dtype)
            T[0], T[1], T[2] = A, B, C
            return T, T[1:2].squeeze(0)

    class wrong:
        def glued_with_cat(A, B, C):
            """It looks as if the matrices were glued below each other, with `cat`. Then nothing
            tells any more where one ends: a stack has an axis that counts them."""
            T = torch.cat((A, B, C))
            return T, T[1]

        def new_axis_in_the_wrong_place(A, B, C):
            """The matrices are stacked, but along another axis. The new one comes first, so
            that the shape begins with 3."""
            T = torch.stack((A, B, C), dim=-1)
            return T, T[..., 1]

        def counted_from_one(A, B, C):
            """The stack is right. The first matrix in it is number 0, so the second is …?"""
            T = torch.stack((A, B, C))
            return T, T[2]

        def took_a_row_of_each(A, B, C):
            """`T[:, 1]` takes row 1 of each matrix. Which matrix you want is said on the first
            axis."""
            T = torch.stack((A, B, C))
            return T, T[:, 1]


# Reductions


class SumShapes(Prediction):
    """The shape of each sum, for X of shape (2, 3, 4) and Y of shape (2, 5, 4)."""

    name = "shapes_of_sums"
    hints = (
        "Which axis disappears?",
        "The axis you name is the one that goes; the others stay, in their order.",
        "With `keepdim=True` nothing goes: a 1 stays in the place of each axis summed over.",
    )
    proves = "Axis k disappears; with `keepdim` a 1 stays in its place."
    read = reading.each(reading.shape)

    def solution():
        return {
            "X.sum(0)": (3, 4),
            "X.sum(1)": (2, 4),
            "X.sum(2)": (2, 3),
            "Y.sum([1, 2])": (2,),
            "Y.sum(1, keepdim=True)": (2, 1, 4),
            "Y.sum([1, 2], keepdim=True)": (2, 1, 1),
        }

    class also_right:
        def as_lists():
            return {key: list(shape) for key, shape in SumShapes.solution().items()}

        def asked_of_torch():
            X, Y = torch.zeros(2, 3, 4), torch.zeros(2, 5, 4)
            return {key: eval(key, {"X": X, "Y": Y}).shape for key in SumShapes.solution()}

    class wrong:
        def summed_axis_is_what_stays():
            """It looks as if the axis you name were the one that stays. It is the one that
            *disappears*: everything along it is added up."""
            return {
                "X.sum(0)": (2,),
                "X.sum(1)": (3,),
                "X.sum(2)": (4,),
                "Y.sum([1, 2])": (5, 4),
            }

        def first_two_axes_disappear():
            """It looks as if the first two axes were summed over. Axes are counted from zero:
            1 and 2 are the second and the third."""
            return {"Y.sum([1, 2])": (4,)}

        def axes_counted_from_one():
            """It looks as if axes were counted from one. `sum(0)` makes the first size of the
            shape disappear."""
            return {"X.sum(1)": (3, 4), "X.sum(2)": (2, 4), "Y.sum(1, keepdim=True)": (1, 5, 4)}

        def keepdim_ignored():
            """It looks as if `keepdim=True` were overlooked. It keeps the *number* of axes: what
            stands in the place of an axis that was summed over?"""
            return {"Y.sum(1, keepdim=True)": (2, 4), "Y.sum([1, 2], keepdim=True)": (2,)}

        def keepdim_keeps_the_size():
            """`keepdim` keeps the axis, but not its length: along it everything was added up to
            a single number."""
            return {
                "Y.sum(1, keepdim=True)": (2, 5, 4),
                "Y.sum([1, 2], keepdim=True)": (2, 5, 4),
            }

        def the_one_goes_to_the_end():
            """The 1 stands exactly where the axis was that it replaces. Only so does dividing Y
            by the sum line up."""
            return {"Y.sum(1, keepdim=True)": (2, 4, 1)}


class RowNormalise(Exercise):
    """A with every row divided by its own sum, so that each row sums to 1.

    A is (m, n), whole numbers or floats, all positive; the result is (m, n).
    row_normalise(tensor([[1, 3], [2, 2]])) is [[0.25, 0.75], [0.5, 0.5]].
    """

    hints = (
        "Which shape must the sums have, to be divided by row by row?",
        "The sums of (m, n) over axis 1 have shape (m,), which lines up with the columns. A "
        "column (m, 1) lines up with the rows.",
        "`A.sum(axis=1, keepdim=True)` has shape (m, 1).",
    )
    proves = "`keepdim` keeps the sums in a column, and the division runs along each row."

    def solution(A):
        return A / A.sum(axis=1, keepdim=True)

    def inputs():
        return _matrices(_matrix_shapes()).filter(torch.numel).map(lambda A: (A.abs() + 1,))

    def edge_cases():
        return [
            (torch.tensor([[1, 3], [2, 2]]),),
            (torch.tensor([[1.0, 2.0, 5.0], [1.0, 1.0, 2.0]]),),
        ]

    class also_right:
        def with_none_in_the_index(A):
            return A / A.sum(1)[:, None]

        def with_numpy(A):
            return A.numpy() / A.numpy().sum(axis=1, keepdims=True)

        def transposed_there_and_back(A):
            return (A.T / A.sum(dim=1)).T

        def row_by_row(A):
            result = torch.empty(A.shape)
            for i in range(len(A)):
                result[i] = A[i] / A[i].sum()
            return result

    class wrong:
        def no_keepdim(A):
            """It looks as if the sums lost their axis: shape (m,) lines up with the *columns*.
            For a square matrix that even runs, and is wrong. Keep a 1 where the axis was."""
            return A / A.sum(axis=1)

        def normalised_the_columns(A):
            """Here each *column* sums to 1. Which axis has to disappear, so that one sum for
            each row remains?"""
            return A / A.sum(axis=0)

        def divided_by_the_total(A):
            """It looks as if everything was divided by one number. Then all the rows together
            sum to 1; each one has a sum of its own."""
            return A / A.sum()

        def softmax_of_the_rows(A):
            """The rows do sum to 1, but not in proportion to A: exponentials were taken. Two
            entries 1 and 3 should stay one to three."""
            return torch.softmax(A.double(), dim=1)

        def divided_by_the_largest(A):
            """It looks as if each row was divided by its largest entry. Then the largest is 1;
            the *sum* should be."""
            return A / A.max(1, keepdim=True).values

        def divided_by_the_length(A):
            """It looks as if each row was divided by its length, the L2 norm. Then its squares sum
            to 1; its entries should."""
            return A / (A.double() ** 2).sum(1, keepdim=True).sqrt()


# Dot products


def _vectors(count: int, smallest: int = 1) -> st.SearchStrategy[tuple]:
    return sizes(smallest, 5).flatmap(lambda n: _together(*[(n,)] * count))


class Cosine(Exercise):
    """The cosine of the angle between u and v, a number between -1 and 1.

    u and v are vectors (n,), of floats or of whole numbers. A vector of
    length zero has no direction: raise a ValueError with a sentence that
    says so.
    """

    hints = (
        "Which three numbers of u and v does ⟨u, v⟩ = ‖u‖ ‖v‖ cos θ hold?",
        "Solve for the cosine. Before you divide, look whether a length is zero.",
        "`(u @ v) / (length(u) * length(v))`, where length is `torch.linalg.vector_norm` and "
        "`u.float()` makes floats of ints.",
    )
    proves = "The cosine depends on directions alone, and where there is none you say so."

    def solution(u, v):
        u, v = u.double(), v.double()
        lengths = u.square().sum().sqrt() * v.square().sum().sqrt()
        if lengths == 0:
            raise ValueError("a vector of length zero has no direction, so there is no angle")
        return (u @ v) / lengths

    def inputs():
        zero = _vectors(1).map(lambda t: (t[0], torch.zeros_like(t[0])))
        some = _vectors(2, 2)
        return st.one_of(some, some, some, zero, zero.map(lambda t: t[::-1]))

    def edge_cases():
        e = torch.tensor([3.0, 4.0])
        return [
            (e, torch.tensor([4.0, 3.0])),
            (e, 2 * e),
            (e, -e),
            (e, torch.tensor([-4.0, 3.0])),
            (e, torch.zeros(2)),
            (torch.tensor([3, 4]), torch.tensor([1, 0])),
        ]

    def observe(cosine, u, v):
        return _as_floats(cosine(u, v))

    class also_right:
        def with_torchs_own(u, v):
            if not u.any() or not v.any():
                raise ValueError("no angle with a zero vector")
            return torch.cosine_similarity(u.double(), v.double(), dim=0)

        def with_numpy(u, v):
            u, v = u.numpy(), v.numpy()
            lengths = np.linalg.norm(u) * np.linalg.norm(v)
            if lengths == 0:
                raise ValueError("the zero vector points nowhere")
            return u.dot(v) / lengths

        def in_python(u, v):
            u, v = u.tolist(), v.tolist()
            if not math.hypot(*u) * math.hypot(*v):
                raise ValueError("one of the vectors is zero")
            return sum(a * b for a, b in zip(u, v)) / math.hypot(*u) / math.hypot(*v)

        def of_unit_vectors(u, v):
            u, v = u.float(), v.float()
            if u.abs().max() == 0 or v.abs().max() == 0:
                raise ValueError("zero has no direction")
            return (u / torch.linalg.vector_norm(u)) @ (v / torch.linalg.vector_norm(v))

    class wrong:
        def the_dot_product_alone(u, v):
            """That is the dot product: it grows with the lengths of u and v, and the cosine does
            not. What has to be divided away?"""
            return u @ v

        def divided_by_squared_norms(u, v):
            """It looks as if the squared lengths were divided by. The dot product holds each
            length once; ⟨u, u⟩ is a length *squared*."""
            u, v = u.double(), v.double()
            return (u @ v) / ((u @ u) * (v @ v))

        def zero_over_zero(u, v):
            """For a zero vector you divide 0 by 0, which is NaN and says nothing about why.
            Look at the lengths first, and raise a ValueError."""
            u, v = u.double(), v.double()
            return (u @ v) / (u.square().sum() * v.square().sum()).sqrt()

        def zero_vectors_get_zero(u, v):
            """For a zero vector you answer 0, as if it stood at a right angle to everything. It
            has no direction, and who calls this should be told."""
            return torch.cosine_similarity(u.double(), v.double(), dim=0)

        def divided_by_one_length(u, v):
            """It looks as if one of the two lengths was forgotten. Twice as long a v gives the
            same angle, so its length must cancel too."""
            u, v = u.double(), v.double()
            return (u @ v) / u.square().sum().sqrt()

        def returned_the_angle(u, v):
            """That is the angle itself. Asked for is its cosine, one step before."""
            u, v = u.double(), v.double()
            cosine = (u @ v) / (u.square().sum() * v.square().sum()).sqrt()
            return torch.arccos(cosine.clamp(-1, 1))


class Project(Exercise):
    """The projection of u onto the line along v: a vector (n,).

    u and v are floats (n,); v is not zero and may have any length.
    project(tensor([2., 3]), tensor([5., 0])) is [2, 0].
    """

    hints = (
        "What would the answer be if v had length 1?",
        "⟨u, v⟩ v is right for a unit vector. For another v, divide by its length twice: once "
        "for each v in the formula.",
        "`(u @ v) / (v @ v)` times what?",
    )
    proves = "The projection depends on v's direction, not on its length."

    def solution(u, v):
        return (u @ v) / (v @ v) * v

    def inputs():
        def usable(pair):
            u, v = (t if t.is_floating_point() else t.float() for t in pair)
            return u, torch.where(v == 0, 1, v)

        return _vectors(2).map(usable)

    def edge_cases():
        u, v = torch.tensor([2.0, 3.0]), torch.tensor([5.0, 0.0])
        return [(u, v), (v, u), (u, torch.ones(2))]

    class also_right:
        def by_a_unit_vector(u, v):
            v = v.double() / torch.linalg.vector_norm(v.double())
            return (u.double() @ v) * v

        def with_numpy(u, v):
            u, v = u.numpy(), v.numpy()
            return v * np.dot(u, v) / np.dot(v, v)

        def by_a_matrix(u, v):
            u, v = u.double(), v.double()
            return torch.outer(v, v) @ u / v.square().sum()

        def by_least_squares(u, v):
            v = v.double().reshape(-1, 1)
            return (v @ torch.linalg.lstsq(v, u.double().reshape(-1, 1)).solution)[:, 0]

        def through_the_norm(u, v):
            return torch.inner(u, v) / torch.linalg.vector_norm(v) ** 2 * v

    class wrong:
        def as_if_v_were_a_unit_vector(u, v):
            """⟨u, v⟩ v is right if v has length 1. Take a v twice as long: the shadow of u on
            that line should stay the same. Does yours?"""
            return (u @ v).double() * v

        def divided_by_the_length_once(u, v):
            """It looks as if the length of v was divided away once. The formula holds v twice:
            in the dot product and as the direction."""
            return (u @ v) / v.double().square().sum().sqrt() * v

        def projected_v_on_u(u, v):
            """That lies along u: v was projected on u. It is u that should fall on v's line."""
            return (u @ v) / (u @ u).clamp(min=1e-9) * u

        def the_rest_of_u(u, v):
            """That is the part of u at a right angle to v. The projection is the other part, the
            one along v."""
            return u - (u @ v) / (v @ v) * v

        def divided_by_u_with_itself(u, v):
            """The direction is right, the length is not: ⟨u, v⟩ was divided by ⟨u, u⟩. Whose
            length has to be divided away?"""
            return (u @ v) / (u @ u) * v

        def the_factor_alone(u, v):
            """That is one number: by how much v has to be stretched to reach the shadow. Asked for
            is v, stretched by it."""
            return (u @ v) / (v @ v)

        def the_length_of_the_shadow(u, v):
            """That is one number: how long the shadow is. Asked for is the vector of that length
            along v."""
            return (u @ v) / v.double().square().sum().sqrt()


# Matrix products


class MatVec(Exercise):
    """The product A x, without `@`, `matmul` or `mv`: shape (m,).

    A is (m, n) and x is (n,); m or n may be 1, or 0. Products of
    numbers and sums are allowed, and dot products of two vectors.
    """

    hints = (
        "Which number of the result does row i of A give?",
        "Multiply each row with x entry by entry, then let one axis disappear.",
        "`A * x` has shape (m, n): x is stretched to all rows.",
    )
    proves = "A x is one dot product for each row of A."

    def solution(A, x):
        return (A * x).sum(axis=1)

    def inputs():
        return _matrix_shapes().flatmap(lambda shape: _together(shape, shape[1:]))

    def edge_cases():
        return [(torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([1, 0, 2]))]

    def observe(mat_vec, A, x):
        with _ByHand():
            return _as_floats(mat_vec(A, x))

    class also_right:
        def row_by_row(A, x):
            return torch.tensor([float(row.dot(x)) for row in A])

        def in_two_loops(A, x):
            result = torch.zeros(A.shape[0])
            for i in range(A.shape[0]):
                for j in range(A.shape[1]):
                    result[i] += A[i, j] * x[j]
            return result

        def with_einsum(A, x):
            return torch.einsum("ij,j->i", A, x)

        def column_by_column(A, x):
            result = torch.zeros(len(A), dtype=A.dtype)
            for j in range(len(x)):
                result = result + A[:, j] * x[j]
            return result

        def with_numpy(A, x):
            return np.array([np.dot(row, x.numpy()) for row in A.numpy()], dtype=float)

        def dot_products_with_the_sign(A, x):
            result = torch.zeros(len(A), dtype=A.dtype)
            for i, row in enumerate(A):
                result[i] = row @ x
            return result

    class wrong:
        def not_summed(A, x):
            """That is A * x: the products are all there, in a matrix. Each row of them should be
            added up to one number."""
            return A * x

        def transposed_first(A, x):
            """It looks as if A was transposed, and its *columns* met x. A row of A has as many
            entries as x; a column of A need not."""
            return (A.T * x).sum(axis=1)

        def summed_the_wrong_axis(A, x):
            """The products are right, and then the rows were added up instead of each row. The
            result should have shape (m,): which axis must disappear?"""
            return (A * x).sum(axis=0)

        def summed_everything(A, x):
            """It looks as if everything was added up to one number. Each row gives a number of
            its own."""
            return (A * x).sum()

        def used_the_product(A, x):
            """That is the product which is to be built here. Which products and which sums is it
            made of?"""
            return A @ x

        def stacked_no_rows(A, x):
            """For a matrix without rows your loop makes no numbers, and `stack` wants at least
            one tensor. Begin with `torch.zeros(m)`, or with no loop at all."""
            return torch.stack([(row * x).sum() for row in A])


class MatMul(Exercise):
    """The product A B, made of dot products of rows and columns: (m, k).

    A is (m, n) and B is (n, k). `@` is allowed for two vectors only;
    `mm` and `matmul` are what you are building. A size may be 1, or 0.
    """

    hints = (
        "Which row and which column meet in entry [i, j]?",
        "Entry [i, j] is row i of A, dotted with column j of B. Two loops, one dot product.",
        "`C = torch.zeros(m, k)`, and then `C[i, j] = (A[i] * B[:, j]).sum()`.",
    )
    proves = "Every entry of A B is a row of A dotted with a column of B."

    def solution(A, B):
        C = torch.zeros(A.shape[0], B.shape[1], dtype=A.dtype)
        for i in range(A.shape[0]):
            for j in range(B.shape[1]):
                C[i, j] = (A[i] * B[:, j]).sum()
        return C

    def inputs():
        distinct = unlike_sizes(3, 1, 4)
        square = sizes(2, 3).map(lambda n: (n, n, n))
        empty = st.sampled_from([(0, 2, 3), (2, 0, 3), (2, 3, 0)])
        shapes = st.one_of(distinct, distinct, square, empty)
        return shapes.flatmap(lambda s: _together(s[:2], s[1:]))

    def edge_cases():
        A = torch.tensor([[1, 2, 3], [4, 5, 6]])
        return [
            (A, torch.tensor([[1, 0], [0, 1], [1, 1]])),
            (torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[0.0, 1.0], [1.0, 1.0]])),
            (torch.ones(1, 3), torch.ones(3, 1)),
            (torch.ones(3, 1), torch.ones(1, 2)),
        ]

    def observe(mat_mul, A, B):
        with _ByHand():
            return _as_floats(mat_mul(A, B))

    class also_right:
        def by_broadcasting(A, B):
            return (A[:, :, None] * B[None]).sum(dim=1)

        def with_einsum(A, B):
            return torch.einsum("ij,jk->ik", A, B)

        def with_lists(A, B):
            rows = [[float(row @ column) for column in B.T] for row in A]
            return torch.tensor(rows).reshape(len(A), B.shape[1])

        def as_a_sum_of_outer_products(A, B):
            C = torch.zeros(A.shape[0], B.shape[1])
            for j in range(A.shape[1]):
                C += torch.outer(A[:, j], B[j])
            return C

        def with_numpy(A, B):
            C = np.zeros((len(A), B.shape[1]))
            for i, j in np.ndindex(*C.shape):
                C[i, j] = np.dot(A[i].numpy(), B[:, j].numpy())
            return C

    class wrong:
        def entry_by_entry(A, B):
            """That is A * B, the elementwise product, and it needs equal shapes. In a matrix
            product a whole row meets a whole column."""
            return A * B

        def the_transpose(A, B):
            """All the numbers are right, in the transposed place. Entry [i, j] has i from A's
            row and j from B's column."""
            return MatMul.solution(A, B).T

        def rows_with_rows(A, B):
            """It looks as if rows of A met *rows* of B. That is A Bᵀ. Take columns of B: they
            have as many entries as A's rows."""
            C = torch.zeros(len(A), len(B), dtype=A.dtype)
            for i in range(len(A)):
                for j in range(len(B)):
                    C[i, j] = A[i].dot(B[j])
            return C

        def in_the_other_order(A, B):
            """It looks as if B came first. B A is another product, and exists only where the
            sizes happen to fit."""
            m, k = B.shape[0], A.shape[1]
            C = torch.zeros(m, k, dtype=A.dtype)
            for i in range(m):
                for j in range(k):
                    C[i, j] = torch.dot(B[i], A[:, j])
            return C

        def used_the_ready_made(A, B):
            """That is the very product to be built. Each of its entries is a dot product of two
            vectors: which two?"""
            return A @ B


class TransposeCost(Prediction):
    """What is true of B (n, k) in memory, where C = B.T makes no copy."""

    hints = (
        "In which direction do entries lie side by side in memory: along rows or columns?",
        "An entry of A D is a row of A dotted with a column of D. Columns of `C.T` are rows of "
        "C; ask each row for its stride.",
        "Two of the four are True.",
    )
    proves = "A transpose moves no number, so it speeds nothing up either."
    read = reading.each(reading.yes_or_no)

    def solution():
        return {
            "C shares B's storage": True,
            "A @ B reads B along memory": False,
            "A @ C.T reads C along memory": False,
            "A @ D.T reads D along memory, D = C.contiguous()": True,
        }

    class also_right:
        def in_words():
            return {key: "yes" if v else "no" for key, v in TransposeCost.solution().items()}

        def asked_of_strides():
            B = torch.zeros(5, 3)
            C, D = B.T, B.T.contiguous()
            return {
                "C shares B's storage": C.data_ptr() == B.data_ptr(),
                "A @ B reads B along memory": B[:, 0].stride() == (1,),
                "A @ C.T reads C along memory": C[0].stride() == (1,),
                "A @ D.T reads D along memory, D = C.contiguous()": D[0].stride() == (1,),
            }

    class wrong:
        def a_transpose_copies():
            """It looks as if transposing moved the numbers into a new order. It swaps sizes and
            strides, and the numbers stay where they are: C's rows are still B's columns."""
            return {"C shares B's storage": False, "A @ C.T reads C along memory": True}

        def columns_lie_side_by_side():
            """A matrix is stored row after row. Two neighbours in a *column* lie a whole row
            apart."""
            return {"A @ B reads B along memory": True}

        def a_copy_changes_nothing():
            """`contiguous()` writes C out anew, in its own order. How do the entries of one row
            of D lie then?"""
            return {"A @ D.T reads D along memory, D = C.contiguous()": False}

        def rows_are_rows():
            """C shares B's memory, that is right. Then what lies along one of its rows is one of
            B's columns: how far apart are its entries?"""
            return {"A @ C.T reads C along memory": True}


class ChainCost(Prediction):
    """The cost of (AB)C and of A(BC): A (1000, 2), B (2, 1000), C (1000, 3).

    Multiply-adds, and the number of entries of the product in between.
    """

    hints = (
        "How many entries has A B, and how many multiply-adds does each of them take?",
        "(m, n) times (n, k) takes m · n · k multiply-adds. Two products, so two costs to add.",
        "A B has shape (1000, 1000), B C has shape (2, 3).",
    )
    proves = "Both give the same matrix; one takes over 400 times the work of the other."
    read = reading.each(_count)

    def solution():
        return {
            "(AB)C, multiply-adds": 1000 * 2 * 1000 + 1000 * 1000 * 3,
            "(AB)C, entries in between": 1000 * 1000,
            "A(BC), multiply-adds": 2 * 1000 * 3 + 1000 * 2 * 3,
            "A(BC), entries in between": 2 * 3,
        }

    class also_right:
        def as_numbers():
            return {
                "(AB)C, multiply-adds": 5e6,
                "(AB)C, entries in between": 1e6,
                "A(BC), multiply-adds": 12_000,
                "A(BC), entries in between": 6.0,
            }

        def by_a_formula():
            def cost(m, n, k):
                return m * n * k

            return {
                "(AB)C, multiply-adds": cost(1000, 2, 1000) + cost(1000, 1000, 3),
                "(AB)C, entries in between": np.int64(1000) ** 2,
                "A(BC), multiply-adds": torch.tensor(cost(2, 1000, 3) + cost(1000, 2, 3)),
                "A(BC), entries in between": 6,
            }

    class wrong:
        def associative_so_equal():
            """It looks as if both orders cost the same because they give the same matrix. The
            result is equal, the way to it is not: which matrix is formed first?"""
            return {"A(BC), multiply-adds": 5_000_000, "A(BC), entries in between": 1_000_000}

        def first_product_only():
            """That is the cost of the first product. The second one has to be paid too."""
            return {"(AB)C, multiply-adds": 2_000_000, "A(BC), multiply-adds": 6000}

        def one_multiplication_an_entry():
            """It looks as if each entry of a product took one multiplication. It is a dot
            product: how many numbers meet in it?"""
            return {"(AB)C, multiply-adds": 1_003_000, "A(BC), multiply-adds": 3006}

        def counted_twice():
            """A multiplication and the addition that follows count as one multiply-add here."""
            return {"(AB)C, multiply-adds": 10_000_000, "A(BC), multiply-adds": 24_000}

        def multiplied_the_costs():
            """The two products are done one after the other: their costs add up, they do not
            multiply."""
            return {"(AB)C, multiply-adds": 6 * 10**12, "A(BC), multiply-adds": 36_000_000}


# Norms


class Norms(Exercise):
    """L1, L2 and L∞ of a vector x, and Frobenius of a matrix A: four numbers.

    Use `abs`, `sum`, `max`, `sqrt`. x is (n,) with n >= 1, A is (m, n).
    For x = [3, -4] the first three are 7, 5 and 4.
    """

    hints = (
        "Which of the four look at signs?",
        "L1 adds the sizes, L2 is the root of the sum of squares, L∞ is the largest size, and "
        "Frobenius is L2 of all the entries of A.",
        "`x.abs().sum()` is the first; `x.double()` lets `sqrt` work for ints.",
    )
    proves = "You have built the four norms that deep learning uses most."

    def solution(x, A):
        l1 = x.abs().sum()
        l2 = (x.double() ** 2).sum().sqrt()
        largest = x.abs().max()
        frobenius = (A.double() ** 2).sum().sqrt()
        return l1, l2, largest, frobenius

    def inputs():
        return st.tuples(sizes(2, 5), _matrix_shapes()).flatmap(lambda s: _together(s[:1], s[1]))

    def edge_cases():
        return [
            (torch.tensor([3.0, -4.0]), torch.tensor([[1.0, 2.0], [-2.0, 4.0]])),
            (torch.tensor([-2, 1]), torch.tensor([[1, -1], [1, 1]])),
            (torch.tensor([-3.0]), torch.tensor([[-2.0]])),
            (torch.zeros(3), torch.zeros(2, 3)),
        ]

    def observe(norms, x, A):
        return _as_floats(_as_several(norms(x, A)))

    class also_right:
        def with_torchs_own(x, A):
            x, A = x.double(), A.double()
            return (
                *(torch.linalg.vector_norm(x, p) for p in (1, 2, math.inf)),
                torch.linalg.matrix_norm(A),
            )

        def in_python(x, A):
            x, a = [abs(v) for v in x.tolist()], A.flatten().tolist()
            return sum(x), sum(v * v for v in x) ** 0.5, max(x), sum(v * v for v in a) ** 0.5

        def with_dot_products(x, A):
            x, a = x.float(), A.float().flatten()
            return x.sign() @ x, torch.sqrt(x @ x), torch.max(x.abs()), torch.sqrt(a @ a)

        def in_one_tensor(x, A):
            return torch.stack([torch.as_tensor(norm).double() for norm in Norms.solution(x, A)])

        def with_numpy(x, A):
            x, A = x.numpy(), A.numpy()
            return np.abs(x).sum(), np.sqrt((x**2).sum()), np.abs(x).max(), np.sqrt((A**2).sum())

    class wrong:
        def squared(x, A):
            """L2 and Frobenius come out squared. A norm of 2x has to be twice the norm of x: what
            brings a sum of squares back?"""
            l1, l2, largest, frobenius = Norms.solution(x, A)
            return l1, l2**2, largest, frobenius**2

        def signs_left_in(x, A):
            """It looks as if negative entries kept their sign, so that they cancel others. Which
            function takes signs away, before you add or compare?"""
            _, l2, _, frobenius = Norms.solution(x, A)
            return x.sum(), l2, x.max(), frobenius

        def largest_without_abs(x, A):
            """L1 is right, but the largest entry is not the entry of the largest size: between
            -4 and 3, which one is farther from zero?"""
            l1, l2, _, frobenius = Norms.solution(x, A)
            return l1, l2, x.max(), frobenius

        def abs_of_the_sum(x, A):
            """`abs` comes too late: after adding up, 3 and -3 are gone already. Take it of each
            entry."""
            _, l2, largest, frobenius = Norms.solution(x, A)
            return x.sum().abs(), l2, largest, frobenius

        def spectral_for_frobenius(x, A):
            """The last one is the spectral norm, the largest stretch (`matrix_norm(A, 2)`).
            Frobenius is simpler: L2 of all the entries, as if A were one long vector."""
            l1, l2, largest, _ = Norms.solution(x, A)
            return l1, l2, largest, torch.linalg.matrix_norm(A.double(), 2) if A.numel() else 0.0

        def one_for_each_column(x, A):
            """The last one has an entry for each column. Frobenius is one number for the whole
            matrix: add up over both axes."""
            l1, l2, largest, _ = Norms.solution(x, A)
            return l1, l2, largest, (A.double() ** 2).sum(0).sqrt()


class NormOfCube(Prediction):
    """`vector_norm(X)` for X = torch.full((2, 3, 6), 2.0), and its shape.

    None for both if you think that it fails.
    """

    hints = (
        "If X were laid out as one long vector, how long would that vector be?",
        "Without a `dim`, all entries of all axes are taken together, and every axis goes.",
        "36 entries of 2: the square root of 36 · 2².",
    )
    proves = "A vector norm takes all the entries together, whatever the axes."

    read = _keys(value=_number_or_none, shape=reading.shape_or_none)

    def solution():
        return {"value": 12.0, "shape": ()}

    class also_right:
        def asked_of_torch():
            found = torch.linalg.vector_norm(torch.full((2, 3, 6), 2.0))
            return {"value": found, "shape": found.shape}

        def as_an_int_and_a_list():
            return {"value": 12, "shape": []}

    class wrong:
        def one_norm_for_each_row():
            """It looks as if each innermost row got a norm of its own. Nothing told torch which
            axis to take (`dim=…`), so it takes all of them."""
            return {"value": 24**0.5, "shape": (2, 3)}

        def one_norm_for_each_matrix():
            """It looks as if each matrix in the cube got a norm of its own. `vector_norm` knows
            no matrices: it sees one heap of entries."""
            return {"value": 72**0.5, "shape": (2,)}

        def an_error():
            """It looks as if three axes were too many. For a norm the entries are one long
            vector, however they are arranged."""
            return {"value": None, "shape": None}

        def squared_length():
            """That is the sum of the squares. The L2 norm is one step further."""
            return {"value": 144.0}

        def sum_of_sizes():
            """That is the L1 norm. Without an `ord`, torch computes L2."""
            return {"value": 72.0}

        def an_axis_of_one_is_left():
            """One number alone needs no axis. How many brackets would you write around it?"""
            return {"shape": (1,)}


class Manhattan(Prediction):
    """A walk from (1, 2) to (4, -2) in a town whose streets form a grid."""

    hints = (
        "How many blocks to the east, and how many to the south?",
        "Every block is walked along a street; the two distances add up.",
        "3 east, 4 south. Which norm adds the sizes of the entries of (3, -4)?",
    )
    proves = "Along streets one walks the L1 norm of the difference."

    read = _keys(
        **{"blocks walked": _count, "norm": _norm_name, "diagonal steps allowed": reading.yes_or_no}
    )

    def solution():
        return {"blocks walked": 7, "norm": "L1", "diagonal steps allowed": False}

    class also_right:
        def in_other_words():
            return {"blocks walked": 7.0, "norm": 1, "diagonal steps allowed": "no"}

        def computed():
            steps = torch.tensor([4, -2]) - torch.tensor([1, 2])
            walked = torch.linalg.vector_norm(steps.double(), 1)
            return {"blocks walked": walked, "norm": "l1 norm", "diagonal steps allowed": np.False_}

    class wrong:
        def as_the_crow_flies():
            """It looks as if the walk went through the houses, on the straight line. That is
            L2; a walker has to follow the streets, one direction at a time."""
            return {"blocks walked": 5, "norm": "L2", "diagonal steps allowed": True}

        def as_a_king_on_a_chessboard():
            """It looks as if a step east and a step south were one move. So moves a king, and
            that is L∞; a walker does both, one after the other."""
            return {"blocks walked": 4, "norm": "L∞", "diagonal steps allowed": True}

        def signs_cancel():
            """Blocks to the south count as much as blocks to the north: take the size of each
            difference before adding."""
            return {"blocks walked": -1}

        def diagonals_change_nothing():
            """A diagonal step would cross a block of houses. With such steps the shortest way
            would be shorter than the sum of the two distances."""
            return {"diagonal steps allowed": True}


class ManhattanDistance(Exercise):
    """The distance walked from start to end along a grid of streets.

    start and end are vectors (n,), one number for each direction.
    manhattan_distance(tensor([1, 2]), tensor([4, -2])) is 7.
    """

    hints = (
        "How far does one walk in each direction, whichever way?",
        "The size of each difference, and then their sum.",
        "`(end - start).abs().sum()`",
    )
    proves = "The L1 norm of a difference is a distance, in any number of directions."

    def solution(start, end):
        return (end - start).abs().sum()

    def inputs():
        return _vectors(2)

    def edge_cases():
        zero = torch.zeros(3)
        return [(torch.tensor([1, 2]), torch.tensor([4, -2])), (zero, zero), (zero[:0], zero[:0])]

    def observe(manhattan_distance, start, end):
        return _as_floats(manhattan_distance(start, end))

    class also_right:
        def with_torchs_own(start, end):
            return torch.linalg.vector_norm((start - end).double(), 1)

        def in_python(start, end):
            return sum(abs(a - b) for a, b in zip(start.tolist(), end.tolist()))

        def with_numpy(start, end):
            return np.abs(start.numpy() - end.numpy()).sum()

        def with_signs(start, end):
            steps = end - start
            return (steps * steps.sign()).sum()

    class wrong:
        def through_the_houses(start, end):
            """That is the straight line, L2: the way of a bird. On streets every direction is
            walked on its own, and the distances add up."""
            return (end - start).double().square().sum().sqrt()

        def there_and_back_cancel(start, end):
            """It looks as if steps to the west took back steps to the north. Take the size of
            each difference *before* you add."""
            return (end - start).sum()

        def size_of_the_sum(start, end):
            """`abs` came after the sum, when opposite steps had cancelled already."""
            return (end - start).sum().abs()

        def longest_direction_only(start, end):
            """Only the longest direction was counted. That is L∞, a king's way on a chessboard;
            a walker takes no two steps at once."""
            steps = (end - start).abs()
            return steps.max() if len(steps) else steps.sum()


class Losses(Exercise):
    """L1, half squared L2 and Huber of the errors y - y_hat: three numbers.

    y and y_hat are floats of one shape; each loss is a sum over all entries.
    Huber with delta > 0 takes r**2 / 2 where |r| <= delta, and
    delta * (|r| - delta / 2) beyond.
    """

    hints = (
        "Write r = y - y_hat first. What does each loss do with one entry of r?",
        "`r.abs()` for L1, half of `r**2` for the second, and `torch.where` chooses between two "
        "formulas for Huber.",
        "`torch.where(r.abs() <= delta, r**2 / 2, delta * (r.abs() - delta / 2)).sum()`",
    )
    proves = "Huber is the half square near zero and a straight line beyond, without a jump."

    def solution(y, y_hat, delta):
        r = y - y_hat
        size = r.abs()
        huber = torch.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
        return size.sum(), (r**2).sum() / 2, huber.sum()

    def inputs():
        shapes = sizes(2, 5).map(lambda n: (n,)) | unlike_sizes(2)
        dtypes = st.sampled_from([torch.float32, torch.float64])
        pairs = st.tuples(shapes, dtypes).flatmap(lambda s: st.tuples(tensors(*s), tensors(*s)))
        deltas = st.sampled_from([0.5, 1.0, 2.0, 3.0])
        return st.tuples(pairs, deltas).map(lambda t: (*t[0], t[1]))

    def edge_cases():
        y = torch.tensor([1.0, 2.0, 3.0])
        return [
            (y, torch.tensor([1.0, 4.0, 2.0]), 1.0),
            (y, y, 1.0),
            (y, torch.tensor([1.5, 2.0, 2.5]), 2.0),
            (y[:0], y[:0], 1.0),
            (torch.tensor([[1.0, 2.0], [3.0, 9.0]]), torch.tensor([[1.0, 1.0], [5.0, 1.0]]), 0.5),
        ]

    def observe(losses, y, y_hat, delta):
        return _as_floats(_as_several(losses(y, y_hat, delta)))

    class also_right:
        def with_torchs_own(y, y_hat, delta):
            loss = torch.nn.functional
            y, y_hat = y.double(), y_hat.double()
            return (
                loss.l1_loss(y_hat, y, reduction="sum"),
                loss.mse_loss(y_hat, y, reduction="sum") / 2,
                loss.huber_loss(y_hat, y, reduction="sum", delta=delta),
            )

        def in_python(y, y_hat, delta):
            r = [abs(a - b) for a, b in zip(y.flatten().tolist(), y_hat.flatten().tolist())]
            huber = [s * s / 2 if s <= delta else delta * s - delta**2 / 2 for s in r]
            return sum(r), sum(s * s for s in r) / 2, sum(huber)

        def with_a_clamp(y, y_hat, delta):
            size = (y - y_hat).abs().double()
            inside = size.clamp(max=delta)
            return size.sum(), 0.5 * size.square().sum(), (inside * (size - inside / 2)).sum()

        def with_numpy(y, y_hat, delta):
            r = np.abs(y.numpy() - y_hat.numpy())
            huber = np.where(r <= delta, r**2 / 2, delta * (r - delta / 2))
            return r.sum(), (r**2).sum() / 2, huber.sum()

    class wrong:
        def swapped(y, y_hat, delta):
            """The first two have changed places. L1 adds the sizes |r|, and the squares belong
            to L2."""
            l1, half_squared, huber = Losses.solution(y, y_hat, delta)
            return half_squared, l1, huber

        def missing_half(y, y_hat, delta):
            """The squares come without the ½. It is there so that the derivative is r, and not
            2r."""
            l1, half_squared, huber = Losses.solution(y, y_hat, delta)
            return l1, 2 * half_squared, huber

        def huber_jumps_at_delta(y, y_hat, delta):
            """Your Huber jumps where |r| = delta: the line outside has to begin where the
            parabola ends, at delta² / 2. By how much must it be lowered?"""
            l1, half_squared, _ = Losses.solution(y, y_hat, delta)
            r = y - y_hat
            return l1, half_squared, torch.where(r.abs() <= delta, r**2 / 2, delta * r.abs()).sum()

        def huber_with_slope_one(y, y_hat, delta):
            """Outside, your Huber has slope 1. The parabola r² / 2 arrives at delta with slope
            delta, and the line has to go on with it."""
            l1, half_squared, _ = Losses.solution(y, y_hat, delta)
            r = (y - y_hat).abs()
            outside = r - delta + delta**2 / 2
            return l1, half_squared, torch.where(r <= delta, r**2 / 2, outside).sum()

        def huber_without_half_inside(y, y_hat, delta):
            """Inside, Huber is *half* the square; without the half it does not meet the line
            outside."""
            l1, half_squared, _ = Losses.solution(y, y_hat, delta)
            r = (y - y_hat).abs()
            return (
                l1,
                half_squared,
                torch.where(r <= delta, r.double() ** 2, delta * (r - delta / 2)).sum(),
            )

        def means_instead_of_sums(y, y_hat, delta):
            """It looks as if means were taken. Here each loss is the sum over all entries."""
            return tuple(loss / y.numel() for loss in Losses.solution(y, y_hat, delta))

        def not_squared(y, y_hat, delta):
            """The second is the length of r. Asked for is half its *square*: without the root."""
            l1, half_squared, huber = Losses.solution(y, y_hat, delta)
            return l1, (2 * half_squared).sqrt(), huber


# Special matrices


class Permute(Exercise):
    """The matrix P with (P x)[i] = x[pi[i]] for every vector x: shape (n, n).

    pi is a tensor of the numbers 0 to n - 1 in some order.
    permutation_matrix(tensor([1, 0])) is [[0, 1], [1, 0]].
    """

    name = "permutation_matrix"
    hints = (
        "Row i of P picks one entry of x. Which one?",
        "Row i holds a single 1, in column pi[i]: it is a row of the identity.",
        "`torch.eye(n)[pi]`",
    )
    proves = "A permutation matrix is the identity with its rows in another order."

    def solution(pi):
        return torch.eye(len(pi))[pi]

    def inputs():
        orders = sizes(1, 5).flatmap(lambda n: st.permutations(range(n)))
        return orders.map(lambda order: (torch.tensor(order),))

    def edge_cases():
        orders = [1, 0], [1, 2, 0], [2, 0, 1], [3, 0, 1, 2], [0, 1]
        return [(torch.tensor(order),) for order in orders]

    def observe(permutation_matrix, pi):
        return _as_floats(permutation_matrix(pi))

    class also_right:
        def one_by_one(pi):
            P = torch.zeros(len(pi), len(pi))
            for i, j in enumerate(pi):
                P[i, j] = 1
            return P

        def by_comparing(pi):
            return (pi[:, None] == torch.arange(len(pi))).int()

        def with_numpy(pi):
            return np.eye(len(pi))[pi.numpy()]

        def all_at_once(pi):
            P = torch.zeros(len(pi), len(pi), dtype=torch.int64)
            P[torch.arange(len(pi)), pi] = 1
            return P

        def one_hot(pi):
            return torch.nn.functional.one_hot(pi, len(pi))

    class wrong:
        def the_transpose(pi):
            """That is the transpose, which undoes the permutation: it sends x[i] *to* place
            pi[i]. Here place i *gets* x[pi[i]]: in which row stands the 1?"""
            return torch.eye(len(pi))[pi].T

        def numbers_in_place_of_ones(pi):
            """The places are right, but a 1 should stand there: it picks an entry of x and does
            not change it."""
            return torch.eye(len(pi))[pi] * pi[:, None]

        def left_as_bools(pi):
            """True and False stand in the right places. To be multiplied with a vector, the
            matrix has to hold numbers."""
            return pi[:, None] == torch.arange(len(pi))

        def did_not_permute(pi):
            """That is the identity: it leaves x as it is. Where do the rows go?"""
            return torch.eye(len(pi))

        def in_the_opposite_order(pi):
            """It looks as if the order was read from the end. Row 0 belongs to pi[0]."""
            return torch.eye(len(pi))[pi.flip(0)]


def _rotation(angle: float, size: int) -> torch.Tensor:
    """A turn in the plane of the first two axes, then the axes in another order."""
    Q = torch.eye(size, dtype=torch.float64)
    Q[0, 0] = Q[1, 1] = math.cos(angle)
    Q[0, 1], Q[1, 0] = -math.sin(angle), math.sin(angle)
    return Q.roll(1, 0)


class IsOrthogonal(Exercise):
    """Whether Q is orthogonal: square, and Q Qᵀ = I up to rounding.

    Q is (m, n), of any float or integer dtype. The answer is True or False.
    """

    hints = (
        "What do the rows of Q have to be like, among each other and each by itself?",
        "Q Qᵀ holds the dot products of all rows: 1 with itself, 0 with the others.",
        "`torch.allclose(Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype))`, once Q is known to be "
        "square.",
    )
    proves = "You ask for unit rows, at right angles, in a square matrix, and allow for rounding."

    def solution(Q):
        if Q.shape[0] != Q.shape[1]:
            return False
        return torch.allclose(Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype))

    def inputs():
        turned = st.tuples(st.integers(1, 60), sizes(2, 4)).map(
            lambda t: _rotation(t[0] / 10, t[1])
        )
        changed = turned.flatmap(
            lambda Q: st.sampled_from([Q, Q, -Q, 2 * Q, Q[:1], Q[:, :1], Q + 0.01, Q * 1.01])
        )
        return st.one_of(changed, changed, _matrices(_square(2))).map(lambda Q: (Q,))

    def edge_cases():
        hadamard = torch.tensor([[1.0, 1.0], [1.0, -1.0]])
        return [
            (torch.tensor([[0.6, -0.8], [0.8, 0.6]], dtype=torch.float64),),
            (hadamard,),
            (torch.tensor([[0, 1, 0], [0, 0, 1], [1, 0, 0]]),),
            (torch.tensor([[1.0, 1.0], [0.0, 1.0]]),),
            (torch.tensor([[0.6, 0.8], [0.8, 0.6]]),),
            (torch.tensor([[2.0, 0.0], [0.0, 0.5]]),),
            (torch.eye(3)[:2],),
            (torch.eye(3)[:, :2],),
            (_rotation(0.7, 3),),
            (torch.tensor([[-1.0]]),),
        ]

    class also_right:
        def with_the_inverse(Q):
            if Q.shape[0] != Q.shape[1]:
                return False
            Q = Q.double()
            return bool((Q.T @ Q - torch.eye(len(Q))).abs().max() < 1e-5)

        def row_by_row(Q):
            m, n = Q.shape
            if m != n:
                return False
            for i in range(m):
                for j in range(m):
                    if abs(float(Q[i] @ Q[j]) - (i == j)) > 1e-5:
                        return False
            return True

        def with_numpy(Q):
            Q = Q.numpy()
            return Q.shape[0] == Q.shape[1] and np.allclose(Q @ Q.T, np.eye(len(Q)))

        def by_singular_values(Q):
            stretches = torch.linalg.svdvals(Q.double())
            return Q.shape[0] == Q.shape[1] and torch.allclose(stretches, torch.ones(1).double())

    class wrong:
        def right_angles_but_not_unit(Q):
            """The rows stand at right angles, but their lengths were not asked for. [[1, 1],
            [1, -1]] stretches everything by √2: an orthogonal matrix keeps lengths."""
            if Q.shape[0] != Q.shape[1]:
                return False
            G = (Q @ Q.T).double()
            return torch.allclose(G, torch.diag(G.diagonal()))

        def compared_exactly(Q):
            """It looks as if floats were compared with `==`. A rotation's Q Qᵀ misses I by
            rounding, in the sixteenth digit: allow for it."""
            return Q.shape[0] == Q.shape[1] and torch.equal(
                Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype)
            )

        def unit_rows_only(Q):
            """Each row has length 1, that was asked. Do the rows also stand at right angles to
            each other?"""
            lengths = Q.double().square().sum(1)
            return Q.shape[0] == Q.shape[1] and torch.allclose(lengths, torch.ones(1).double())

        def not_square_accepted(Q):
            """The rows are orthonormal, but there are too few of them: an orthogonal matrix is
            square, so that Qᵀ undoes it from both sides."""
            return torch.allclose(Q @ Q.T, torch.eye(len(Q), dtype=Q.dtype))

        def determinant_of_one(Q):
            """It looks as if the determinant decided. It tells the *area* is kept: stretch one
            axis by 2 and shrink the other to ½, and it is kept as well."""
            if Q.shape[0] != Q.shape[1]:
                return False
            return abs(abs(float(torch.linalg.det(Q.double()))) - 1) < 1e-6

        def eye_of_another_dtype(Q):
            """`torch.eye(n)` is float32, and `allclose` compares one dtype only. Give it Q's:
            `dtype=Q.dtype`."""
            return Q.shape[0] == Q.shape[1] and torch.allclose(Q @ Q.T, torch.eye(len(Q)))


def _gram(B: torch.Tensor) -> torch.Tensor:
    """B Bᵀ, which is never negative; definite where B's rows are independent."""
    return (B @ B.T).double()


class Definite(Exercise):
    """Which kind a symmetric matrix A (n, n), float64, is; one of
    "positive definite", "positive semidefinite", "indefinite",
    "negative definite", "negative semidefinite".

    An eigenvalue closer to 0 than 1e-6 counts as 0. A is not zero.
    """

    name = "definiteness"
    hints = (
        "Which numbers of a symmetric matrix tell how it stretches along its own axes?",
        "All eigenvalues above 0: positive definite. None below, some 0: semidefinite. Both "
        "signs: indefinite.",
        "`torch.linalg.eigvalsh(A)` gives the eigenvalues in increasing order.",
    )
    proves = "The signs of the eigenvalues decide, and nothing else does."

    def solution(A):
        eigenvalues = torch.linalg.eigvalsh(A)
        low, high = eigenvalues[0], eigenvalues[-1]
        if low > 1e-6:
            return "positive definite"
        if high < -1e-6:
            return "negative definite"
        if low < -1e-6 and high > 1e-6:
            return "indefinite"
        return "positive semidefinite" if high > 1e-6 else "negative semidefinite"

    def inputs():
        def of(rows_and_columns):
            return tensors(rows_and_columns).map(_gram).filter(lambda A: A.abs().max() > 0.1)

        full = st.sampled_from([(2, 3), (3, 4), (2, 2)]).flatmap(of)
        thin = st.sampled_from([(2, 1), (3, 2), (3, 1)]).flatmap(of)
        any_symmetric = _square(2, 3).flatmap(tensors).map(lambda A: (A + A.T).double())
        either = st.one_of(full, thin, any_symmetric)
        return st.tuples(either, st.sampled_from([1, -1])).map(lambda t: (t[0] * t[1],))

    def edge_cases():
        matrices = (
            [[2, -1], [-1, 2]],
            [[1, 2], [2, 1]],
            [[-2, 1], [1, -2]],
            [[1, 1], [1, 1]],
            [[-1, 1], [1, -1]],
            [[0, 1], [1, 0]],
            [[-1, 0, 0], [0, -1, 0], [0, 0, 1]],
            [[1, 0, 0], [0, -1, 0], [0, 0, 0]],
            [[3]],
            [[-3]],
        )
        tilted = torch.tensor([[0.1, 0.2, 0.3], [0.2, 0.4, 0.6], [0.3, 0.6, 0.9]])
        return [*((torch.tensor(A, dtype=torch.float64),) for A in matrices), (tilted.double(),)]

    def observe(definiteness, A):
        found = definiteness(A)
        if isinstance(found, str) and len(found) < 100:
            found = " ".join(found.lower().replace("semi-", "semi").replace("_", " ").split())
            return found.replace("semi definite", "semidefinite")
        return found

    class also_right:
        def by_counting_signs(A):
            values = torch.linalg.eigvalsh(A)
            positive, negative = int((values > 1e-6).sum()), int((values < -1e-6).sum())
            if positive and negative:
                return "indefinite"
            sign = "positive" if positive else "negative"
            return f"{sign} definite" if positive + negative == len(A) else f"{sign} semidefinite"

        def with_numpy(A):
            values = np.linalg.eigvals(A.numpy()).real
            if (values > 1e-6).all():
                return "Positive definite"
            if (values < -1e-6).all():
                return "Negative definite"
            if (values > -1e-6).all():
                return "positive semi-definite"
            return "negative semi-definite" if (values < 1e-6).all() else "indefinite"

        def with_eigh(A):
            signs = [0 if abs(v) < 1e-6 else math.copysign(1, v) for v in torch.linalg.eigh(A)[0]]
            if {1, -1} <= set(signs):
                return "indefinite"
            word = "semidefinite" if 0 in signs else "definite"
            return f"{'positive' if 1 in signs else 'negative'} {word}"

    class wrong:
        def by_the_signs_of_the_entries(A):
            """It looks as if the signs of the *entries* decided. [[1, 2], [2, 1]] has positive
            entries, yet it turns (1, -1) around; [[2, -1], [-1, 2]] turns nothing around."""
            if (A > 0).all():
                return "positive definite"
            if (A >= 0).all():
                return "positive semidefinite"
            if (A < 0).all():
                return "negative definite"
            return "negative semidefinite" if (A <= 0).all() else "indefinite"

        def by_the_diagonal(A):
            """It looks as if the diagonal decided. It does for a diagonal matrix; entries beside
            it can outweigh it."""
            low, high = A.diagonal().min(), A.diagonal().max()
            if low > 0:
                return "positive definite"
            if high < 0:
                return "negative definite"
            if low < 0 < high:
                return "indefinite"
            return "positive semidefinite" if high > 0 else "negative semidefinite"

        def by_the_determinant(A):
            """It looks as if the determinant decided. It is the *product* of the eigenvalues:
            two negative ones make it positive too."""
            determinant = float(torch.linalg.det(A))
            if abs(determinant) < 1e-6:
                return "positive semidefinite"
            return "positive definite" if determinant > 0 else "indefinite"

        def exact_zeros(A):
            """It looks as if eigenvalues were compared with exactly 0. Computed ones miss it by
            rounding, to either side: count what is closer than 1e-6 as 0."""
            values = torch.linalg.eigvalsh(A)
            low, high = values[0], values[-1]
            if low > 0:
                return "positive definite"
            if high < 0:
                return "negative definite"
            if low < 0 < high:
                return "indefinite"
            return "positive semidefinite" if high > 0 else "negative semidefinite"

        def semidefinite_forgotten(A):
            """It looks as if an eigenvalue 0 counted as positive. There the matrix presses a
            direction flat: not definite, only *semi*definite."""
            return Definite.solution(A).replace("semi", "")

        def indefinite_is_negative(A):
            """It looks as if whatever is not positive were negative. With eigenvalues of both
            signs a matrix is neither."""
            kind = Definite.solution(A)
            return "negative definite" if kind == "indefinite" else kind


def _stretching(eigenvalues: list[float], angle: float, dtype: torch.dtype) -> torch.Tensor:
    """A symmetric matrix with these eigenvalues, its axes turned by an angle."""
    Q = _rotation(angle, len(eigenvalues)) if len(eigenvalues) > 1 else torch.eye(1).double()
    A = Q @ torch.diag(torch.tensor(eigenvalues, dtype=torch.float64)) @ Q.T
    return ((A + A.T) / 2).to(dtype)


class PowerIteration(Exercise):
    """The largest eigenvalue of A and a unit eigenvector to it: two results.

    A is (n, n), symmetric, positive definite, float32 or float64; its largest
    eigenvalue is at least 1.4 times the next. The eigenvector is (n,), with
    either sign; an error of a thousandth is allowed.
    """

    tolerance = 2e-3
    hints = (
        "What happens to a vector that A is applied to again and again?",
        "It turns towards the direction that A stretches most, and grows without bound, unless "
        "you bring it back to length 1 at every step.",
        "`v = A @ v`, then `v = v / torch.linalg.vector_norm(v)`, 50 times from a random v; the "
        "eigenvalue is `v @ A @ v`.",
    )
    proves = "Repeated multiplication finds the direction that a matrix stretches most."

    def solution(A):
        v = torch.randn(len(A), dtype=A.dtype)
        for _ in range(50):
            v = A @ v
            v = v / torch.linalg.vector_norm(v)
        return v @ A @ v, v

    def inputs():
        def spread(ratios):
            values = [1.0]
            for ratio in ratios:
                values.append(values[-1] * ratio)
            return values

        ratios = st.lists(st.sampled_from([1.5, 2.0, 3.0]), min_size=1, max_size=3)
        angles = st.integers(1, 30).map(lambda k: k / 10)
        dtypes = st.sampled_from([torch.float32, torch.float64])
        return st.builds(_stretching, ratios.map(spread), angles, dtypes).map(lambda A: (A,))

    def edge_cases():
        return [
            (torch.tensor([[2.0, 1.0], [1.0, 2.0]]),),
            (torch.tensor([[2.0, -1.0], [-1.0, 2.0]]),),
            (torch.tensor([[5.0, 0.0], [0.0, 1.0]]),),
            (torch.tensor([[3.0, 1.0], [1.0, 1.0]]) * 1e9,),
            (torch.tensor([[7.0]]),),
        ]

    def observe(power_iteration, A):
        state = torch.get_rng_state()
        torch.manual_seed(0)
        try:
            found = power_iteration(A)
        finally:
            torch.set_rng_state(state)
        if not isinstance(found, (tuple, list)) or len(found) != 2:
            return found
        value, vector = found
        if isinstance(vector, np.ndarray) and vector.dtype.kind == "f":
            vector = torch.as_tensor(vector.copy())
        if isinstance(vector, torch.Tensor) and vector.shape == A.shape[:1]:
            # Either sign will do: compare with the sum's sign made positive. Where the sum is
            # close to zero, the first entry's is.
            told = vector.sum() if vector.sum().abs() > 0.1 else vector[0]
            vector = -vector if told < 0 else vector
        return {"eigenvalue": value, "eigenvector": vector}

    class also_right:
        def with_eigh(A):
            values, vectors = torch.linalg.eigh(A)
            return values[-1], vectors[:, -1]

        def until_it_stays(A):
            v = torch.ones(len(A), dtype=A.dtype) + torch.rand(len(A), dtype=A.dtype)
            for _ in range(200):
                w = A @ v
                w = w / (w @ w).sqrt()
                if (w - v).abs().max() < 1e-6:
                    break
                v = w
            return torch.linalg.vector_norm(A @ w), w

        def with_numpy(A):
            A = A.numpy()
            v = np.random.default_rng(0).normal(size=len(A)).astype(A.dtype)
            for _ in range(60):
                v = A @ v
                v = v / np.linalg.norm(v)
            return v @ A @ v, v

        def by_squaring_the_matrix(A):
            B = A
            for _ in range(7):
                B = B / B.abs().max()
                B = B @ B
            v = B[:, B.diagonal().argmax()]
            v = v / torch.linalg.vector_norm(v)
            return float(v @ A @ v), v

    class wrong:
        def never_normalised(A):
            """It looks as if the vector was never brought back to length 1 on the way. It grows
            with every step until it overflows to inf, and inf / inf is NaN."""
            v = torch.randn(len(A), dtype=A.dtype)
            for _ in range(800):
                v = A @ v
            v = v / torch.linalg.vector_norm(v)
            return v @ A @ v, v

        def the_smallest(A):
            """That is the *smallest* eigenvalue, with its eigenvector. Repeated multiplication
            finds the other end; `eigh` sorts in increasing order."""
            values, vectors = torch.linalg.eigh(A)
            return values[0], vectors[:, 0]

        def a_single_step(A):
            """One multiplication turns the vector only a little. How many steps does it take
            until it stays where it is?"""
            v = torch.ones(len(A), dtype=A.dtype)
            v = A @ v
            v = v / torch.linalg.vector_norm(v)
            return v @ A @ v, v

        def started_at_a_right_angle(A):
            """For [[2, -1], [-1, 2]] a start of ones is an eigenvector already, and not the one
            looked for: it has no share of that one. A random start almost always has."""
            v = torch.ones(len(A), dtype=A.dtype)
            for _ in range(50):
                v = A @ v
                v = v / torch.linalg.vector_norm(v)
            return v @ A @ v, v

        def a_row_of_eigenvectors(A):
            """The eigenvalue is right. `eigh` returns the eigenvectors as *columns*; this is the
            last row."""
            values, vectors = torch.linalg.eigh(A)
            return values[-1], vectors[-1]

        def eigenvector_not_of_length_one(A):
            """The direction is right, but the vector has not length 1. Divide by its length at
            the very end too."""
            value, v = PowerIteration.solution(A)
            return value, value * v
