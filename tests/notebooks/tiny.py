"""Small lectures in a folder of their own, as an author meets the builder."""

import json
from pathlib import Path

import nbformat

from preliminaries.notebooks.__main__ import main

LECTURE = """\
# A tiny lecture

What it is about.

```{code-cell}
def check(slug, answer):
    given = answer(3) if callable(answer) else answer
    print(slug, "is not attempted" if given is ... else f"gives {given}")
```

## Looking closer

The first cell is on the slide.

```python
# a comment, no heading
```

$$
# a formula, no heading
$$

+++

The second is for the speaker.

```{code-cell}
for i in range(2):
    print(i, flush=True)
"ü", 1 / 4
```

### Predict

```{code-cell}
:exercise: seven
```

### Write

Still to be skipped.

```{code-cell}
:exercise: double
```

After it.
"""

FAILING = """\
# A lecture that fails

```{code-cell}
def reciprocal(x):
    return 1 / x
```

## Dividing

```{code-cell}
zero = 0

reciprocal(zero)
```
"""


EXERCISES = {
    "seven": '"""The number seven."""\n\nsolution = 7\n',
    "double": '"""Twice x."""\n\n\ndef solution(x):\n    return x + x\n',
}


def write_lecture(root: Path, text: str = LECTURE, name: str = "01-tiny") -> Path:
    path = root / f"lectures/{name}.md"
    path.write_text(text, "utf-8")
    return path


def lecture_of(code: str) -> str:
    return f"# One cell\n\n```{{code-cell}}\n{code}\n```\n"


def read_notebook(root: Path, name: str = "01-tiny") -> nbformat.NotebookNode:
    return nbformat.read(root / f"notebooks/{name}.ipynb", as_version=nbformat.NO_CONVERT)


def edit_notebook(root: Path, edit) -> None:
    """Change the notebook as an editor would that keeps the layout."""
    path = root / "notebooks/01-tiny.ipynb"
    content = json.loads(path.read_text("utf-8"))
    edit(content)
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, "utf-8", newline="\n")


def cell_of(content: dict, id: str) -> dict:
    return next(cell for cell in content["cells"] if cell["id"] == id)


def slide_types(notebook) -> dict[str, str | None]:
    return {c.id: c.metadata.get("slideshow", {}).get("slide_type") for c in notebook.cells}


def shown_after_failure(capsys) -> str:
    """What an author reads when the build stops; no part of it is a traceback of ours."""
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    return shown


def assert_check_says(capsys, *words: str) -> None:
    """--check ends with status 1 and one line, which has these words and says what to do."""
    assert main(["--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1, lines
    for word in words:
        assert word in lines[0]
