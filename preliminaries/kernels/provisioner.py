"""Lets jupyter_client fork its kernels: chosen by JUPYTER_DEFAULT_PROVISIONER_NAME=ready."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

# What a process reads before its first line, or a library when it is loaded: a fork comes too late.
_READ_EARLY = ("PYTHON", "LD_", "OMP_", "MKL_", "KMP_", "OPENBLAS_", "TORCH", "PYTORCH", "MPL")
_LAUNCHER = ("-m", "ipykernel_launcher")


class ReadyProvisioner(LocalProvisioner):
    """Forks kernels of this Python where a fork is safe, and starts all others as ever."""

    process: Any = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel with its imports made, or else with this command."""
        arguments = _arguments(cmd)
        env = kwargs.get("env") or dict(os.environ)
        stderr = kwargs.get("stderr")
        told_where = kwargs.get("stdout") or isinstance(stderr, int)  # a pipe, say
        if arguments is None or told_where or not _reads_the_same(env):
            return await super().launch_kernel(cmd, **kwargs)
        from preliminaries.kernels.forking import ForkedKernel

        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:  # in a thread, since the first fork waits for the imports
            process = await asyncio.to_thread(ForkedKernel, arguments, cwd, env, stderr)
        except (OSError, EOFError) as error:  # a temporary folder of too long a name, for one
            self.log.warning("This kernel starts as ever, since none can be forked: %s", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid = process, process.pid, process.pid
        self.cwd = cwd
        return self.connection_info


def _arguments(command: list[str]) -> list[str] | None:
    """What comes after `python -m ipykernel_launcher`; None if that is not what is started."""
    if sys.platform != "linux":
        return None
    words = [word for word in command[1:] if word != "-Xfrozen_modules=off"]
    own = (
        os.path.abspath(command[0]) == os.path.abspath(sys.executable)
        and tuple(words[:2]) == _LAUNCHER
    )
    return words[2:] if own else None


def _reads_the_same(env: dict[str, str]) -> bool:
    """Whether a kernel with these variables would have started as the fork server did."""
    early = {name for name in {*env, *os.environ} if name.startswith(_READ_EARLY)}
    return all(env.get(name) == os.environ.get(name) for name in early)
