"""Loaded before all else in the fork server: no interrupt ends a kernel that is still starting.

A fork begins with what the server had for interrupts before it served. ipykernel sees to them
later: it has them raise while a cell runs.
"""

import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
