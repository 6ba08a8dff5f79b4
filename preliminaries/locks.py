"""Locks for what several threads share: an explorer may be moved while a cell runs."""

import threading

# matplotlib's settings belong to all threads at once: who changes or saves them takes this.
MATPLOTLIB = threading.RLock()
