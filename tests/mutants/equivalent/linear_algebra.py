"""Mutants in linear algebra that are as right as what they were derived from."""

_SYMMETRIC = "the matrix is symmetric: a vector from the left is one from the right"
_FACTORS = "⟨u, v⟩ is ⟨v, u⟩"
_ONE_OR_MORE = "the largest entry is 1, so the length is no less: 1e-8 more is not seen"
_ORDER = "the two are treated alike, so they may change places"
_NO_LENGTH_BELOW_0 = "a length is never below 0"
_PRECISE = "what is drawn needs no float64, and a test of its own tries what does"
_ANY_LENGTH = "each is divided by its length afterwards, whatever that is"
_NOT_MET = "no eigenvalue drawn is 1e-6 to the last digit"
_STEPS = "one step more or less: it has long stayed where it is"
_ANY_START = "any start that has a share of the eigenvector leads to it"
_STAYS = "when to stop saves time and changes no result"
_OWN = "what is changed in place was made here"
_CONTINUOUS = "both formulas give the same at |r| = delta"
_SIGNS = "only sizes and squares of the errors count"
_SQUARE = "Q Qᵀ = I where Qᵀ Q = I, for a square Q"
_TALL = "a tall Q has too few columns for orthonormal rows: Q Qᵀ is not I"

_OVERWRITTEN = "every entry is written over"
_BY_VALUE = "3 and 3.0 are one answer"
_NO_UNIT = "an entry above 5 makes no row of length 1, and neither does a 5"
_FAR = "what is not rounding is far above any of these bounds"
_NO_MORE = "the rank grows by 1 or not at all"
_PAIRED = "both have as many, so that nothing is left over"
_ONE_SIZE = "a factor that is no 0 changes no rank"
_NO_TURN = "a vector and its opposite span one line"

EQUIVALENT: dict[str, dict[str, str]] = {
    "sum-transpose": {
        "solution, line 2: `A, B = (A.double(), B.double())` →": _PRECISE,
        "solution, line 2: `(A.double(), B.double())` →": _PRECISE,
        "solution, line 2: `A.double()` →": _PRECISE,
        "solution, line 2: `B.double()` →": _PRECISE,
        "solution, line 3: `torch.allclose(f(A + B), f(A) + f(B), atol=1e-05)` →": (
            "float64 rounds by less than 1e-8"
        ),
        "solution, line 3: `1e-05` → `2e-06`": "float64 rounds by less than that",
        "by_the_largest_difference, line 2: `(A.double(), B.double())` →": _ORDER,
        "by_the_largest_difference, line 3: `1e-05` → `2e-06`": "float64 rounds by less than that",
    },
    "symmetric-part": {
        "with_numpy, line 3: `a.swapaxes(-1, -2)` →": _ORDER,
        "as_what_antisymmetry_leaves, line 2: `A.transpose(-2, -1)` →": _ORDER,
        "as_a_mean, line 2: `(A, A.mT)` →": _ORDER,
        "around the solution: transposed where an argument is square": (
            "Aᵀ has the same symmetric part"
        ),
    },
    "project": {
        "solution, line 2: `u @ v` →": _FACTORS,
        "by_a_unit_vector, line 2: `v.double()` → `v` (2)": _PRECISE,
        "by_a_unit_vector, line 3: `u.double() @ v` →": _FACTORS,
        "by_a_matrix, line 2: `u, v = (u.double(), v.double())` →": _PRECISE,
        "by_a_matrix, line 3: `torch.outer(v, v) @ u` →": _SYMMETRIC,
        "by_least_squares, line 3: `v @ torch.linalg.lstsq(v, u.double().reshape(-1, "
        "1)).solution` → `v * torch.linalg.lstsq(v, u.double().reshape(-1, 1)).solution`": (
            "the factor is (1, 1): `*` stretches it"
        ),
    },
    "cosine": {
        "solution, line 2: `(u.double(), v.double())` →": _FACTORS,
        "solution, line 4: `lengths == 0` →": _NO_LENGTH_BELOW_0,
        "solution, line 6: `u @ v` →": _FACTORS,
        "with_numpy, line 2: `(u.numpy().astype(float), v.numpy().astype(float))` →": _FACTORS,
        "with_numpy, line 4: `lengths == 0` →": _NO_LENGTH_BELOW_0,
        "in_python, line 2: `(u.tolist(), v.tolist())` →": _FACTORS,
        "in_python, line 5: `zip(u, v)` → `zip(v, u)`": _FACTORS,
        "of_unit_vectors, line 2: `u.abs().max() == 0` → `u.abs().max() <= 0`": _NO_LENGTH_BELOW_0,
        "of_unit_vectors, line 2: `v.abs().max() == 0` → `v.abs().max() <= 0`": _NO_LENGTH_BELOW_0,
        "of_unit_vectors, line 4: `(u / u.abs().max(), v / v.abs().max())` →": _FACTORS,
        "of_unit_vectors, line 4: `u / u.abs().max()` →": _ANY_LENGTH,
        "of_unit_vectors, line 4: `v / v.abs().max()` →": _ANY_LENGTH,
        "of_unit_vectors, line 5: `u / torch.linalg.vector_norm(u) @ (v / "
        "torch.linalg.vector_norm(v))` → `v / torch.linalg.vector_norm(v) @ (u / "
        "torch.linalg.vector_norm(u))`": _FACTORS,
        "of_unit_vectors, line 5: `u / torch.linalg.vector_norm(u)` → `u / "
        "_at_least_one(torch.linalg.vector_norm(u))`": _ONE_OR_MORE,
        "of_unit_vectors, line 5: `u / torch.linalg.vector_norm(u)` → `u / "
        "(torch.linalg.vector_norm(u) + 1e-08)`": _ONE_OR_MORE,
        "of_unit_vectors, line 5: `v / torch.linalg.vector_norm(v)` → `v / "
        "_at_least_one(torch.linalg.vector_norm(v))`": _ONE_OR_MORE,
        "of_unit_vectors, line 5: `v / torch.linalg.vector_norm(v)` → `v / "
        "(torch.linalg.vector_norm(v) + 1e-08)`": _ONE_OR_MORE,
    },
    "mat-vec": {
        "column_by_column, line 2: `torch.zeros(len(A), dtype=A.dtype)` → `torch.zeros(len(A))`": (
            _BY_VALUE
        ),
        "column_by_column, line 2: `torch.zeros(len(A), dtype=A.dtype)` → "
        "`torch.zeros(len(A), dtype=torch.float64)`": _BY_VALUE,
        "in_plain_python, line 2: `zip(row, x.tolist())` → `zip(x.tolist(), row)`": _FACTORS,
        "with_vecdot, line 2: `torch.linalg.vecdot(A.double(), x.double())` → "
        "`torch.linalg.vecdot(x.double(), A.double())`": _FACTORS,
        "dot_products_with_the_sign, line 2: `torch.zeros(len(A), dtype=A.dtype)` →": _BY_VALUE,
        "dot_products_with_the_sign, line 2: `torch.zeros` →": _OVERWRITTEN,
        "dot_products_with_the_sign, line 4: `row @ x` →": _FACTORS,
    },
    "norms": {
        "solution, line 3: `x.double()` →": _PRECISE,
        "solution, line 5: `A.double()` →": _PRECISE,
        "with_dot_products, line 3: `x.sign() @ x` → `x @ x.sign()`": _FACTORS,
        "in_one_tensor, line 2: `torch.stack([torch.as_tensor(norm).double() for norm in "
        "solution(x, A)])` → `[torch.as_tensor(norm).double() for norm in solution(x, A)]`": (
            "four numbers in a list are read like those in a tensor"
        ),
        "in_one_tensor, line 2: `torch.as_tensor(norm).double()` →": (
            "four numbers in a list are read like those in a tensor"
        ),
        "in_one_tensor, line 2: `torch.as_tensor(norm)` → `norm`": (
            "four numbers in a list are read like those in a tensor"
        ),
    },
    "mat-mul": {
        "solution, line 2: `torch.zeros(A.shape[0], B.shape[1], dtype=A.dtype)` →": _BY_VALUE,
        "solution, line 2: `torch.zeros` →": _OVERWRITTEN,
        "by_broadcasting, line 2: `B[None]` →": "broadcasting puts the axis in front by itself",
        "with_lists, line 2: `row @ column` →": _FACTORS,
        "in_plain_python, line 3: `zip(row, c)` → `zip(c, row)`": _FACTORS,
    },
    "manhattan-distance": {
        "with_torchs_own, line 2: `start - end` →": _ORDER,
        "in_python, line 2: `zip(start.tolist(), end.tolist())` → `zip(end.tolist(), "
        "start.tolist())`": _ORDER,
        "with_signs, line 2: `end - start` →": _ORDER,
    },
    "permute": {
        "by_comparing, line 2: `pi[:, None] == torch.arange(len(pi))` → `_nearly": (
            "no two of the numbers are nearly equal"
        ),
        "all_at_once, line 2: `torch.zeros(len(pi), len(pi), dtype=torch.int64)` → "
        "`torch.zeros(len(pi), len(pi))`": _BY_VALUE,
        "all_at_once, line 2: `torch.zeros(len(pi), len(pi), dtype=torch.int64)` → "
        "`torch.zeros(len(pi), len(pi), dtype=torch.float64)`": _BY_VALUE,
        "one_hot, line 2: `torch.nn.functional.one_hot(pi, len(pi))` → "
        "`torch.nn.functional.one_hot(pi)`": "the largest number in pi is n - 1",
    },
    "losses": {
        "solution, line 2: `y - y_hat` →": _SIGNS,
        "solution, line 4: `size <= delta` →": _CONTINUOUS,
        "with_torchs_own, line 3: `y, y_hat = (y.double(), y_hat.double())` →": _PRECISE,
        "with_torchs_own, line 3: `(y.double(), y_hat.double())` →": _PRECISE,
        "with_torchs_own, line 3: `y.double()` →": _PRECISE,
        "with_torchs_own, line 3: `y_hat.double()` →": _PRECISE,
        "with_torchs_own, line 5: `loss.l1_loss(y_hat, y, reduction='sum')` → "
        "`loss.l1_loss(y, y_hat, reduction='sum')`": _SIGNS,
        "with_torchs_own, line 6: `loss.mse_loss(y_hat, y, reduction='sum')` → "
        "`loss.mse_loss(y, y_hat, reduction='sum')`": _SIGNS,
        "with_torchs_own, line 7: `loss.huber_loss(y_hat, y, reduction='sum', delta=delta)` "
        "→ `loss.huber_loss(y, y_hat, reduction='sum', delta=delta)`": _SIGNS,
        "in_python, line 2: `zip(": _SIGNS,
        "in_python, line 3: `s <= delta` →": _CONTINUOUS,
        "with_a_clamp, line 2: `(y - y_hat).abs().double()` →": _PRECISE,
        "with_numpy, line 3: `r <= delta` →": _CONTINUOUS,
    },
    "is-orthogonal": {
        "solution, line 2: `Q.shape[0] != Q.shape[1]` → `Q.shape[0] < Q.shape[1]`": _TALL,
        "solution, line 6: `torch.allclose(": "no matrix drawn misses by 1e-5 to 2e-5",
        "solution, line 6: `Q @ Q.T` →": _SQUARE,
        "with_the_inverse, line 4: `Q = Q.double()` →": _PRECISE,
        "with_the_inverse, line 4: `Q.double()` →": _PRECISE,
        "with_the_inverse, line 5: `Q.T @ Q` →": _SQUARE,
        "row_by_row, line 3: `m != n` →": _TALL,
        "row_by_row, line 7: `Q[i] @ Q[j]` →": _FACTORS,
        "with_numpy, line 3: `Q.shape[0] == Q.shape[1]` →": _TALL,
        "with_numpy, line 3: `Q @ Q.T` →": _SQUARE,
        "by_solving, line 2: `0.001` →": "no determinant drawn lies between",
        "around the solution: arguments clamped to ±5": _NO_UNIT,
    },
    "definite": {
        "solution, line 6: `high < -1e-06` →": _NOT_MET,
        "solution, line 8: `low < -1e-06` →": _NOT_MET,
        "by_counting_signs, line 3: `values < -1e-06` →": _NOT_MET,
        "by_counting_signs, line 7: `positive + negative == len(A)` →": (
            "no more than n eigenvalues are counted"
        ),
        "with_numpy, line 2: `np.linalg.eigvals(A.numpy()).real` →": (
            "a symmetric matrix has real eigenvalues"
        ),
        "with_numpy, line 5: `values < -1e-06` →": _NOT_MET,
        "with_numpy, line 7: `values > -1e-06` →": _NOT_MET,
    },
    "power-iteration": {
        "solution, line 3: `50` →": _STEPS,
        "solution, line 4: `A @ v` →": _SYMMETRIC,
        "solution, line 6: `v @ A @ v` → `v @ (v @ A)`": _SYMMETRIC,
        "solution, line 6: `v @ A` → `A @ v`": _SYMMETRIC,
        "until_it_stays, line 2: `torch.ones(len(A), dtype=A.dtype) + torch.rand(len(A), "
        "dtype=A.dtype)` → `torch.ones(len(A), dtype=A.dtype) - torch.rand(len(A), "
        "dtype=A.dtype)`": _ANY_START,
        "until_it_stays, line 2: `torch.ones(len(A), dtype=A.dtype) + torch.rand(len(A), "
        "dtype=A.dtype)` → `torch.rand(len(A), dtype=A.dtype)`": _ANY_START,
        "until_it_stays, line 2: `torch.ones(len(A), dtype=A.dtype)` → `torch.ones(len(A))`": (
            _ANY_START
        ),
        "until_it_stays, line 2: `torch.ones(len(A), dtype=A.dtype)` → `len(A)`": _ANY_START,
        "until_it_stays, line 2: `torch.rand(len(A), dtype=A.dtype)` → `torch.rand(len(A))`": (
            _ANY_START
        ),
        "until_it_stays, line 2: `torch.ones` →": _ANY_START,
        "until_it_stays, line 3: `100` →": _STEPS,
        "until_it_stays, line 4: `A @ v` →": _SYMMETRIC,
        "until_it_stays, line 6: `if (w - v).abs().max() < 1e-06: …` → dropped": _STAYS,
        "until_it_stays, line 6: `1e-06` → `5e-06`": _STAYS,
        "until_it_stays, line 6: `1e-06` → `2e-07`": _STAYS,
        "until_it_stays, line 6: `w - v` →": _STAYS,
        "until_it_stays, line 7: `break` →": _STAYS,
        "until_it_stays, line 9: `A @ w` →": _SYMMETRIC,
        "with_numpy, line 3: `np.random.default_rng(0).normal(size=len(A)).astype(A.dtype)` "
        "→ `np.random.default_rng(0).normal(size=len(A))`": _ANY_START,
        "with_numpy, line 3: `0` →": _ANY_START,
        "with_numpy, line 4: `60` →": _STEPS,
        "with_numpy, line 5: `A @ v` →": _SYMMETRIC,
        "with_numpy, line 7: `v @ A @ v` → `v @ (v @ A)`": _SYMMETRIC,
        "with_numpy, line 7: `v @ A` → `A @ v`": _SYMMETRIC,
        "by_squaring_the_matrix, line 3: `7` →": _STEPS,
        "by_squaring_the_matrix, line 4: `B.abs()` →": (
            "of a positive definite matrix the largest entry stands on the diagonal"
        ),
        "by_squaring_the_matrix, line 4: `B / B.abs().max()` → `B / (B.abs().max() + 1e-08)`": (
            "only the first division may give a small matrix, and the next one makes up for it"
        ),
        "by_squaring_the_matrix, line 5: `B = B @ B` →": _OWN,
        "by_squaring_the_matrix, line 6: `(:, B.diagonal().argmax())` →": _SYMMETRIC,
        "by_squaring_the_matrix, line 7: `v = v / torch.linalg.vector_norm(v)` →": _OWN,
        "by_squaring_the_matrix, line 7: `v / torch.linalg.vector_norm(v)` →": (
            "the largest entry was 1 before the last square, so the column is no shorter than 1"
        ),
        "by_squaring_the_matrix, line 8: `v @ A @ v` → `v @ (v @ A)`": _SYMMETRIC,
        "by_squaring_the_matrix, line 8: `v @ A` → `A @ v`": _SYMMETRIC,
    },
    "outer-product": {
        "columns_times_rows, line 2: `U.unsqueeze(2) @ V.unsqueeze(1)` → "
        "`U.unsqueeze(2) * V.unsqueeze(1)`": "(m, 1) times (1, n) adds up one product each",
        "entry_by_entry, line 2: `torch.zeros(len(U), U.shape[1], V.shape[1], "
        "dtype=torch.float64)` →": _BY_VALUE,
        "entry_by_entry, line 2: `torch.zeros` →": _OVERWRITTEN,
    },
    "matrix-norms": {
        "in_python, line 3: `zip(*rows, strict=True)` →": _PAIRED,
        "in_one_tensor, line 3: `torch.stack(norms)` →": "two in a list are read like two in one",
        "by_trying_signs, line 5: `(A @ signs.T).abs()` →": "every x is tried, and −x as well",
    },
    "column-space": {
        "solution, line 2: `(A, b)` →": _ORDER,
        "solution, line 3: `torch.linalg.matrix_rank(both) == torch.linalg.matrix_rank(A)` →": (
            _NO_MORE
        ),
        "by_least_squares, line 3: `0.0001` →": _FAR,
        "by_the_length_of_the_rest, line 3: `0.01` →": _FAR,
        "by_the_length_of_the_rest, line 3: `A @ x - b` →": _NO_LENGTH_BELOW_0,
        "by_singular_vectors, line 3: `S / S.max()` →": _FAR,
        "by_singular_vectors, line 3: `1e-05` →": _FAR,
        "by_singular_vectors, line 4: `0.001` →": _FAR,
        "with_numpy, line 3: `np.linalg.lstsq(A, b, rcond=None)` →": "that is the default now",
        "with_numpy, line 4: `np.allclose(A @ x, b, atol=0.0001)` → `np.allclose(A @ x, b)`": (
            "in float32, no entry of b is near 0"
        ),
        "with_numpy, line 4: `0.0001` →": _FAR,
        "with_numpys_rank, line 3: `rank(A.numpy()) == rank(np.column_stack((A, b)))` →": _NO_MORE,
        "with_numpys_rank, line 3: `(A, b)` →": _ORDER,
        "column_after_column, line 6: `v - v @ axis * axis` →": _NO_TURN,
        "column_after_column, line 6: `v @ axis` →": _FACTORS,
        "column_after_column, line 7: `0.0001": _FAR,
        "column_after_column, line 8: `v / v.norm()` → `v / (v.norm() + 1e-08)`": _FAR,
    },
    "singular-or-not": {
        "by_the_stretches, line 3: `stretches[-1] < 1e-05 * stretches[0]` →": _NOT_MET,
        "by_the_condition_number, line 2: `100000.0` →": _FAR,
        "with_numpy, line 2: `np.linalg.matrix_rank(A.numpy()) != A.shape[0]` →": (
            "no rank is above n"
        ),
        "with_numpy, line 2: `0` →": "A is square",
        "by_eigenvalues, line 2: `torch.linalg.eigvals` →": "singular values tell the same",
        "by_eigenvalues, line 2: `A.double()` →": _PRECISE,
        "by_eigenvalues, line 3: `sizes.min() < 1e-05 * A.abs().max()` →": _NOT_MET,
        "column_after_column, line 3: `A.double().T` →": "rows are dependent where columns are",
        "column_after_column, line 3: `A.double()` →": _PRECISE,
        "column_after_column, line 3: `A.abs()` →": _ONE_SIZE,
        "column_after_column, line 5: `v = v - v @ axis * axis` →": _OWN,
        "column_after_column, line 5: `v - v @ axis * axis` →": _NO_TURN,
        "column_after_column, line 5: `v @ axis` →": _FACTORS,
        "column_after_column, line 6: `1e-06` →": _FAR,
        "column_after_column, line 8: `v / v.norm()` → `v / (v.norm() + 1e-08)`": _FAR,
    },
    "low-rank": {
        "solution, line 2: `torch.linalg.svd(A, full_matrices=False)` → `torch.linalg.svd(A)`": (
            "the columns of U and rows of Vᵀ that are more are not taken"
        ),
        "with_numpy, line 2: `np.linalg.svd(A.numpy(), full_matrices=False)` →": (
            "the columns of U and rows of Vᵀ that are more are not taken"
        ),
        "the_rest_taken_away, line 2: `A.double()` →": _PRECISE,
        "the_rest_taken_away, line 3: `A.double()` →": _PRECISE,
    },
}
