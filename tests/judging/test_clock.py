"""What counts as an answer's own time."""

import os
import subprocess
import sys
import threading
import time

import pytest

from preliminaries.judging import clock, guard


def run(work, seconds):
    with guard.Session() as session:
        return session.run(work, seconds)


needs_alarm = pytest.mark.skipif(not clock.HAS_ALARM, reason="Windows has no alarm")


@pytest.fixture
def slow_module(tmp_path, monkeypatch):
    """A module that takes a second to load."""
    (tmp_path / "slow_to_load.py").write_text("import time\ntime.sleep(1)\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield "slow_to_load"
    sys.modules.pop("slow_to_load", None)


@pytest.mark.parametrize("alarm", [pytest.param(True, marks=needs_alarm), False])
def test_importing_does_not_count(slow_module, monkeypatch, alarm):
    monkeypatch.setattr(clock, "HAS_ALARM", alarm)
    assert run(lambda: __import__(slow_module).__name__, 0.3) == slow_module


@pytest.mark.parametrize("alarm", [pytest.param(True, marks=needs_alarm), False])
def test_a_loop_after_an_import_is_stopped(slow_module, monkeypatch, alarm):
    monkeypatch.setattr(clock, "HAS_ALARM", alarm)

    def loop():
        __import__(slow_module)
        while True:
            pass

    with pytest.raises(guard.OutOfTime):
        run(loop, 0.3)


@pytest.mark.skipif(not os.path.exists(clock._WAITED), reason="only Linux tells who had to wait")
def test_waiting_for_a_processor_does_not_count():
    """Eight busy processes on the one processor of this thread: it gets a ninth of it."""
    here = sorted(os.sched_getaffinity(0))
    busy = [sys.executable, "-c", f"import os; os.sched_setaffinity(0, [{here[0]}])\nwhile 1: pass"]
    others = [subprocess.Popen(busy) for _ in range(8)]
    os.sched_setaffinity(threading.get_native_id(), here[:1])

    def work() -> float:
        until = time.thread_time() + 0.3
        while time.thread_time() < until:
            pass
        return time.monotonic()

    try:
        time.sleep(0.5)  # they start
        begun = time.monotonic()
        assert run(work, 1.0) - begun > 1.0, "nobody was in the way"
    finally:
        os.sched_setaffinity(threading.get_native_id(), here)
        for other in others:
            other.kill()
            other.wait()


def test_sleeping_counts():
    if not clock.HAS_ALARM:
        pytest.skip("on Windows a sleep is not interrupted")
    with pytest.raises(guard.OutOfTime):
        run(lambda: time.sleep(60), 0.2)
