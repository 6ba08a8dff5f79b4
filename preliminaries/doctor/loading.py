"""What has to be tried: each in a process of its own, which may fail, crash or hang.

But for torch and the kernel where they are loaded already, as in a notebook: they will not fail to
load any more.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata, util
from pathlib import Path

from preliminaries.doctor.finding import BAD, GOOD, NOTE, Finding, from_here
from preliminaries.doctor.surroundings import (
    NAME_A_HOME,
    ROOT,
    folders_in,
    install,
    install_course,
    lines_for,
    unmet,
)

_SECONDS = 180
_NOTEBOOKS = ROOT / "notebooks"  # where kernels run

# What JupyterLab needs to show slides, and explorers on them, and the packages that bring it.
_RISE, _MANAGER = "jupyterlab-rise", "@jupyter-widgets/jupyterlab-manager"
_WIDGETS = "ipywidgets", "jupyterlab-widgets"

# What a torchvision says that was compiled for another torch.
_UNLIKE = r"torchvision::nms|undefined symbol|Symbol not found|procedure could not be found"

_KERNEL = """
import preliminaries
tell("course", True)
from jupyter_client.kernelspec import KernelSpecManager
spec = KernelSpecManager().get_kernel_spec("python3")
tell("kernel", spec.argv[0])
tell("folder", spec.resource_dir)
import ipykernel.kernelapp
tell("ipykernel", ipykernel.__version__)
"""

_LAB = """
from jupyter_core.paths import jupyter_config_path
from jupyter_server.extension.config import ExtensionConfigManager
switched = ExtensionConfigManager(read_config_path=jupyter_config_path()).get_jpserver_extensions()
tell("rise", switched.get("jupyterlab_rise"))
from jupyterlab.labextensions import main
main(["list"])
"""

# Each step is told before the next begins: the last one told is where it went wrong.
_TORCH = """
import torch
tell("torch", torch.__version__)
tell("runtime", torch.version.cuda)
tell("sum", float((torch.ones(2, 3) @ torch.ones(3, 2)).sum()))
import torchvision
boxes = torch.tensor([[0.0, 0.0, 1.0, 1.0]])
tell("torchvision", torchvision.ops.nms(boxes, torch.ones(1), 0.5).tolist())
from preliminaries import devices
try:
    device = devices.pick()
except devices.NoSuchDevice as error:
    tell("no device", str(error))
    device = torch.device("cpu")
tell("device", str(device))
A = torch.ones(64, 64, device=device)
tell("product", float((A @ A).sum().item()))
from d2l import torch as d2l
tell("d2l", hasattr(d2l, "resnet18"))
import ipywidgets, matplotlib.pyplot
from preliminaries import check
from preliminaries.course.exercises import find
from preliminaries.judging.judge import judge  # not check, which notes the learner's progress
answers = {"outer-sum": lambda a, b: a[:, None] + b, "first-check": 42}
verdicts = [judge(find(slug), answer).status.name for slug, answer in answers.items()]
tell("verdict", verdicts == ["CORRECT", "CORRECT"])
"""


@dataclass(frozen=True)
class _Trial:
    """What the steps told, the last line of what they complained, and all that they said."""

    told: dict = field(default_factory=dict)
    complaint: str = ""
    said: str = ""


def _try(steps: str) -> _Trial:
    tell = (
        "import json, os, sys, warnings; warnings.simplefilter('ignore')\n"
        "def tell(k, v): print('\\n@' + json.dumps([k, v]), flush=True)\n"
    )
    end = "\nsys.stdout.flush(); os._exit(0)"  # to take torch down takes a second
    try:
        done = subprocess.run(
            [sys.executable, "-c", tell + steps + end],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            cwd=_NOTEBOOKS if _NOTEBOOKS.is_dir() else ROOT,
        )
        out, said = done.stdout, done.stdout + done.stderr
        complaint = _last_line(done.stderr) if done.returncode else ""
        if done.returncode < 0:
            complaint = f"its process crashed (signal {-done.returncode})"
        elif done.returncode and not complaint:
            complaint = f"its process ended with status {done.returncode}"
    except subprocess.TimeoutExpired as expired:
        got = expired.stdout or b""
        said = out = got.decode(errors="replace") if isinstance(got, bytes) else got
        complaint = f"no answer within {_SECONDS} seconds"
    except OSError as error:
        return _Trial(complaint=str(error))
    told = dict(json.loads(line[1:]) for line in out.splitlines() if line[:2] == "@[")
    return _Trial(told, complaint, said)


_in_turn = threading.Lock()  # the filters of warnings belong to all threads


def _try_here(steps: str) -> _Trial:
    """As `_try`, in this process."""
    told: dict = {}
    try:
        with _in_turn, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(steps, {"tell": told.__setitem__})
    except Exception as error:
        return _Trial(told, f"{type(error).__name__}: {error}", traceback.format_exc())
    return _Trial(told)


def _last_line(text: str) -> str:
    lines = [
        line for line in text.splitlines() if re.match(r"[A-Za-z_.]+(Error|Exception|\w+):", line)
    ]
    return (lines or text.strip().splitlines() or [""])[-1].strip()


def _cure(trial: _Trial, *packages: str) -> str:
    """What to do about a trial that failed: install these where nothing else is to blame."""
    if cure := _cure_outside(trial):
        return cure
    if re.search(r"lib(cu|nv|nccl)\S*: cannot open shared object", trial.complaint):
        return install(anew=True)  # torch's libraries are packages of their own
    missing = re.search(r"No module named '(\w+)", trial.complaint)
    modules = missing or re.search(r"cannot import name .* from '(\w+)", trial.complaint)
    module = modules[1] if modules else _last_package(trial.said)
    guilty = metadata.packages_distributions().get(module, ())
    if missing and not guilty:
        return install()
    if not guilty or {"torch", "torchvision"} & set(guilty):
        return install(*packages)
    return install(*dict.fromkeys(guilty))


def _last_package(said: str) -> str:
    """The package that a traceback ends in."""
    return (re.findall(r"-packages[/\\](\w+)", said) or [""])[-1]


def _cure_outside(trial: _Trial) -> str:
    """A cure for what no installation of packages changes."""
    complaint = trial.complaint
    if complaint.startswith("no answer within"):
        return "Close what else is running, and start the doctor again."
    for folder in folders_in("PYTHONPATH"):
        if f'File "{folder}{os.sep}' in trial.said:
            return f"Take {folder} out of the variable PYTHONPATH."
    if "backend" in complaint and os.environ.get("MPLBACKEND", "\0") in complaint:
        return "Unset the variable MPLBACKEND."
    if "determine home directory" in complaint:
        return NAME_A_HOME
    if "WinError 126" in complaint:
        return "Install the Microsoft Visual C++ runtime (vc_redist.x64.exe)."
    if re.match("(FileNotFound|NotADirectory|Permission)Error", complaint) and (
        "-packages" not in complaint
    ):
        return "Give yourself access to it, or unset the variable that names it."
    missing = re.search(r"No module named '(\w+)", complaint)
    if missing and missing[1] in sys.stdlib_module_names:
        return "This Python was built without that module: set the course up with another Python."
    return ""


def slides() -> Iterator[Finding]:
    """JupyterLab's extensions for slides and widgets, as JupyterLab itself sees them."""
    trial = _try(_LAB)
    text = re.sub(r"\x1b\[\d*m", "", trial.said)
    if "JupyterLab v" not in text:
        words = f"JupyterLab does not start: {trial.complaint}"
        yield Finding(BAD, "JupyterLab", words, _cure(trial, "jupyterlab"))
        return
    presents = util.find_spec("jupyterlab_rise") is not None  # a learner need not
    seen = dict(re.findall(r"^\s+(\S+) v(\S+ (?:enabled|disabled) +\w+)", text, re.M))
    wrong, off = [], []
    for name, version in ((_RISE, None), (_MANAGER, _brought())):
        found, state, sound = seen.get(name, "no enabled OK").split()
        if state == "disabled":
            off.append(name)
        elif found == "no" and (presents or "rise" not in name):
            wrong.append(f"JupyterLab has no {name}")
        elif sound != "OK" or found != (version or found):
            wrong.append(f"{name} {found} does not fit")
    served = trial.told["rise"]
    if served is None and presents:
        wrong.append("Jupyter's server has no jupyterlab_rise")
    wrong += [f"explorers are bare text: {words}" for words in unmet(lines_for(*_WIDGETS))]
    if wrong:
        yield Finding(NOTE, "slides", "; ".join(wrong), install(_RISE, *_WIDGETS))
    if off:
        cure = f"python -m jupyterlab.labextensions enable {' '.join(off)}"
        yield Finding(NOTE, "slides", f"switched off in JupyterLab: {', '.join(off)}", cure)
    if served is False:
        cure = "python -m jupyter_server.extension.serverextension enable jupyterlab_rise"
        yield Finding(NOTE, "slides", "switched off in Jupyter's server: jupyterlab_rise", cure)
    if served and not wrong and not off:
        yield Finding(GOOD, "slides", "RISE and the widgets that it can show")
    elif not presents and not wrong and not off:
        yield Finding(GOOD, "slides", "none here, and none needed: README.md sets up presenting")


def _brought() -> str | None:
    """The version of the extension that our jupyterlab-widgets put beside this Python."""
    about = Path(sys.prefix, "share/jupyter/labextensions", _MANAGER, "package.json")
    return json.loads(about.read_text(encoding="utf-8"))["version"] if about.is_file() else None


def kernel() -> Iterator[Finding]:
    """Whether a notebook's "Python 3" is this Python."""
    trial = _try_here(_KERNEL) if "ipykernel.kernelapp" in sys.modules else _try(_KERNEL)
    told, complaint = trial.told, trial.complaint
    if "course" not in told:
        words = f"notebooks cannot import the course: {complaint}"
        yield Finding(BAD, "kernel", words, _cure_outside(trial) or install_course())
        return
    if complaint:
        words = f"notebooks have no kernel: {complaint}"
        yield Finding(BAD, "kernel", words, _cure(trial, "ipykernel"))
        return
    # Jupyter puts its own interpreter for these.
    major, minor = sys.version_info[:2]
    own = {"python", f"python{major}", f"python{major}.{minor}"}
    program = shutil.which(told["kernel"]) or told["kernel"]
    if told["kernel"] in own or _same(program, sys.executable):
        yield Finding(GOOD, "kernel", f"Python 3 is this Python, ipykernel {told['ipykernel']}")
        return
    folder = Path(told["folder"])
    cure = f"Remove {from_here(folder / 'kernel.json')}"
    if any(folder.is_relative_to(path) for path in folders_in("JUPYTER_PATH")):
        cure += ", or unset the variable JUPYTER_PATH"
    elif folder.is_relative_to(sys.prefix) or not os.access(folder, os.W_OK):
        cure = "python -m ipykernel install --sys-prefix"
    words = f"a notebook's Python 3 is another one: {told['kernel']}"
    yield Finding(BAD, "kernel", words, cure)


def _same(one: str, other: str) -> bool:
    # Not resolved: the Pythons of all virtual environments are links to one file.
    return os.path.normcase(os.path.abspath(one)) == os.path.normcase(os.path.abspath(other))


def torch_and_devices() -> Iterator[Finding]:
    trial = _try_here(_TORCH) if "torch" in sys.modules else _try(_TORCH)
    told, complaint = trial.told, trial.complaint
    pair = "torch", "torchvision"
    if "sum" not in told:
        yield Finding(BAD, "torch", f"does not load: {complaint}", _cure(trial, *pair))
        return
    yield Finding(GOOD, "torch", f"{told['torch']} loads and computes")
    if "torchvision" not in told:
        cure = _cure(trial, *pair)
        if re.search(_UNLIKE, complaint):
            cure = f"They do not match: {install(*pair)}"
        yield Finding(BAD, "torchvision", f"does not load: {complaint}", cure)
        return
    driver, newest = _driver()
    if "no device" in told:
        words = told["no device"].partition(". ")[0]
        yield Finding(BAD, "device", words, "Unset the variable PRELIMINARIES_DEVICE.")
    elif told.get("product") != 64**3:
        device = told.get("device", "the device")
        complaint = complaint or f"64³ comes out as {told.get('product')}"
        cure = "Set the variable PRELIMINARIES_DEVICE to cpu; look for a newer driver or torch."
        yield Finding(BAD, "device", f"{device} does not compute: {complaint}", cure)
        return
    else:
        yield _device(told, driver, newest)
    if told.get("d2l"):
        yield Finding(GOOD, "d2l", "loads")
    else:
        words = f"does not load: {complaint or 'no resnet18 in it'}"
        yield Finding(BAD, "d2l", words, _cure(trial, "d2l"))
        return
    if told.get("verdict"):
        yield Finding(GOOD, "exercises", "answers are judged")
    else:
        words = complaint or "a right answer is not accepted"
        yield Finding(
            BAD, "exercises", f"answers are not judged: {words}", _cure(trial, "hypothesis")
        )


def _device(told: dict, driver: str, newest: str) -> Finding:
    device, runtime = told["device"], told["runtime"]
    if device != "cpu":
        detail = f", CUDA {runtime}, driver {driver} (up to CUDA {newest})" if driver else ""
        return Finding(GOOD, "device", f"{device} computes{detail}")
    if not driver:
        return Finding(GOOD, "device", "the CPU; no NVIDIA driver here, and none is needed")
    if os.environ.get("PRELIMINARIES_DEVICE"):
        return Finding(GOOD, "device", "the CPU, as PRELIMINARIES_DEVICE asks")
    if runtime is None:
        words = f"the CPU, beside a GPU: torch {told['torch']} is built without CUDA"
        return Finding(NOTE, "device", words, "To use it: install torch with CUDA (pytorch.org)")
    if _number(newest) < _number(runtime):
        words = f"the CPU: driver {driver} supports CUDA up to {newest}, torch brings {runtime}"
        return Finding(NOTE, "device", words, "To use the GPU: update the NVIDIA driver.")
    words = f"the CPU, beside a GPU with driver {driver}: torch finds no CUDA device"
    return Finding(NOTE, "device", words, "Is CUDA_VISIBLE_DEVICES set? In a container: --gpus all")


def _driver() -> tuple[str, str]:
    """The NVIDIA driver's version and the newest CUDA it supports; empty where there is none."""
    program = shutil.which("nvidia-smi")
    if not program:
        return "", ""
    try:
        from xml.etree import ElementTree

        done = subprocess.run([program, "-q", "-x"], capture_output=True, timeout=20)
        log = ElementTree.fromstring(done.stdout)
    except (ImportError, OSError, subprocess.TimeoutExpired, SyntaxError):
        return "", ""  # one that finds no driver says so in words, which are no XML
    # From 610 on its table says KMD Version and CUDA UMD Version.
    driver = log.findtext("driver_version", "") or log.findtext("kmd_version", "")
    return driver, log.findtext("cuda_version", "") or log.findtext("cuda_umd_version", "")


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:2]) or (10**6,)
