"""Finding in an output what tells of the machine it was made on."""

import re
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_ENCODED = re.compile(r"base64,[A-Za-z0-9+/=\s]+")


def find_trace(output: Any, folder: Path, known: str) -> str | None:
    """The path or host name of this machine that stands in an output of a cell run in folder.

    A host name that is a word of the lecture's known text as well is taken for that word: machines
    are called "tensor" or "gpu".
    """
    paths = {
        "the home directory": Path.home(),
        "the course's folder": folder.parent,
        "the working directory": Path.cwd(),
        "the interpreter's folder": Path(sys.prefix),
        "the folder for temporary files": Path(tempfile.gettempdir()),
    }
    for text in _texts(output):
        for name, path in paths.items():
            # a root ("/") would be found in every fraction
            if path != path.parent and re.search(re.escape(str(path)) + r"(?![\w.-])", text):
                return f"{name}, {path}"
        host = socket.gethostname()
        word = re.compile(rf"(?<!\w){re.escape(host)}(?!\w)")
        if host not in ("", "localhost") and word.search(text) and not word.search(known):
            return f"the host name, {host}"
    return None


def _texts(value: Any) -> Iterator[str]:
    """All text in an output, except encoded pictures, in which anything can turn up by chance."""
    if isinstance(value, str):
        yield _ENCODED.sub("", value)
    elif isinstance(value, dict):
        for key, part in value.items():
            if not key.startswith("image/") or key == "image/svg+xml":
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
