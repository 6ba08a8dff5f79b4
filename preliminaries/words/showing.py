"""What a cell asks for before its last line, whose value alone Jupyter shows, is shown too."""

import dis
import sys
from types import FrameType


def show_if_dropped(answer: object) -> None:
    """In a notebook, show the answer if the line that asked for it keeps it nowhere.

    The value of a cell's last line is shown by Jupyter itself, and one that is given a name is
    not asked to be shown.
    """
    ipython = sys.modules.get("IPython")
    if not ipython or not ipython.get_ipython():
        return
    frame: FrameType | None = sys._getframe()
    while frame and frame.f_globals.get("__name__", "").startswith("preliminaries."):
        frame = frame.f_back
    if frame and _drops(frame):
        from IPython.display import display

        display(answer)


def _drops(frame: FrameType) -> bool:
    """Whether the value of the call that a frame waits for is thrown away, as after a statement."""
    steps = dis.get_instructions(frame.f_code)
    return next((step.opname for step in steps if step.offset > frame.f_lasti), "") == "POP_TOP"
