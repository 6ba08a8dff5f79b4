"""What a text stands for: nothing but arithmetic and a few functions."""

import ast
from collections.abc import Callable

import torch

from preliminaries.languages import words_of

from ..drawing import writing

in_words = words_of(__name__)
_FUNCTIONS = ("abs", "cos", "exp", "log", "relu", "sigmoid", "sin", "sqrt", "tan", "tanh")
_ALLOWED = (
    ast.Add,
    ast.BinOp,
    ast.Call,
    ast.Constant,
    ast.Div,
    ast.Expression,
    ast.Load,
    ast.Mult,
    ast.Name,
    ast.Pow,
    ast.Sub,
    ast.UAdd,
    ast.USub,
    ast.UnaryOp,
)
_LONGEST = 200  # characters of an expression


def computation(text: str, leaves: dict[str, torch.Tensor]) -> Callable[[], object]:
    """The computation that a text in the names of the leaves stands for.

    Raises ValueError, in a sentence, for a text that is none.
    """
    shown = " ".join(text.split())[:40].encode("ascii", "replace").decode()
    wrong = in_words("“{shown}” is not an expression: try x * sin(x) + 1 / x.", shown=shown)
    if len(text) > _LONGEST:
        raise ValueError(
            in_words("The expression is longer than {most} characters.", most=_LONGEST)
        )
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ValueError(wrong) from None
    called = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            raise ValueError(wrong)
        if isinstance(node, ast.Constant):
            if isinstance(node.value, bool) or not isinstance(node.value, int | float):
                raise ValueError(wrong)
            node.value = float(node.value)  # 9**9**9 overflows at once, and takes no hour
        if isinstance(node, ast.Call) and (
            not isinstance(node.func, ast.Name) or node.keywords or len(node.args) != 1
        ):
            raise ValueError(wrong)
        if isinstance(node, ast.Name):
            if id(node) in called and node.id not in _FUNCTIONS:
                functions = writing.listing(_FUNCTIONS)
                raise ValueError(in_words("The functions here are {names}.", names=functions))
            if id(node) not in called and node.id not in leaves:
                there = writing.listing([*leaves])
                raise ValueError(
                    in_words("“{name}” has no value: there is {names}.", name=node.id, names=there)
                )
    names = {name: getattr(torch, name) for name in _FUNCTIONS} | leaves
    return lambda: eval(compile(tree, "<expression>", "eval"), {"__builtins__": {}}, names)
