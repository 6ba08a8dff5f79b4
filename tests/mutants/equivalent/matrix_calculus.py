"""Mutants in matrix calculus that are as right as what they were derived from."""

_ARRAYS = "torch's tensors do here what NumPy's arrays do"
_SYMMETRIC = "the matrix is symmetric: a vector from the left is one from the right"
_SHIFTED = "softmax is the same for x and x + c, and exp(40) is no overflow"
_LONG_OR_0 = "every length is 0 or above 0.01, as the statement says"
_CLOSE = "what this misses by is far below 0.01, which a wrong claim is off by at least"

_NOT_0 = "what is inside is 0.1 or more away from 0, as the statement says"
_DOT = "in a dot product the vectors change places"

EQUIVALENT: dict[str, dict[str, str]] = {
    "neuron-gradient": {
        "solution, line 2: `w @ x + b > 0` → `w @ x + b >= 0`": _NOT_0,
        "solution, line 2: `w @ x + b > 0` → `w @ x + b > 1e-06`": _NOT_0,
        "solution, line 2: `w @ x` → `x @ w`": _DOT,
        "from_autograd, line 3: `w @ x` → `x @ w`": _DOT,
        "by_a_branch, line 2: `(w * x).sum() + b > 0` → `(w * x).sum() + b >= 0`": _NOT_0,
        "by_a_branch, line 2: `(w * x).sum() + b > 0` → `(w * x).sum() + b > 1e-06`": _NOT_0,
        "with_where, line 2: `w @ x + b > 0` → `w @ x + b >= 0`": _NOT_0,
        "with_where, line 2: `w @ x + b > 0` → `w @ x + b > 1e-06`": _NOT_0,
        "with_where, line 2: `w @ x` → `x @ w`": _DOT,
        "with_numpy, line 2: `0` → `1`": _NOT_0,
        "with_numpy, line 2: `w.numpy() @ x.numpy()` → `x.numpy() @ w.numpy()`": _DOT,
        "with_numpy, line 3: `np.array([on])` → `[on]`": "one number in a list is that number",
    },
    "layer-gradients": {
        "from_autograd, line 5: `torch.zeros` → `torch.ones`": "no gradient depends on b",
        "sample_by_sample, line 2: `zip(X, G, strict=True)` →": "both have m rows",
    },
    "tangent-line": {
        "slope_from_autograd, line 2: `t ** 3` → `t * 3`": "both have slope 3 at 1",
        "slope_from_autograd, line 2: `1 / t` →": "the slope at 1 is asked for, far from 0",
        "slope_from_autograd, line 3: `slope * (x - 1) + 0` →": "0 may be left out",
        "with_numpy, line 2: `np.multiply(4, np.asarray(x) - 1)` →": "factors change places",
        "with_numpy, line 2: `np.asarray(x)` → `x`": _ARRAYS,
    },
    "quotient-from-product": {
        "with_numpy, line 2: `u, v, du, dv = (t.numpy() for t in (u, v, du, dv))` →": _ARRAYS,
    },
    "central-difference": {
        "of_fourth_order, line 3: `(8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * "
        "h))) / (12 * h)` → `(8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / "
        "(12 * h + 1e-08)`": "12 h is 0.012, and 1e-8 more changes its seventh digit",
    },
    "norm-gradient": {
        "solution, line 3: `torch.zeros_like(x)` → `x`": "x is zeros there",
        "solution, line 3: `norm > 0` → `norm > 1e-06`": _LONG_OR_0,
        "solution, line 3: `x / norm` → `x / (norm + 1e-08)`": _LONG_OR_0,
        "with_a_floor, line 2: `x / torch.linalg.vector_norm(x).clamp(min=1e-12)` →": _LONG_OR_0,
        "with_a_floor, line 2: `1e-12` →": _LONG_OR_0,
        "with_numpy, line 3: `a / max(np.linalg.norm(a), 1e-30)` → `a / (max(": _LONG_OR_0,
        "with_numpy, line 3: `1e-30` → `1e-27`": _LONG_OR_0,
        "entry_by_entry, line 3: `float(entry) / (squares ** 0.5 or 1.0)` → `float(": _LONG_OR_0,
        "entry_by_entry, line 3: `1.0` →": "0 divided by any number is 0",
    },
    "layouts": {
        "axis_by_axis, line 2: `J.ndim - 1` → `J.ndim`": "the last axis moves to where it is",
        "axis_by_axis, line 2: `1` → `0`": "the last axis moves to where it is",
    },
    "jacobian-of-Ax": {"as_an_array, line 2: `A.numpy().copy()` →": "nobody changes the result"},
    "quadratic": {
        "solution, line 2: `(A + A.T) @ x` → `x @ (A + A.T)`": _SYMMETRIC,
        "from_autograd, line 2: `t @ A @ t` → `t @ (t @ A)`": "xᵀAx is xᵀ(xᵀA), and (Ax)ᵀx",
        "from_autograd, line 2: `t @ A` → `A @ t`": "xᵀAx is xᵀ(xᵀA), and (Ax)ᵀx",
        "with_numpy, line 2: `(A.numpy() + A.numpy().T) @ x.numpy()` → `x.numpy() @ "
        "(A.numpy() + A.numpy().T)`": _SYMMETRIC,
    },
    "chain-abc": {
        "around the solution: squeezed where an argument has an axis of size 1": (
            "no argument has an axis of size 1: (3,) and (2,)"
        ),
    },
    "least-squares": {
        "multiplied_out, line 2: `2 * (X.T @ X) @ w` → `w @": _SYMMETRIC,
        "sample_by_sample, line 4: `sample @ w` → `w @ sample`": "vectors change places in ⟨ , ⟩",
    },
    "softmax-jacobian": {
        "by_broadcasting, line 2: `-1` → `0`": "x has one axis, the first and the last",
        "by_broadcasting, line 2: `1` → `0`": "x has one axis, the first and the last",
        "in_loops, line 2: `x": _SHIFTED,
        "in_loops, line 3: `p / p.sum()` →": "its largest term is 1",
        "in_loops, line 5: `torch.zeros` → `torch.ones`": "every entry is written",
        "in_loops, line 8: `(i, j)` → `(j, i)`": "the two are equal or not in any order",
        "with_numpy, line 2: `x.numpy()": _SHIFTED,
        "with_numpy, line 3: `e / e.sum()` →": "its largest term is 1",
    },
    "jacobian-check": {
        "solution, line 2: `1e-05` → `0.01`": _CLOSE,
        "solution, line 3: `torch.eye(len(x), dtype=torch.float64)` →": _CLOSE,
        "solution, line 6: `torch.allclose(J, slopes, rtol=0, atol=0.001)` →": _CLOSE,
        "solution, line 6: `0.001` →": _CLOSE,
        "entry_by_entry, line 2: `1e-06` → `0.001`": _CLOSE,
        "entry_by_entry, line 10: `0.001` →": _CLOSE,
        "one_sided_with_room, line 3: `torch.eye(len(x)).double()` → `torch.eye(len(x))`": _CLOSE,
        "one_sided_with_room, line 4: `0.0001` →": _CLOSE,
        "with_numpy, line 2: `1e-05` → `0.01`": _CLOSE,
        "with_numpy, line 5: `0.0001` →": _CLOSE,
        "with_numpy, line 3: `torch.from_numpy(np.eye(n) * h)` → `np.eye(n) * h`": _ARRAYS,
        "with_numpy, line 5: `np.allclose(D, J.numpy(), atol=0.0001)` →": _CLOSE,
    },
    "descend": {"in_place_on_a_copy, line 4: `x -= eta * grad(x)` →": "the copy is its own"},
}
