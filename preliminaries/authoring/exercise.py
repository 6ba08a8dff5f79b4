"""What an exercise is: a module that says what is asked, accepted and rejected."""

import difflib
import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, fields
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from preliminaries.authoring.pointing import Arrow, Axes, Cells
from preliminaries.authoring.said import Said

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Answer = TypeVar("Answer", bound=Callable)


def right(answer: Answer) -> Answer:
    """Mark a right answer that is written differently from the solution."""
    vars(answer)["marked"] = "right"
    return answer


def wrong(answer: Answer) -> Answer:
    """Mark a wrong answer: its name is the belief behind it, its docstring what one is told."""
    vars(answer)["marked"] = "wrong"
    return answer


def wrong_like(first: Callable) -> Callable[[Answer], Answer]:
    """Mark another form of the wrong answer `first`, of the same belief: it is told the same."""

    def mark(answer: Answer) -> Answer:
        answer.__doc__ = first.__doc__
        return wrong(answer)

    return mark


class Unreadable(ValueError):
    """An answer that has not the form the question asks for; what is said tells which it is."""

    def __init__(self, told: Said) -> None:
        super().__init__(told.template)
        self.said = told


class Misstated(ValueError):
    """A module that is no exercise yet; the message tells its author what to write."""


def _as_it_is(answer: object) -> object:
    return answer


def _none() -> Iterable[tuple]:
    return ()


@dataclass(frozen=True, eq=False)
class Exercise:
    """An exercise, as its module states it: each field is a name at the module's top level.

    The module's docstring is the statement, which the stub has as well; its file's name is the
    slug. `solution` is a function to write, or the value to predict. For a prediction, the
    functions marked right and wrong take nothing and return the value; a wrong answer to a dict
    holds the keys that its belief gets wrong.
    """

    slug: str
    statement: str
    hints: tuple[str, ...]  # from a question, to the idea, to the line
    proves: str  # one sentence, shown with *correct*
    solution: Any
    right: Mapping[str, Callable]
    wrong: Mapping[str, Callable]
    folder: str  # "data_operations", the lecture's
    name: str = ""  # what the stub calls the answer; the slug with underscores unless given
    inputs: "Callable[[], SearchStrategy[tuple]] | None" = None  # generated arguments
    edge_cases: Callable[[], Iterable[tuple]] = _none  # arguments that are always tried
    read: Callable[[Any], object] = _as_it_is  # an answer, or a result, in the solution's form
    watch: Callable[[], AbstractContextManager] = nullcontext  # what every call is made within
    observe: Callable[..., object] | None = None  # the facts that are compared, not the result
    pointed_at: Cells | Axes | Arrow | None = None  # what `by_hand` makes buttons of, for a value
    proof: Callable[[], None] | None = None  # the truth found another way, for the tests
    seconds: float = 2.0  # for one check
    raises: type[Exception] | None = None  # what is asked for where there is no result
    may_edit: tuple[str, ...] = ()  # what the answer may change: a parameter, "w", or "w.grad"
    strict_type: bool = False  # True: a 0-d tensor is not a Python number, an array not a tensor
    strict_dtype: bool = False  # True: float64 is not accepted for float32
    by_value: bool = False  # True: 3 and 3.0 are one answer, also in tensors and tables
    tolerance: float | None = None  # relative; the default fits the dtype

    @classmethod
    def of(cls, module: ModuleType) -> "Exercise":
        """The exercise that a module states; raises Misstated with what its author has to mend."""
        *_, folder, own = module.__name__.split(".")
        _complain(module)
        stated = {f.name: vars(module)[f.name] for f in fields(cls) if f.name in vars(module)}
        stated |= {
            "slug": own.replace("_", "-"),
            "folder": folder,
            "statement": inspect.getdoc(module),
            "right": _marked(module, "right"),
            "wrong": _marked(module, "wrong"),
        }
        return cls(**{"name": own, **stated})

    @property
    def is_function(self) -> bool:
        """Whether a function is asked for, and not a value."""
        return callable(self.solution)

    @cached_property
    def parameters(self) -> list[str]:
        """The names of the arguments."""
        return list(inspect.signature(self.solution).parameters) if self.is_function else []

    @property
    def collects_facts(self) -> bool:
        """Whether something else than the bare result of a call is compared."""
        return self.observe is not None or (self.is_function and self.read is not _as_it_is)

    def result(self, answer: Callable, *arguments: object) -> object:
        """What is compared of a call. Raises what the call raises, and Unreadable."""
        with self.watch():
            if self.observe is not None:
                return self.observe(answer, *arguments)
            return self.read(answer(*arguments))

    def handed_in(self, answer: Callable) -> object:
        """What a learner passes to check who gives that right or wrong answer."""
        if self.is_function:
            return answer
        value = answer()
        both = isinstance(value, dict) and isinstance(self.solution, dict)
        return self.solution | value if both else value

    def right_answers(self) -> dict[str, object]:
        """The solution, and right answers written differently, as they are handed in."""
        others = {name: self.handed_in(answer) for name, answer in self.right.items()}
        return {"solution": self.solution, **others}

    def told(self, belief: str) -> str:
        """What the learner is told who gives the wrong answer of that name."""
        return " ".join((inspect.getdoc(self.wrong[belief]) or "").split())


def _marked(module: ModuleType, mark: str) -> dict[str, Callable]:
    return {
        name: member
        for name, member in vars(module).items()
        if getattr(member, "marked", "") == mark and member.__module__ == module.__name__
    }


_NEEDED = {
    "hints": "three strings: a question, the idea, the line",
    "proves": "one sentence, shown to whoever is right",
    "solution": "the function to write, or the value to predict",
}


def _complain(module: ModuleType) -> None:
    """Raise Misstated where something is missing or written in another way than is read."""
    where = f"{module.__name__.replace('.', '/')}.py"
    if not inspect.getdoc(module):
        raise Misstated(f"{where} begins with a docstring: what is asked, with its shapes.")
    for name, what in _NEEDED.items():
        if name not in vars(module):
            raise Misstated(f"{where} does not define `{name}`: {what}.")
    if isinstance(module.hints, str) or not all(isinstance(h, str) for h in module.hints):
        raise Misstated(f"{where}: `hints` is a tuple, {_NEEDED['hints']}.")
    for belief, answer in _marked(module, "wrong").items():
        if not answer.__doc__:
            raise Misstated(f"{where}: `{belief}` has no docstring to tell the learner.")
    takes = callable(module.solution) and inspect.signature(module.solution).parameters
    if takes and not {"inputs", "edge_cases"} & vars(module).keys():
        raise Misstated(f"{where}: say in `inputs` or `edge_cases` what is tried.")
    if callable(module.solution) and "pointed_at" in vars(module):
        raise Misstated(
            f"{where}: a function is written; what is `pointed_at` answers with a value."
        )
    known = {f.name for f in fields(Exercise)}
    for name, value in vars(module).items():
        plain = value is None or isinstance(value, (bool, float, str, tuple, type))
        own = getattr(value, "__module__", "") == module.__name__ and not hasattr(value, "marked")
        stated = (plain or own) and re.fullmatch(r"[a-z]\w*", name)
        if stated and name not in known and difflib.get_close_matches(name, known, 1, 0.8):
            near = difflib.get_close_matches(name, known, 1, 0.8)[0]
            raise Misstated(f"{where}: `{name}` is read by nobody; did you mean `{near}`?")
