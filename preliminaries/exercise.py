"""What an exercise is: one class that says what is asked, accepted and rejected."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


class Exercise:
    """A function to write.

    A subclass holds, in this order:

    - its docstring: what is asked. The lecture's stub has the same one.
    - `hints`: from a question, to the idea, to the line.
    - `proves`: one sentence, shown with *correct*.
    - `solution`: a right answer, as the learner could have written it.
    - `inputs`: a Hypothesis strategy of argument tuples; `edge_cases`: argument tuples that are
      always tried.
    - `also_right`: a class of right answers written differently (for the tests).
    - `wrong`: a class of wrong answers. Each is named after the belief behind it, and its
      docstring is what the learner who holds that belief is told.

    Nothing of it is an instance: the functions are called on the class.
    """

    hints: tuple[str, ...] = ()
    proves: str = ""
    name: str = ""  # what the stub calls the answer; the slug with underscores unless given
    slug: str = ""
    lecture: str = ""
    is_function = True
    seconds = 2.0  # for one check
    may_edit: tuple[str, ...] = ()  # parameters that the answer is meant to change
    strict_type = False  # True: a 0-d tensor is not a Python number, an array not a tensor
    strict_dtype = False  # True: float64 is not accepted for float32
    tolerance: float | None = None  # relative; the default fits the dtype

    class also_right:
        pass

    class wrong:
        pass

    solution: Callable[..., Any]

    def __init_subclass__(cls) -> None:
        if cls.__module__ == __name__:
            return  # Prediction is a kind of exercise, not an exercise
        cls.slug = cls.slug or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", cls.__name__).lower()
        cls.name = cls.name or cls.slug.replace("-", "_")
        cls.lecture = cls.__module__.rpartition(".")[2].replace("_", "-")
        cls.statement = inspect.cleandoc(cls.__doc__ or "")

    statement: str = ""

    def inputs() -> "SearchStrategy[tuple] | None":
        """Generated arguments."""
        return None

    def edge_cases() -> Iterable[tuple]:
        """Arguments that are always tried."""
        return ()

    def observe(answer: Callable, *arguments: object) -> object:
        """What is compared: the returned value, unless the exercise is about something else.

        It raises `Unreadable` where the returned value has not the form that is asked for.
        """
        return answer(*arguments)

    @classmethod
    def parameters(cls) -> list[str]:
        """The names of the arguments."""
        return list(inspect.signature(cls.solution).parameters)

    @classmethod
    def solution_source(cls) -> str:
        """The solution as a learner would have written it in the stub's place."""
        source = textwrap.dedent(inspect.getsource(cls.solution))
        function = ast.parse(source).body[0]
        lines = source.splitlines()
        signature = "\n".join(lines[: function.body[0].lineno - 1])
        signature = signature.replace("def solution(", f"def {cls.name}(", 1)
        docstring = textwrap.indent(f'"""{cls.statement}{_closing(cls.statement)}', "    ")
        body = "\n".join(lines[function.body[0].lineno - 1 :])
        return f"{signature}\n{docstring}\n{body}\n"

    @classmethod
    def wrong_answers(cls) -> dict[str, Callable]:
        """The named wrong answers; the docstring of each is its message."""
        return _functions(cls.wrong)

    @classmethod
    def right_answers(cls) -> dict[str, Callable]:
        """The solution, and right answers written differently."""
        return {"solution": cls.solution, **_functions(cls.also_right)}


class Prediction(Exercise):
    """A value to predict, or a dict of them: the learner fills in the `...`.

    The functions of a prediction take no arguments and return the value; a wrong answer to a
    dict names only the keys that its belief gets wrong. `read` brings an answer, however it was
    written, into the form of the solution's; it raises `Unreadable` with a sentence on what is
    needed.
    """

    is_function = False

    def read(answer: object) -> object:
        """The answer in the solution's form."""
        return answer

    @classmethod
    def solution_source(cls) -> str:
        """The stub's assignment with the value filled in."""
        source = textwrap.dedent(inspect.getsource(cls.solution))
        returned = ast.parse(source).body[0].body[-1]
        value = textwrap.dedent(" " * 4 + ast.get_source_segment(source, returned.value))
        return f"{cls.name} = {value}\n"


class Unreadable(ValueError):
    """An answer that has not the form the question asks for; the message says which it is."""


def _closing(statement: str) -> str:
    return '\n"""' if "\n" in statement else '"""'


def _functions(space: type) -> dict[str, Callable]:
    return {name: f for name, f in vars(space).items() if inspect.isfunction(f)}
