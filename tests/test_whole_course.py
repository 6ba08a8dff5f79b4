"""Everything is run once without a network: it comes out right, and leaves nothing behind.

Where no network can be taken away this is left out: each part has its own tests.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from preliminaries.course.browser import find_chromium
from preliminaries.course.places import ROOT
from preliminaries.notebooks.lecture import read_lecture
from tests.processes import PATIENCE

LECTURES = sorted((ROOT / "lectures").glob("*.md"))
LINUX = sys.platform == "linux"

# A network of its own, in which there is nothing but the machine itself. Without `ip` loopback
# stays down, and no kernel could be spoken to.
ALONE = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "-"]
REACH = "import socket; socket.create_connection(('1.1.1.1', 53), timeout=5)"

# Where programs put what they keep beside their work, each led into a folder of its own.
PLACES = (
    "HOME",
    "TMPDIR",
    "IPYTHONDIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_RUNTIME_DIR",
    "XDG_STATE_HOME",
)
# What may be found there afterwards: others' caches, settings and history, which they would make
# for any notebook or any page.
ALLOWED = {
    "IPYTHONDIR/profile_default",
    "JUPYTER_CONFIG_DIR/migrated",
    "TMPDIR/torchinductor_*",
    "XDG_CACHE_HOME/*",
    "XDG_CONFIG_HOME/chromium",
    "XDG_CONFIG_HOME/google-chrome",
    "XDG_CONFIG_HOME/matplotlib",
    "XDG_RUNTIME_DIR/dconf",
}

# Of two lectures: whether a deck asks for anything is seen of all in tests/browser/test_decks.py.
PRESENTED = [LECTURES[0], LECTURES[5]]
# Of every second one: it takes half a minute each, and what answers say is seen of all elsewhere.
SOLVED = LECTURES[1::2]

pytestmark = [pytest.mark.machine, pytest.mark.timeout(900)]


@dataclass
class Run:
    """What the commands said, and where they wrote."""

    done: dict[str, subprocess.CompletedProcess]
    made: Path
    places: Path
    tree: tuple[str, str]  # the work tree, before and after


@pytest.fixture(scope="module")
def alone() -> list[str]:
    """The beginning of a command that runs without a network."""
    missing = [program for program in ("unshare", "ip") if not shutil.which(program)]
    lack = f"no {missing[0]} here to make a network of its own" if missing else ""
    if not missing:
        # this Python itself: it may lie where only those outside may look
        command = [*ALONE, sys.executable, "-c", ""]
        tried = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        if tried.returncode:
            lack = f"nothing runs in a network of its own here: {tried.stderr.strip()}"
    if lack and LINUX and os.environ.get("CI") == "true":
        pytest.fail(f"CI has to run the course offline: {lack}")
    if lack:
        pytest.skip(lack)
    return ALONE


@pytest.fixture(scope="module")
def run(alone, tmp_path_factory) -> Run:
    """Everything run, without a network."""
    made, places = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("places")
    for place in PLACES:
        (places / place).mkdir(mode=0o700)
    env = os.environ | {place: str(places / place) for place in PLACES}
    nbval = "pytest -q -p no:cacheprovider --nbval notebooks/02-data-preprocessing.ipynb"
    commands = {
        "check": ["preliminaries.notebooks", "--check"],
        "solved": ["preliminaries.notebooks", "--solved", made, *[path.stem for path in SOLVED]],
        "nbval": nbval.split(),
        "decks": ["preliminaries.slides", *[path.stem for path in PRESENTED], "--to", made],
        "doctor": ["preliminaries.doctor"],
    }
    before, done = work_tree(), {}
    for name, command in commands.items():
        done[name] = subprocess.run(
            [*alone, sys.executable, "-m", *command],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env=env,
            timeout=600,
        )
    return Run(done, made, places, (before, work_tree()))


def work_tree() -> str:
    """What differs from the commit, and how; or why git does not tell, after a `?`."""
    told = ""
    for command in ("status --porcelain --untracked-files=all", "diff"):
        if not shutil.which("git"):
            return "?no git here"
        how = {"cwd": ROOT, "capture_output": True, "text": True, "errors": "replace"}
        asked = subprocess.run(["git", *command.split()], **how)
        if asked.returncode:
            return f"?{asked.stderr}"
        told += asked.stdout
    return told


@pytest.mark.parametrize("name", ["check", "solved", "nbval", "decks", "doctor"])
def test_everything_runs(run, name):
    done = run.done[name]
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_lecture_is_solved_or_has_a_deck_and_where_a_browser_is_a_pdf(run):
    kinds = [".html"] + ([".pdf"] if find_chromium() else [])
    decks = {path.stem + kind for path in PRESENTED for kind in kinds}
    solved = {f"{path.stem}.ipynb" for path in SOLVED}
    assert {path.name for path in run.made.iterdir()} == decks | solved


def test_it_ran_where_nothing_can_be_reached(run, alone):
    command = [*alone, sys.executable, "-c", REACH]
    reached = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert "Network is unreachable" in reached.stderr


@pytest.mark.parametrize("path", SOLVED, ids=lambda path: path.stem)
def test_every_verdict_of_the_solved_edition_is_correct(run, path):
    solved = nbformat.read(run.made / f"{path.stem}.ipynb", as_version=nbformat.NO_CONVERT)
    shown = {
        ours.exercise.slug: "".join(o.get("data", {}).get("text/plain", "") for o in cell.outputs)
        for ours, cell in zip(read_lecture(path).cells, solved.cells, strict=True)
        if ours.exercise
    }
    assert {slug: text for slug, text in shown.items() if not text.startswith("Correct")} == {}


def test_the_work_tree_is_as_it_was(run):
    before, after = run.tree
    if before.startswith("?") and not before.startswith("?? "):
        pytest.skip(f"what differs from the commit is unknown: {before[1:]}")
    assert after == before


@pytest.mark.skipif(not LINUX, reason="other systems keep these things elsewhere")
def test_nothing_but_caches_is_left_beside_it(run):
    left = [path.relative_to(run.places) for path in run.places.glob("*/*")]
    assert [str(path) for path in left if not any(path.match(known) for known in ALLOWED)] == []
