"""How much memory an answer may take: what the machine, the container and the user leave."""

import functools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

MOST = 4 * 2**30  # bytes that an answer may add, however many there are
_LEAST = 2**27  # less would stop what a right answer takes, such as threads and their stacks
_KEPT = 2**26  # for the session, which goes on


def available() -> int:
    """Bytes that this process can still use, by the machine and by any limit set to it."""
    from psutil import virtual_memory

    return max(0, min([virtual_memory().available, *_left_in_groups(), *_left_to_user()]))


def allowed() -> int:
    """Bytes that an answer may add to what the session uses."""
    return min(MOST, max(_LEAST, available() - _KEPT))


def limit(more: int) -> Callable[[], object]:
    """Let this process take no more than that many bytes more, until the result is called.

    On Linux only: other systems do not enforce it.
    """
    if sys.platform != "linux":
        return lambda: None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    ceiling = _used(5) + more
    if soft != resource.RLIM_INFINITY and soft < ceiling:
        return lambda: None
    resource.setrlimit(resource.RLIMIT_DATA, (ceiling, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _used(column: int) -> int:
    """Bytes of this process: 0 is all that it has reserved, 5 what it may write to."""
    import resource

    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[column]
    return int(pages) * resource.getpagesize()


def _left_to_user() -> Iterator[int]:
    """What `ulimit` leaves."""
    if sys.platform != "linux":
        return
    import resource

    for kind, column in ((resource.RLIMIT_AS, 0), (resource.RLIMIT_DATA, 5)):
        soft, _ = resource.getrlimit(kind)
        if soft != resource.RLIM_INFINITY:
            yield soft - _used(column)


def _left_in_groups() -> Iterator[int]:
    """What each control group around this process leaves, as containers are made of them."""
    for place, names in _groups():
        yield from _left_in(place, *names)


@functools.cache
def _groups() -> list[tuple[Path, tuple[str, str, str, str]]]:
    """The folders of these groups that hold a limit, and what their files are called."""
    return [(place, names) for place, names in _places() if os.path.exists(place / names[0])]


def _places() -> Iterator[tuple[Path, tuple[str, str, str, str]]]:
    if sys.platform != "linux":
        return
    try:
        groups = Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for group in groups:
        _, kinds, name = group.split(":", 2)
        roots: tuple[str, ...]
        if kinds == "":
            roots, names = ("/sys/fs/cgroup", "/sys/fs/cgroup/unified"), _SECOND
        elif "memory" in kinds.split(","):
            roots, names = ("/sys/fs/cgroup/memory",), _FIRST
        else:
            continue
        for root in map(Path, roots):
            folder = root / name.lstrip("/")
            # Within a container the name is the one outside, and its own files lie at the root.
            for place in {root, folder, *folder.parents} - set(root.parents):
                yield place, names


# The files of the two versions: the limit, what is used, and what of that are copies of files:
# those not lately used, and those that programs run from.
_FIRST = (
    "memory.limit_in_bytes",
    "memory.usage_in_bytes",
    "total_inactive_file",
    "total_mapped_file",
)
_SECOND = "memory.max", "memory.current", "inactive_file", "file_mapped"


def _left_in(folder: Path, limit: str, usage: str, unused: str, mapped: str) -> Iterator[int]:
    try:
        most, used = (
            (folder / name).read_text(encoding="ascii").strip() for name in (limit, usage)
        )
        stat = (folder / "memory.stat").read_text(encoding="ascii").split()
    except OSError:
        return
    if most.isdecimal():  # and not "max"
        files = dict(zip(stat[::2], map(int, stat[1::2]), strict=True))
        can_go = max(0, files.get(unused, 0) - files.get(mapped, 0))
        yield int(most) - int(used) + can_go
