"""The course in Chinese: `from preliminaries.zh import by_hand, check, figures, hint, …`.

The same words and figures as in `preliminaries`, which say the same in Chinese.
"""

import functools
import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from preliminaries.languages import speaking

if TYPE_CHECKING:
    from preliminaries.grids import Grids
    from preliminaries.pointing.hand import ByHand
    from preliminaries.words.board import Board
    from preliminaries.words.helping import Hint, Solution
    from preliminaries.words.shown import Shown

__all__ = ["by_hand", "check", "hint", "progress", "show", "solution"]
_MODULES = ("devices", "figures", "identities")


def check(name: str, answer: object = ...) -> "Shown":
    """评判名为 `name` 的练习的答案 `answer`，并说明对在哪里、错在哪里。

    函数只写名字，不带括号。评判有四种：正确、还不对、出现异常、尚未作答。无论答案做了什么，
    评判都会在几秒内结束，会话保持原样。
    """
    from preliminaries import teaching

    with speaking("zh"):
        return teaching.check(name, answer)


def by_hand(name: str) -> "ByHand | Shown":
    """名为 `name` 的练习，用按钮作答，不必打字。

    评判与 `check` 的相同，也同样计入进度。要先运行它所在的单元格。
    """
    from preliminaries import teaching

    with speaking("zh"):
        return teaching.by_hand(name)


def hint(name: str) -> "Hint | Shown":
    """名为 `name` 的练习的下一条提示：先是一个问题，然后是思路，最后是那一行代码。"""
    from preliminaries import teaching

    with speaking("zh"):
        return teaching.hint(name)


def solution(name: str) -> "Solution | Shown":
    """名为 `name` 的练习的一个正确答案，用 Python 写成。"""
    from preliminaries import teaching

    with speaking("zh"):
        return teaching.solution(name)


def progress() -> "Board | Shown":
    """你的进度：这次会话中检查过的各讲的练习。"""
    from preliminaries import teaching

    with speaking("zh"):
        return teaching.progress()


def show(*unnamed: Any, **tensors: Any) -> "Grids":
    """把张量并排写成表，上面是名字，下面是形状：`show(A=A, b=b)`。

    可以是张量、数组和数，至多三个轴。浮点数带小数点，每张表舍入到同样多的小数位；`≈0`
    不是零，而是舍入成了零。
    """
    from preliminaries import teaching

    with speaking("zh"):
        return teaching.show(*unnamed, **tensors)


class _Chinese(ModuleType):
    """A module of ours whose functions speak Chinese."""

    def __init__(self, module: ModuleType) -> None:
        super().__init__(module.__name__, module.__doc__)
        self._module = module

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._module, name)
        return member if isinstance(member, type) or not callable(member) else _in_chinese(member)

    def __dir__(self) -> list[str]:
        return dir(self._module)


def _in_chinese(function: Callable) -> Callable:
    @functools.wraps(function)  # an explorer reads the parameters
    def speaking_function(*arguments: object, **options: object) -> object:
        with speaking("zh"):
            return function(*arguments, **options)

    return speaking_function


@functools.cache
def _module(name: str) -> ModuleType:
    module = importlib.import_module(f"preliminaries.{name}")
    return _Chinese(module) if name in ("figures", "identities") else module


def __getattr__(name: str) -> ModuleType:
    """`figures` and the like, loaded when first asked for."""
    if name not in _MODULES:
        raise AttributeError(f"module 'preliminaries.zh' has no attribute {name!r}")
    return _module(name)


def __dir__() -> list[str]:
    return sorted({*vars(sys.modules[__name__]), *_MODULES})
