"""Many lectures open on one machine: how soon they answer, and the memory that they take."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import psutil
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from benchmarks import READY, ROOT, STOCK
from benchmarks.table import missing, row

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
_MB = 2**20
_MOST = 600 * _MB  # that a stock kernel takes


def measure() -> None:
    """Print the memory of the tenth lecture, and time and memory of twenty opened at once."""
    if sys.platform != "linux":
        missing("many lectures on one machine", "only Linux tells what processes share")
        return
    count = min(20, psutil.virtual_memory().available // _MOST)
    if count < 20:
        print(f"There is memory for {count} stock kernels here, not for 20.")
    stock, ready = (  # in this order: the fork server stays
        (asyncio.run(_tenth(kind)), *asyncio.run(_at_once(kind, count))) for kind in (STOCK, READY)
    )
    row("memory of the 10th open lecture", ready[0], "MB", before=stock[0], aim=0.4)
    row(f"{count} lectures at once, to their imports", ready[1], before=stock[1])
    row("    memory of them all", ready[2], "MB", before=stock[2])


async def _tenth(kind: str) -> float:
    """MB of the tenth kernel after its imports; what it shares with others counts in part."""
    async with AsyncExitStack() as opened:
        for k in range(10):
            path = NOTEBOOKS[k % len(NOTEBOOKS)]
            pid, client = await opened.enter_async_context(started(kind))
            await answer(client, code_of(path)[0])
        return _memory(psutil.Process(pid))


async def _at_once(kind: str, count: int) -> tuple[float, float]:
    """Seconds until so many import cells are answered, and MB of all processes then."""
    async with AsyncExitStack() as opened:

        async def open_and_answer(k: int) -> None:
            _, client = await opened.enter_async_context(started(kind))
            await answer(client, code_of(NOTEBOOKS[k % len(NOTEBOOKS)])[0])

        start = time.perf_counter()
        await asyncio.gather(*map(open_and_answer, range(count)))
        took = time.perf_counter() - start
        return took, sum(map(_memory, psutil.Process().children(recursive=True)))


@asynccontextmanager
async def started(kind: str) -> AsyncIterator[tuple[int, AsyncKernelClient]]:
    """A kernel of that kind where notebooks are: its process, and whom to ask; ended afterwards."""
    KernelProvisionerFactory.instance().default_provisioner_name = kind
    own = KernelSpecManager(kernel_dirs=[])  # this Python's, and no user's
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=own)
    if manager.has_trait("transport_encryption"):
        manager.transport_encryption = "auto"  # newer kernels warn without it
    await manager.start_kernel(cwd=str(ROOT / "notebooks"))
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=300)
        yield manager.provisioner.pid, client  # type: ignore[union-attr]
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


async def answer(client: AsyncKernelClient, code: str) -> None:
    """Run code there, and wait until it has run."""
    reply = await client.execute_interactive(code, timeout=300, output_hook=lambda message: None)
    assert reply["content"]["status"] == "ok", reply["content"]


def code_of(notebook: Path) -> list[str]:
    """Its code cells; the first has the imports."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def _memory(process: psutil.Process) -> float:
    return process.memory_full_info().pss / _MB
