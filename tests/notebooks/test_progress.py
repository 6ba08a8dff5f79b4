"""How far a build is, on a terminal and in a log."""

import io

from preliminaries.notebooks.__main__ import main
from preliminaries.notebooks.progress_line import Progress
from tests.notebooks.tiny import (
    write_lecture,
)


def test_progress_in_a_log_is_one_line_a_lecture(folder, capsys):
    write_lecture(folder, "# One\n\nText.\n\n## Two\n")
    assert main([]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("01-tiny: 2/2 cells, ")
    assert line.endswith(" s")


def test_progress_on_a_terminal_is_one_line_that_moves():
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    progress = Progress("01-tiny", 2, terminal)
    progress.cell_done()
    progress.cell_done()
    progress.close()
    shown = [line.partition(",")[0] for line in terminal.getvalue().split("\r")]
    assert shown == ["", "01-tiny: 0/2 cells", "01-tiny: 1/2 cells", "01-tiny: 2/2 cells"]
    assert terminal.getvalue().count("\n") == 1
