"""Kernels that have their imports behind them: on Linux, forked from a process that made them.

JUPYTER_DEFAULT_PROVISIONER_NAME=ready asks jupyter_client for them, and the Makefile sets it.
"""

import os
import sys
from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Let the imports begin with the server, not with the first notebook that is opened."""
    import zmq

    if server.kernel_manager.has_trait("transport_encryption") and zmq.has("curve"):
        server.kernel_manager.transport_encryption = "auto"  # newer kernels warn without it
    if os.environ.get("JUPYTER_DEFAULT_PROVISIONER_NAME") == "ready" and sys.platform == "linux":
        from preliminaries.kernels.forking import warm_up

        try:
            warm_up()
        except OSError as error:
            server.log.warning("Kernels will start as ever, since none can be forked: %s", error)
