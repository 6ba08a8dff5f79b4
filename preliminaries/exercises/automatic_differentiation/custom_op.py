"""x³, elementwise, with a forward and a backward of your own (x is (n,),
float64, and requires gradients).

Write a class derived from `torch.autograd.Function`, here inside the
function or above it, and return what its `apply(x)` gives.
`torch.autograd.gradcheck` decides, also where cube is called several times
before backward. The incoming gradient belongs to torch, which may need it
elsewhere: backward makes a new tensor and leaves it alone.
"""

import torch

from preliminaries.authoring import Unreadable, describe, examples, right, said, sizes, told, wrong
from preliminaries.exercises.automatic_differentiation._given import DOUBLE, numbers
from preliminaries.exercises.matrix_calculus._given import measured

name = "cube"
tolerance = 1e-12
hints = (
    "Which derivative has x³, and what does backward need to know to compute it?",
    "`ctx.save_for_backward(x)` in forward; in backward the incoming gradient is multiplied by "
    "the slope.",
    "`(x,) = ctx.saved_tensors`, then `return 3 * x**2 * gradient`.",
)
proves = "Any operation can join autograd, once it can turn vᵀ into vᵀJ."


def solution(x):
    class Cube(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x**3

        @staticmethod
        def backward(ctx, gradient):
            (x,) = ctx.saved_tensors
            return 3 * x**2 * gradient

    return Cube.apply(x)


def inputs():
    return sizes(2, 4).flatmap(lambda n: numbers((n,))).map(lambda x: (x.requires_grad_(),))


def edge_cases():
    points = ([1.0, 2.0], [0.0, -1.5, 3.0], [0.05, -8.0, 6.0], [3.0])
    return [(torch.tensor(x, dtype=DOUBLE, requires_grad=True),) for x in points]


# Nodes that hand a gradient on as it is, in another shape at most.
_HARMLESS = ("AccumulateGrad", "Clone", "View", "Alias", "ToCopy", "Squeeze", "Unsqueeze")


def _is_custom(node) -> bool:
    """Whether all that is computed above this node is done by classes of someone's own."""
    waiting, own = [node], False
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        if hasattr(type(node), "_forward_cls"):
            own = True
        elif not node.name().removeprefix("torch::autograd::").startswith(_HARMLESS):
            return False
        waiting += [parent for parent, _ in node.next_functions]
    return own


def observe(cube, x):
    """What comes out forward and backward, and whose backward it is."""
    y = cube(x)
    if not isinstance(y, torch.Tensor):
        raise Unreadable(
            said(
                "You returned {given}. What is asked for is the tensor that `apply(x)` of your "
                "class gives.",
                given=describe(y),
            )
        )
    if not y.requires_grad:
        return {"value": y, "backward": "there is none"}
    incoming = torch.arange(1, y.numel() + 1, dtype=y.dtype).reshape(y.shape)
    kept = incoming.clone()
    (gradient,) = torch.autograd.grad(y, x, incoming, retain_graph=True, allow_unused=True)
    if gradient is not None:
        gradient = gradient.clone()
    z = cube(x)
    cube(x.detach() + 1)
    (between,) = torch.autograd.grad(z, x, kept.clone(), allow_unused=True)
    return {
        "value": y.detach(),
        "backward": told("your own" if _is_custom(y.grad_fn) else "torch's"),
        "gradient for the incoming 1, 2, 3, …": gradient,
        "the same, with cube(x + 1) called before backward": between,
        "the incoming 1, 2, 3, … afterwards": told(
            "as before" if incoming.equal(kept) else "changed"
        ),
        "gradcheck": torch.autograd.gradcheck(
            cube, (x.detach().clone().requires_grad_(),), raise_exception=False
        ),
    }


@right
def with_setup_context(x):
    class Cube(torch.autograd.Function):
        @staticmethod
        def forward(x):
            return x * x * x

        @staticmethod
        def setup_context(ctx, inputs, output):
            ctx.save_for_backward(inputs[0])

        @staticmethod
        def backward(ctx, gradient):
            return gradient * 3 * ctx.saved_tensors[0].square()

    return Cube.apply(x)


@right
def slope_saved(x):
    class Cube(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            square = x * x
            ctx.save_for_backward(3 * square)
            return square * x

        @staticmethod
        def backward(ctx, gradient):
            return ctx.saved_tensors[0] * gradient

    return Cube.apply(x)


def _cubed(x, backward_of):
    """x³ with another backward, which is given x, the result and the incoming gradient."""

    class Cube(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            y = x**3
            ctx.save_for_backward(x, y)
            return y

        @staticmethod
        def backward(ctx, gradient):
            return backward_of(*ctx.saved_tensors, gradient)

    return Cube.apply(x)


@wrong
def incoming_gradient_ignored(x):
    """The slope is right, and what comes *in* is lost: backward gets the derivative of the
    final result by y, and has to pass on that of the final result by x. How do the two
    hang together?"""
    return _cubed(x, lambda x, y, gradient: 3 * x**2)


@wrong
def kept_outside_of_ctx(x):
    """One call alone is right. With another before backward, the gradient is that of the
    other: what backward needs was overwritten. Each call has a `ctx` of its own; keep it
    there (`ctx.save_for_backward`)."""

    class Cube(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            _KEPT["x"] = x
            return x**3

        @staticmethod
        def backward(ctx, gradient):
            return 3 * _KEPT["x"] ** 2 * gradient

    return Cube.apply(x)


_KEPT: dict[str, torch.Tensor] = {}


@wrong
def slope_of_a_square(x):
    """Forward is right; the slope in backward is not that of x³. Which power is left, and
    which factor comes in front?"""
    return _cubed(x, lambda x, y, gradient: 2 * x * gradient)


@wrong
def slope_at_the_output(x):
    """It looks as if the result was saved and the slope taken there. The slope of x³
    belongs to the input: what should `save_for_backward` be given?"""
    return _cubed(x, lambda x, y, gradient: 3 * y**2 * gradient)


@wrong
def gradient_passed_through(x):
    """Backward hands on what came in, as if the operation did nothing. Multiply by the
    slope of x³."""
    return _cubed(x, lambda x, y, gradient: gradient)


@wrong
def left_to_torch(x):
    """Right, but it is torch's own backward that did the work, or a part of it. Write a
    class derived from `torch.autograd.Function`, and return what its `apply` gives."""
    return x**3


@wrong
def incoming_gradient_edited(x):
    """What comes out is right, but the incoming gradient was changed in place on the way.
    In `cube(h) + h` the other branch gets the same tensor, and would get it spoilt; write
    `3 * x**2 * gradient`, which is a new one."""

    def backward(x, y, gradient):
        gradient *= 3 * x**2
        return gradient

    return _cubed(x, backward)


@wrong
def factor_three_missing(x):
    """The power is right: x² is left. Which factor comes in front?"""
    return _cubed(x, lambda x, y, gradient: x**2 * gradient)


@wrong
def value_for_slope(x):
    """It looks as if backward multiplied by x³ itself. What comes in is multiplied by the
    *slope* there."""
    return _cubed(x, lambda x, y, gradient: y * gradient)


@wrong
def power_one_left(x):
    """Backward multiplied by 3x. The slope of x³ has another power: how steep is it at 10?"""
    return _cubed(x, lambda x, y, gradient: 3 * x * gradient)


@wrong
def slope_added(x):
    """It looks as if the slope was *added* to the incoming gradient. The chain rule
    multiplies."""
    return _cubed(x, lambda x, y, gradient: 3 * x**2 + gradient)


def proof() -> None:
    """Measured on x³ itself, with an incoming gradient that is not all ones."""
    for (x,) in [*edge_cases(), *examples(inputs())]:
        leaf, incoming = x.detach().clone().requires_grad_(), torch.arange(1.0, len(x) + 1).double()
        y = solution(leaf)
        assert _is_custom(y.grad_fn)
        (gradient,) = torch.autograd.grad(y, leaf, incoming)
        found = measured(lambda t, incoming=incoming: (t * t * t) @ incoming, leaf.detach())
        torch.testing.assert_close(y.detach(), x * x * x)
        torch.testing.assert_close(gradient, found, atol=1e-6, rtol=1e-6)
