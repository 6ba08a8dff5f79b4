"""What has to be tried: each in a process of its own, which may fail, crash or hang."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from preliminaries.doctor.finding import BAD, GOOD, NOTE, Finding
from preliminaries.doctor.surroundings import INSTALL, ROOT, version_of

_SECONDS = 180
_NOTEBOOKS = ROOT / "notebooks"  # where kernels run

# What RISE needs of JupyterLab, and of the widgets the one version that it can show.
_SLIDES = {"jupyterlab-rise": None, "@jupyter-widgets/jupyterlab-manager": "5.0.10"}
_WIDGETS = "8.1.2"
_PINS = f"jupyterlab-rise==0.43.1 ipywidgets=={_WIDGETS} jupyterlab-widgets==3.0.10"

_KERNEL = """
import preliminaries
tell("course", True)
from jupyter_client.kernelspec import KernelSpecManager
spec = KernelSpecManager().get_kernel_spec("python3")
tell("kernel", spec.argv[0])
import ipykernel.kernelapp
tell("ipykernel", ipykernel.__version__)
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
right = check("outer-sum", lambda a, b: a[:, None] + b), check("first-check", 42)
tell("verdict", all(verdict.correct for verdict in right))
"""


def _try(steps: str) -> tuple[dict, str]:
    """What the steps told, and the last line of what they complained."""
    tell = (
        "import json, sys, warnings; warnings.simplefilter('ignore')\n"
        "def tell(k, v): print('\\n@' + json.dumps([k, v]), flush=True)\n"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", tell + steps],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            cwd=_NOTEBOOKS if _NOTEBOOKS.is_dir() else ROOT,
        )
        out, complaint = done.stdout, _last_line(done.stderr) if done.returncode else ""
        if done.returncode < 0:
            complaint = f"its process crashed (signal {-done.returncode})"
        elif done.returncode and not complaint:
            complaint = f"its process ended with status {done.returncode}"
    except subprocess.TimeoutExpired as expired:
        out = expired.stdout or b""
        out = out.decode(errors="replace") if isinstance(out, bytes) else out
        complaint = f"no answer within {_SECONDS} seconds"
    except OSError as error:
        return {}, str(error)
    return dict(json.loads(line[1:]) for line in out.splitlines() if line[:2] == "@["), complaint


def _last_line(text: str) -> str:
    lines = [
        line for line in text.splitlines() if re.match(r"[A-Za-z_.]+(Error|Exception|\w+):", line)
    ]
    return (lines or text.strip().splitlines() or [""])[-1].strip()


def slides() -> Iterator[Finding]:
    """JupyterLab's extensions for slides and widgets, as JupyterLab itself sees them."""
    listed = subprocess.run(
        [sys.executable, "-m", "jupyterlab.labextensions", "list"],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=_SECONDS,
    )
    text = re.sub(r"\x1b\[\d*m", "", listed.stdout + listed.stderr)
    if "JupyterLab v" not in text:
        words = f"JupyterLab does not start: {_last_line(text)}"
        yield Finding(BAD, "JupyterLab", words, INSTALL)
        return
    seen = dict(re.findall(r"^\s+(\S+) v(\S+ (?:enabled|disabled) +\w+)", text, re.M))
    wrong, cure = [], f"python -m pip install --force-reinstall --no-deps {_PINS}"
    for name, version in _SLIDES.items():
        found, state, sound = seen.get(name, "no enabled OK").split()
        if state == "disabled":
            wrong.append(f"{name} is switched off")
            cure = f"python -m jupyter labextension enable {name}"
        elif found == "no":
            wrong.append(f"JupyterLab has no {name}")
        elif sound != "OK" or found != (version or found):
            wrong.append(f"{name} {found} does not fit")
    if (widgets := version_of("ipywidgets")) != _WIDGETS:
        wrong.append(f"with ipywidgets {widgets} explorers are bare text")
    if wrong:
        yield Finding(NOTE, "slides", "; ".join(wrong), cure)
    else:
        yield Finding(GOOD, "slides", "RISE and the widgets that it can show")


def kernel() -> Iterator[Finding]:
    """Whether a notebook's "Python 3" is this Python."""
    told, complaint = _try(_KERNEL)
    cure = "python -m pip install --force-reinstall --no-deps ipykernel"
    if "course" not in told:
        cure = "python -m pip install --no-deps --no-build-isolation -e ."
        yield Finding(BAD, "kernel", f"notebooks cannot import the course: {complaint}", cure)
        return
    if complaint:
        yield Finding(BAD, "kernel", f"notebooks have no kernel: {complaint}", cure)
        return
    program = shutil.which(told["kernel"]) or told["kernel"]
    # Jupyter puts its own interpreter for a bare "python"
    if Path(told["kernel"]).name == told["kernel"] or _same(program, sys.executable):
        yield Finding(GOOD, "kernel", f"Python 3 is this Python, ipykernel {told['ipykernel']}")
    else:
        words = f"a notebook's Python 3 is another one: {told['kernel']}"
        cure = "python -m ipykernel install --sys-prefix   (in this environment)"
        yield Finding(BAD, "kernel", words, cure)


def _same(one: str, other: str) -> bool:
    # Not resolved: the Pythons of all virtual environments are links to one file.
    return os.path.normcase(os.path.abspath(one)) == os.path.normcase(os.path.abspath(other))


def torch_and_devices() -> Iterator[Finding]:
    told, complaint = _try(_TORCH)
    if "sum" not in told:
        cure = "python -m pip install --force-reinstall torch torchvision"
        yield Finding(BAD, "torch", f"does not load: {complaint}", cure)
        return
    yield Finding(GOOD, "torch", f"{told['torch']} loads and computes")
    if "torchvision" not in told:
        cure = "They do not match: python -m pip install --force-reinstall torch torchvision"
        yield Finding(BAD, "torchvision", f"does not load: {complaint}", cure)
        return
    driver, newest = _driver()
    if "no device" in told:
        yield Finding(
            BAD, "device", told["no device"].partition(". ")[0], "unset PRELIMINARIES_DEVICE"
        )
    elif told.get("product") != 64**3:
        device = told.get("device", "the device")
        complaint = complaint or f"64³ comes out as {told.get('product')}"
        cure = "PRELIMINARIES_DEVICE=cpu make lab, and look for a newer driver or another torch."
        yield Finding(BAD, "device", f"{device} does not compute: {complaint}", cure)
        return
    else:
        yield _device(told, driver, newest)
    if told.get("d2l"):
        yield Finding(GOOD, "d2l", "loads")
    else:
        yield Finding(BAD, "d2l", f"does not load: {complaint or 'no resnet18 in it'}", INSTALL)
        return
    if told.get("verdict"):
        yield Finding(GOOD, "exercises", "answers are judged")
    else:
        words = complaint or "a right answer is not accepted"
        yield Finding(BAD, "exercises", f"answers are not judged: {words}", INSTALL)


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
        done = subprocess.run(
            [program], capture_output=True, text=True, errors="replace", timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return "", ""
    driver = re.search(r"Driver Version:\s*([\d.]+)", done.stdout)
    newest = re.search(r"CUDA[^:|]*Version:\s*([\d.]+)", done.stdout)
    return (driver[1] if driver else "", newest[1] if newest else "") if driver else ("", "")


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:2]) or (10**6,)
