"""Fill in `node.grad`, d output / d node, for the output and every node it
depends on.

A node has `value`, `grad` (0.0 so far; both are floats) and `parents`,
pairs (parent, derivative of the node by that parent). A node can be a
parent of several others, or twice of one. Only `grad` is to change. With
all grads 0.0 again, a second call gives the same. The graphs here are
small, so a function that calls itself will do.
"""

import math

import torch
from hypothesis import strategies as st

from preliminaries.authoring import Told, examples, reading, right, told, told_as, wrong, wrong_like
from preliminaries.exercises.automatic_differentiation._given import YES, programs, run_by_torch
from preliminaries.exercises.automatic_differentiation._nodes import (
    PROGRAMS,
    everything_but_grad,
    graph,
    hand_on,
    topological,
)
from preliminaries.exercises.matrix_calculus._given import measured

name = "backward"
hints = (
    "When is the adjoint of a node complete, so that it can be handed on to its parents?",
    "After all nodes that use it have handed on theirs. Sort the nodes so that each comes "
    "after its parents; then walk that list from its end.",
    "A recursive `visit` that visits a node's parents first and then appends the node gives "
    "that list; then `parent.grad += node.grad * derivative`.",
)
proves = "This is reverse accumulation, whole: an order, a product and a sum."
may_edit = ("output",)
tolerance = 1e-9


def solution(output):
    order, seen, waiting = [], set(), [(output, False)]
    while waiting:  # and not a function that calls itself: a chain may be thousands long
        node, parents_are_in = waiting.pop()
        if parents_are_in:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(parent, False) for parent, _ in node.parents]
    output.grad = 1.0
    for node in reversed(order):
        for parent, derivative in node.parents:
            parent.grad += node.grad * derivative


def inputs():
    graphs = st.builds(graph, programs(5), st.sampled_from([0.5, 1.25, -0.75]))
    return graphs.map(lambda output: (output,))


def edge_cases():
    return [(graph(steps, x),) for steps, x in PROGRAMS]


def _changed(name: str) -> Told:
    return told_as("no", "no, `{name}` has changed", name=name)


def observe(backward, output):
    """The adjoint that each node is left with, and whether anything else has changed."""
    nodes = topological(output)
    before = everything_but_grad(nodes)
    result = backward(output)
    if result is ...:
        return result
    grads = {
        told("the grad of n{k}", k=k): reading.one_number(node.grad) for k, node in enumerate(nodes)
    }
    now = everything_but_grad(nodes)
    changed = [name for name in now | before if now.get(name) != before.get(name)]
    for node in nodes:
        node.grad = 0.0
    backward(output)
    again = {
        told("{grad}, in a second call", grad=grad): reading.one_number(node.grad)
        for grad, node in zip(grads, nodes)
    }
    left = [node.grad for node in nodes]
    backward(graph([("mul", 0, 0)], 3.0))
    still = left == [node.grad for node in nodes]
    return (
        grads
        | {"only grad is changed": _changed(changed[0]) if changed else YES}
        | again
        | {"grads after a call for another graph": told("as before" if still else "changed")}
    )


@right
def path_by_path(output):
    def push(node, gradient):
        node.grad += gradient
        for parent, derivative in node.parents:
            push(parent, gradient * derivative)

    push(output, 1.0)


@right
def by_counting_users(output):
    users, waiting = {output: 0}, [output]
    while waiting:
        for parent, _ in waiting.pop().parents:
            if parent not in users:
                users[parent] = 0
                waiting.append(parent)
            users[parent] += 1
    output.grad = 1.0
    ready = [output]
    while ready:
        node = ready.pop()
        for parent, derivative in node.parents:
            parent.grad += node.grad * derivative
            users[parent] -= 1
            if users[parent] == 0:
                ready.append(parent)


@right
def by_depth(output):
    depth = {}

    def deepest(node, steps):
        if steps > depth.get(node, -1):
            depth[node] = steps
            for parent, _ in node.parents:
                deepest(parent, steps + 1)

    deepest(output, 0)
    output.grad = 1.0
    for node in sorted(depth, key=depth.get):
        for parent, derivative in node.parents:
            parent.grad = parent.grad + node.grad * derivative


@wrong
def assigned_in_place_of_added(output):
    """A node that is used twice has lost a part of its adjoint: it looks as if `=` stands
    where contributions should add up."""
    output.grad = 1.0
    for node in reversed(topological(output)):
        for parent, derivative in node.parents:
            parent.grad = node.grad * derivative


@wrong
def parents_made_a_set(output):
    """A node that stands twice among the parents, as in a · a, has counted once. A `set` or a
    dict of the parents keeps one of two equal pairs; go through the list itself."""
    output.grad = 1.0
    for node in reversed(topological(output)):
        for parent, derivative in set(node.parents):
            parent.grad += node.grad * derivative


@wrong
def derivative_left_out(output):
    """The adjoints were handed on as they are. On its way to a parent each is multiplied by
    the derivative that stands beside that parent."""
    output.grad = 1.0
    hand_on(reversed(topological(output)), lambda node, parent, derivative: node.grad)


@wrong
def multiplied_by_the_value(output):
    """It looks as if the parent's *value* was multiplied with. What is needed is the
    derivative that stands beside the parent."""
    output.grad = 1.0
    hand_on(
        reversed(topological(output)), lambda node, parent, derivative: node.grad * parent.value
    )


@wrong
def started_from_the_value(output):
    """It looks as if the output started from its own value. What is the derivative of the
    output by itself?"""
    output.grad = output.value
    hand_on(reversed(topological(output)))


@wrong
def assigned_on_every_path(output):
    """A node that is reached along several paths keeps what the last path brought: each
    path contributes, and the contributions add up (`+=`, not `=`)."""

    def push(node, gradient):
        node.grad = gradient
        for parent, derivative in node.parents:
            push(parent, gradient * derivative)

    push(output, 1.0)


@wrong
def parents_before_they_were_complete(output):
    """A node handed its adjoint on before all of its own contributions had arrived: it
    looks as if the nodes were taken in the order in which they were met. Each has to
    wait for *all* nodes that use it."""
    output.grad = 1.0
    waiting, seen = [output], {output}
    while waiting:
        node = waiting.pop(0)
        for parent, derivative in node.parents:
            parent.grad += node.grad * derivative
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)


@wrong_like(parents_before_they_were_complete)
def stacked_in_the_order_of_meeting(output):
    order, seen, waiting = [], set(), [output]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            order.append(node)
            waiting += [parent for parent, _ in node.parents]
    output.grad = 1.0
    hand_on(order)


@wrong
def only_the_first_parent(output):
    """What is computed from two others has handed on to the first of them alone. Go through all
    of `node.parents`."""
    output.grad = 1.0
    for node in reversed(topological(output)):
        for parent, derivative in node.parents[:1]:
            parent.grad += node.grad * derivative


@wrong
def only_leaves_keep_a_grad(output):
    """The inputs are right, and the nodes between have no grad. It is torch that keeps one at the
    leaves alone; here every node is to have its own."""
    solution(output)
    for node in topological(output):
        node.grad = 0.0 if node.parents else node.grad


@wrong
def sum_in_place_of_the_product(output):
    """It looks as if the adjoint and the derivative were added. Along a path they are
    *multiplied*; it is over the paths that one adds."""
    output.grad = 1.0
    hand_on(reversed(topological(output)), lambda node, parent, derivative: node.grad + derivative)


@wrong
def breadth_first_again_and_again(output):
    """A node that is used twice was put into the queue twice, and handed on its adjoint
    each time. Let each node do it once, when all that use it have had their turn."""
    output.grad = 1.0
    waiting = [output]
    while waiting:
        node = waiting.pop(0)
        for parent, derivative in node.parents:
            parent.grad += node.grad * derivative
            waiting.append(parent)


@wrong
def depth_first_and_once(output):
    """Going down each path at once and never coming back hands on adjoints that are not
    complete: what another path adds later never reaches the nodes below."""
    output.grad = 1.0
    seen = set()

    def visit(node):
        if node in seen:
            return
        seen.add(node)
        for parent, derivative in node.parents:
            parent.grad += node.grad * derivative
        for parent, _ in node.parents:
            visit(parent)

    visit(output)


@wrong_like(depth_first_and_once)
def depth_first_and_once_parent_by_parent(output):
    output.grad = 1.0
    seen = set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent, derivative in node.parents:
                parent.grad += node.grad * derivative
                visit(parent)

    visit(output)


@wrong
def never_started(output):
    """Every grad is still zero, the output's own too. What is the derivative of the output by
    itself, and is what you find written into the nodes' `grad`?"""
    hand_on(reversed(topological(output)))


@wrong
def went_forward(output):
    """Only the output and its own parents have got something. A parent has to hand on to
    *its* parents too, once its own adjoint is known: is every node visited, and in which
    order?"""
    output.grad = 1.0
    hand_on(topological(output))


@wrong
def remembers_earlier_calls(output):
    """The first call is right; in a second one, on the same graph with all grads 0.0 again,
    nodes are missing. What is remembered from the call before? Begin each call anew."""
    order = [node for node in topological(output) if not hasattr(node, "seen")]
    output.grad = 1.0
    for node in reversed(order):
        node.seen = True
        for parent, derivative in node.parents:
            parent.grad += node.grad * derivative


@wrong_like(remembers_earlier_calls)
def remembers_earlier_calls_beside_the_nodes(output, seen=set()):  # noqa: B006
    order = [node for node in topological(output) if node not in seen]
    seen.update(order)
    output.grad = 1.0
    hand_on(reversed(order))


@wrong
def derivatives_added_along_the_path(output):
    """Along a path derivatives are *multiplied*, as the chain rule says: the node's own
    adjoint is missing in what it hands on."""
    output.grad = 1.0
    hand_on(reversed(topological(output)), lambda node, parent, derivative: derivative)


@wrong
def visited_again_and_again(output):
    """Some nodes handed on their adjoints more than once, each time with all that had
    arrived before. Let each node do it once, when it is complete."""
    output.grad = 1.0

    def visit(node):
        for parent, derivative in node.parents:
            parent.grad += node.grad * derivative
            visit(parent)

    visit(output)


@wrong_like(visited_again_and_again)
def stacked_again_and_again(output):
    output.grad = 1.0
    waiting = [output]
    while waiting:
        node = waiting.pop()
        for parent, derivative in node.parents:
            parent.grad += node.grad * derivative
            waiting.append(parent)


@wrong_like(visited_again_and_again)
def started_wherever_there_was_nothing(output):
    if output.grad == 0.0:
        output.grad = 1.0
    for parent, derivative in output.parents:
        parent.grad += output.grad * derivative
        started_wherever_there_was_nothing(parent)


@wrong
def one_at_each_call(output):
    """Every node is left with a grad of 1. Was it set at each of them, or by a function that
    calls itself, and sets `output.grad = 1` in each of these calls, over what had arrived? Only
    the output of the whole graph starts from 1."""
    output.grad = 1.0
    for parent, derivative in output.parents:
        parent.grad += output.grad * derivative
        one_at_each_call(parent)


def proof() -> None:
    """Torch runs each program, and the slope of its value is measured."""
    for steps, x in [*PROGRAMS, *((steps, 0.5) for steps in examples(programs(5)))]:
        output = graph(steps, x)
        first, *_ = topological(output)
        solution(output)
        point = torch.tensor(x, dtype=torch.float64)
        slope = measured(lambda x, steps=steps: run_by_torch(steps, x), point).item()
        assert math.isclose(first.grad, slope, rel_tol=1e-5, abs_tol=1e-6)
        assert output.grad == 1
