"""Mutants in linear regression that are as right as what they were derived from."""

_LARGE = "sigma is 0.1 or more, and 1e-8 changes its eighth digit"
_SQUARED = "the errors are squared, so their sign is lost"
_CENTRED = "X without its mean is orthogonal to the ones: the mean of y has no part in w"
_READ = "nothing is written into it"
_VALUES = "w and b are read as numbers, with a graph behind them or without"
_ARRIVES = "another start, rate, order or loss ends where the statement asks for, within 0.05"
_DOT = "in a dot product the vectors change places"
_NEARLY = "the least that is tried is 0.0002, and 1e-8 more is within the tolerance"
_ONE_LARGEST = "X Xᵀ and Xᵀ X have the same largest eigenvalue"
_NOT_NEGATIVE = "no eigenvalue of the Hessian is negative: they are its singular values"

EQUIVALENT: dict[str, dict[str, str]] = {
    "largest-step": {
        "from_autograd, line 5: `torch.ones` →": "the Hessian is the same at every w",
        "from_autograd, line 6: `2 / torch.linalg.eigvals(H).abs().max()` → `2 / "
        "(torch.linalg.eigvals(H).abs().max() + 1e-08)`": _NEARLY,
        "from_autograd, line 6: `torch.linalg.eigvals` →": _NOT_NEGATIVE,
        "solution, line 2: `X.T @ X` → `X @ X.T`": _ONE_LARGEST,
        "solution, line 3: `2 / torch.linalg": _NEARLY,
        "by_the_norm, line 2: `2 * len(X) / torch.linalg.matrix_norm(X, ord=2) ** 2` → `2 * "
        "len(X) / (torch.linalg.matrix_norm(X, ord=2) ** 2 + 1e-08)`": _NEARLY,
        "by_the_stretches, line 2: `2 / (torch.linalg.svdvals(X)[0] ** 2 / X.shape[0])` → `2 / "
        "(torch.linalg.svdvals(X)[0] ** 2 / X.shape[0] + 1e-08)`": _NEARLY,
        "by_the_rows, line 2: `2 * len(X) / torch.linalg.eigvalsh(X @ X.T)[-1]` → `2 * len(X) / "
        "(torch.linalg.eigvalsh(X @ X.T)[-1] + 1e-08)`": _NEARLY,
        "by_the_rows, line 2: `X @ X.T` → `X.T @ X`": _ONE_LARGEST,
        "with_numpy, line 3: `2 / np.linalg.eigvals(X.T.dot(X) / len(X)).real.max()` → `2 / "
        "(np.linalg.eigvals(X.T.dot(X) / len(X)).real.max() + 1e-08)`": _NEARLY,
        "with_numpy, line 3: `np.linalg.eigvals(X.T.dot(X) / len(X)).real` →": (
            "a symmetric matrix has real eigenvalues"
        ),
        "with_numpy, line 3: `np.linalg.eigvals` →": _NOT_NEGATIVE,
    },
    "linear-model": {
        "with_linear, line 2: `functional.linear(X, w.reshape(1, -1), b.reshape(1))` → `func": (
            "w times the transpose of X is a row with the same n numbers, and is flattened"
        ),
        "with_linear, line 2: `b.reshape(1)` → `b`": "a bias of () is broadcast",
    },
    "normal-noise": {
        "solution, line 2: `((y - y_hat) ** 2).sum() / (2 * sigma ** 2)` → `((y - y_hat) ** 2)": (
            _LARGE
        ),
        "with_torchs_loss, line 3: `functional.gaussian_nll_loss(y_hat, y, variance": _SQUARED,
        "row_by_row, line 3: `zip(y_hat.tolist(), y.tolist())` → `zip(y.tolist(), y_hat": _SQUARED,
        "row_by_row, line 4: `total += 0.5": "a float is not edited in place",
        "row_by_row, line 4: `(b - a) / sigma` → `(b - a) / (sigma + 1e-08)`": _LARGE,
        "row_by_row, line 4: `b - a` → `a - b`": _SQUARED,
        "logarithms_of_densities, line 2: `y.numpy() - y_hat.numpy()` → `y_hat": _SQUARED,
        "logarithms_of_densities, line 3: `-r ** 2 / (2 * sigma ** 2)` → `-r ** 2 / (2 *": _LARGE,
    },
    "exact-fit": {
        "solution, line 3: `y - label` →": _CENTRED,
        "solution, line 4: `mean @ w` → `w @ mean`": _DOT,
        "with_numpy, line 3: `np.linalg.lstsq(X - X.mean(axis=0), y, rcond=None)` → `np": (
            "without rcond, NumPy 2 takes the same bound"
        ),
        "by_singular_values, line 3: `1e-10` →": "what is not above 0.001 is left by rounding",
        "by_singular_values, line 4: `(U.T @ y)[kept] / s[kept]` → `(U.T @ y)[kept] / (s": (
            "the smallest s that is kept is above 0.001"
        ),
    },
    "one-step": {
        "from_autograd, line 2: `w.clone` → `w.detach`": _READ,
        "from_autograd, line 2: `b.clone` → `b.detach`": _READ,
        "with_an_optimizer, line 4: `torch.nn.functional.mse_loss(X @ w + b, y)` → `to": _SQUARED,
        "row_by_row, line 4: `x @ w` → `w @ x`": _DOT,
        "with_numpy, line 2: `X, y, w, b = ": "torch's tensors do here what NumPy's arrays do",
    },
    "column-or-vector": {
        "solution, line 2: `(y_hat.reshape(-1), y.reshape(-1))` → `(y.re": _SQUARED,
        "refuses_unlike_shapes, line 4: `functional.mse_loss(y_hat, y)` → `func": _SQUARED,
        "brought_to_the_others_shape, line 4: `y_hat.reshape(y.shape) - y` → `y - ": _SQUARED,
        "pair_by_pair, line 2: `zip(y_hat.flatten().tolist(), y.flatten().to": _SQUARED,
        "with_numpy, line 2: `(np.ravel(y_hat.numpy()), np.ravel(y.numpy()))` → `(np": _SQUARED,
    },
    "batches": {
        "with_python_alone, line 6: `torch.stack([y[k] for k in rows])` → `[y[k] for k": (
            "the labels in a list are the same numbers"
        ),
    },
    "sgd-update": {
        "through_data, line 3: `p.data -= lr * p.grad` → `p.data = p.data - lr * p.grad`": (
            "the caller's tensor has other data then, and is the same tensor"
        ),
        "other_data, line 3: `params[k].data` → `params[k]` (2)": "both are the same numbers",
        "copied_into, line 6: `return params` → dropped": "what is returned is not looked at",
    },
    "train": {
        "solution, line 2: `torch.zeros` → `torch.ones`": _ARRIVES,
        "solution, line 3: `torch.zeros` → `torch.ones`": _ARRIVES,
        "solution, line 5: `torch.randperm(len(X)).split(batch_size)` → `torch.randperm(": _ARRIVES,
        "solution, line 6: `((X[rows] @ w + b - y[rows]) ** 2).mean() / 2` → `((X[rows] @ w "
        "+ b - y[rows]) ** 2).mean() * 2`": _ARRIVES,
        "solution, line 6: `((X[rows] @ w + b - y[rows]) ** 2).mean() / 2` → `((X[rows] @ w "
        "+ b - y[rows]) ** 2).mean()`": _ARRIVES,
        "solution, line 6: `2` → `1`": _ARRIVES,
        "solution, line 9: `(w, b)` → `(b, w)`": "both take their step, in any order",
        "solution, line 10: `lr * p.grad` → `p.grad`": _ARRIVES,
        "solution, line 12: `w.detach()` →": _VALUES,
        "solution, line 12: `b.detach()` →": _VALUES,
        "solution, line 12: `w.detach` →": _VALUES,
        "solution, line 12: `b.detach` →": _VALUES,
        "concisely, line 3: `DataLoader(TensorDataset(X, y), batch_size, shuffle=True)`": _ARRIVES,
        "concisely, line 8: `loss(net(rows).squeeze(1), labels)` → `loss(labels, net(": _SQUARED,
        "concisely, line 8: `net(rows).squeeze(1)` → `net(rows).squeeze()`": "one row is as right",
        "concisely, line 10: `net.bias.data` →": _VALUES,
        "concisely, line 10: `net.weight.data` →": _VALUES,
        "gradients_by_hand, line 2: `0.0` →": _ARRIVES,
        "gradients_by_hand, line 2: `torch.zeros` →": _ARRIVES,
        "gradients_by_hand, line 3: `2 * epochs` → `2 + epochs`": _ARRIVES,
        "gradients_by_hand, line 3: `2 * epochs` → `epochs`": _ARRIVES,
        "gradients_by_hand, line 3: `2` →": _ARRIVES,
        "gradients_by_hand, line 6: `lr * X[rows].T` → `lr + X[rows].T`": _ARRIVES,
        "gradients_by_hand, line 6: `lr * X[rows].T` → `X[rows].T`": _ARRIVES,
        "gradients_by_hand, line 6: `lr * r.mean().item()` → `r.mean().item()`": _ARRIVES,
        "gradients_by_hand, line 6: `r.mean` → `r.median`": _ARRIVES,
        "with_numpy, line 6: `np.zeros` →": _ARRIVES,
        "with_numpy, line 6: `0` →": _ARRIVES,
        "with_numpy, line 9: `range(0, len(Z), batch_size)` → `range(0, len(Z))`": _ARRIVES,
        "with_numpy, line 9: `0` →": _ARRIVES,
        "with_numpy, line 10: `order[k:k + batch_size]` →": _ARRIVES,
        "with_numpy, line 10: `k:k + batch_size` →": _ARRIVES,
        "with_numpy, line 11: `lr * 2 * Z[rows].T` → `lr * 2 + Z[rows].T`": _ARRIVES,
        "with_numpy, line 11: `lr * 2 * Z[rows].T` → `Z[rows].T`": _ARRIVES,
        "with_numpy, line 11: `lr * 2` → `lr`": _ARRIVES,
        "with_numpy, line 11: `2` →": _ARRIVES,
        "around the solution: result rounded to 2 digits": "0.05 is asked for",
        "around the solution: result computed in bfloat16": "0.05 is asked for",
        "around the solution: arguments below 0.1 taken for 0": _ARRIVES,
    },
    "two-layers-are-one": {"with_layers, line 2: `1` →": "weight and bias are put in anew"},
    "weight-decay": {
        "from_autograd, line 2: `w.clone` → `w.detach`": _READ,
        "from_autograd, line 3: `w @ dw` → `dw @ w`": _DOT,
        "with_numpy, line 2: `w, b, dw, db = ": "torch's tensors do here what NumPy's arrays do",
    },
    "noisy-features": {
        "around the solution: transposed where an argument is square": "the result is symmetric",
    },
}
