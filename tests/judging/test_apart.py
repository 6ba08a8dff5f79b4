"""What an answer starts, draws and prints ends with its check, and nobody else's is touched."""

import _thread
import concurrent.futures
import contextlib
import multiprocessing
import os
import queue
import subprocess
import sys
import threading
import time

import matplotlib.pyplot as plt
import psutil
import pytest

from preliminaries import check
from preliminaries.judging import guard
from preliminaries.judging.verdict import Status

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot fork a process")
adopts = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells whose an orphaned process was"
)
SLEEPS = [sys.executable, "-S", "-c", "import time; time.sleep(1000)"]


def outer(a, b):
    return a[:, None] + b


@pytest.fixture(autouse=True)
def nothing_is_left():
    check("outer-sum", outer)
    threads = set(threading.enumerate())
    processes = set(psutil.Process().children(recursive=True))
    pictures = plt.get_fignums()
    yield
    assert set(psutil.Process().children(recursive=True)) <= processes
    assert set(threading.enumerate()) <= threads
    assert plt.get_fignums() == pictures


class Counted:
    """Does something for the first input alone: a process with torch in it is slow to fork."""

    def __init__(self, work):
        self.work, self.calls = work, 0

    def __call__(self, a, b):
        self.calls += 1
        if self.calls == 1:
            self.work()
        return outer(a, b)


def judged(work):
    return check("outer-sum", Counted(work))


@needs_fork
def test_a_forked_child_ends_and_judges_nothing():
    seen = []

    def forks():
        seen.append(os.fork())
        if seen[-1] == 0:
            return
        _, status = os.waitpid(seen[-1], 0)
        seen.append(os.waitstatus_to_exitcode(status))

    assert judged(forks).correct
    assert seen[1:] == [0]


@needs_fork
@pytest.mark.parametrize(
    ("leave", "status"),
    [
        (lambda: os._exit(3), 3),
        (lambda: sys.exit(4), 4),
        (lambda: sys.exit("no"), 1),
        (lambda: 1 / 0, 1),
    ],
)
def test_a_forked_child_ends_with_its_own_status(leave, status):
    found = []

    def forks():
        child = os.fork()
        if child == 0:
            leave()
        found.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

    assert judged(forks).correct
    assert found == [status]


@needs_fork
def test_multiprocessing_works():
    def works():
        child = multiprocessing.get_context("fork").Process(target=abs, args=(1,))
        child.start()
        child.join()
        assert child.exitcode == 0

    assert judged(works).correct


@needs_fork
def test_a_process_left_running_ends_with_the_check():
    def leaves():
        multiprocessing.get_context("fork").Process(target=time.sleep, args=(1000,)).start()

    assert judged(leaves).correct
    assert multiprocessing.active_children() == []


@needs_fork
def test_a_killed_process_that_takes_its_time_is_not_held_for_ever(monkeypatch):
    """As on a busy machine, where it is not gone when multiprocessing stops waiting for it."""
    from multiprocessing import connection, process

    monkeypatch.setattr(connection, "wait", lambda *_, **__: [])

    def start():
        multiprocessing.get_context("fork").Process(target=time.sleep, args=(1000,)).start()

    assert judged(start).correct
    assert not process._children


def test_a_program_left_running_ends_with_the_check():
    assert judged(lambda: subprocess.Popen(SLEEPS)).correct


@adopts
def test_a_program_whose_parent_has_ended_ends_with_the_check():
    command = f"({' '.join(SLEEPS[:3])} '{SLEEPS[3]}' &) &"
    assert judged(lambda: subprocess.run(command, shell=True)).correct


@needs_fork
def test_a_pool_left_open_ends_with_the_check():
    def pools():
        assert multiprocessing.get_context("fork").Pool(2).map(abs, [-1, 2]) == [1, 2]

    assert judged(pools).correct


def test_the_learners_own_program_runs_on():
    own = subprocess.Popen(SLEEPS)
    try:
        assert judged(lambda: subprocess.Popen(SLEEPS)).correct
        assert own.poll() is None
    finally:
        own.kill()
        own.wait()


def _loops():
    while True:
        pass


THREADS = {
    "a loop": lambda: threading.Thread(target=_loops),
    "a long sleep": lambda: threading.Thread(target=lambda: time.sleep(1000)),
    "a timer": lambda: threading.Timer(1000, print),
    "an event that never comes": lambda: threading.Thread(target=threading.Event().wait),
    "an empty queue": lambda: threading.Thread(target=queue.Queue().get),
    "a lock twice": lambda: threading.Thread(target=_locks_twice),
}


def _locks_twice():
    lock = threading.Lock()
    with lock, lock:
        pass


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # pytest's own
@pytest.mark.parametrize("thread", THREADS)
def test_a_thread_left_running_ends_with_the_check(thread):
    assert judged(lambda: THREADS[thread]().start()).correct


def test_a_pool_of_threads_that_the_learner_holds_still_works():
    with concurrent.futures.ThreadPoolExecutor(2) as pool:

        def uses_it(a, b):
            return pool.submit(outer, a, b).result()

        assert check("outer-sum", uses_it).correct
        assert check("outer-sum", uses_it).correct
        assert pool.submit(abs, -1).result() == 1


def test_what_a_thread_of_the_answer_prints_counts_as_its_own():
    def prints():
        thread = threading.Thread(target=print, args=("from a thread",))
        thread.start()
        thread.join()

    assert judged(prints).printed == "from a thread\n"


def test_pictures_are_closed_and_count_as_printed():
    def draws(a, b):
        plt.figure()
        plt.plot([1, 2])
        return outer(a, b)

    own = plt.figure()
    try:
        verdict = check("outer-sum", draws)
        assert verdict.correct
        assert verdict.printed == f"{own!r}\n".replace("0 Axes", "1 Axes")
        assert plt.get_fignums() == [own.number] and plt.gcf() is own
        assert not own.axes
    finally:
        plt.close(own)


def test_another_thread_prints_where_it_did_before(capsys):
    """As an explorer does that is moved while a check runs."""
    running, printed = threading.Event(), threading.Event()

    def waits(a, b):
        running.set()
        printed.wait()
        return outer(a, b)

    def explore():
        running.wait()
        print("a new picture")
        printed.set()

    explorer = threading.Thread(target=explore)
    explorer.start()
    verdict = check("outer-sum", waits)
    explorer.join()
    assert verdict.correct and verdict.printed == ""
    assert capsys.readouterr().out == "a new picture\n"


def in_a_thread(*answers):
    """The verdicts, each found in a thread of its own."""
    with concurrent.futures.ThreadPoolExecutor(len(answers)) as pool:
        return list(pool.map(lambda answer: check("outer-sum", answer), answers))


@pytest.mark.parametrize("answer", [lambda a, b: _loops(), lambda a, b: time.sleep(1000)])
def test_in_a_thread_an_answer_is_stopped_too(answer):
    stream = sys.stdout
    (verdict,) = in_a_thread(answer)
    assert "stopped after 2 seconds" in repr(verdict)
    assert sys.stdout is stream


def test_several_checks_in_several_threads_each_get_their_own_verdict():
    def prints(a, b):
        print("mine")
        return outer(a, b)

    def wrong(a, b):
        return b

    found = in_a_thread(*[prints, wrong, outer, lambda a, b: 1 / 0] * 3)
    kinds = [Status.CORRECT, Status.NOT_YET, Status.CORRECT, Status.RAISED]
    assert [verdict.status for verdict in found] == kinds * 3
    assert [verdict.printed for verdict in found] == ["mine\n", "", "", ""] * 3


def test_an_answer_that_checks_itself_is_told_so():
    found = []

    def checks(a, b):
        found.append(check("outer-sum", outer))
        return outer(a, b)

    assert check("outer-sum", checks).correct
    assert {verdict.status for verdict in found} == {Status.NOT_JUDGED}
    assert "Another check is running" in repr(found[0])


def test_a_check_that_never_ends_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(guard, "_PATIENCE", 0.05)
    with guard._turn:
        assert check("outer-sum", outer).status is Status.NOT_JUDGED
    assert check("outer-sum", outer).correct


@pytest.mark.parametrize(
    "leave",
    [
        lambda: exit(),
        lambda: os.abort(),
        lambda: os.kill(os.getpid(), 15),
        lambda: os.execv("x", ["x"]),
        lambda: _thread.interrupt_main(),
    ],
)
def test_no_way_out_of_python_is_open(leave):
    verdict = judged(leave)
    assert verdict.status is Status.RAISED
    assert "SystemExit: it asked Python to end" in repr(verdict)


def test_the_alarm_is_the_clocks():
    signal = pytest.importorskip("signal")
    if not hasattr(signal, "setitimer"):
        pytest.skip("Windows has no alarm")

    def disarms(a, b):
        with contextlib.suppress(RuntimeError):
            signal.setitimer(signal.ITIMER_REAL, 0)
        _loops()

    assert "stopped after 2 seconds" in repr(check("outer-sum", disarms))


PRINTS_MEANWHILE = """
import io, sys, threading, time
from preliminaries import check

class Slow(io.StringIO):
    def write(self, text):
        time.sleep(0.01)
        return super().write(text)

def chat():
    while not over.is_set():
        print("and so on", flush=True)

own, told, over = sys.stdout, Slow(), threading.Event()
sys.stdout = told
thread = threading.Thread(target=chat)
thread.start()
answers = [check("outer-sum", lambda a, b: (print("mine"), a[:, None] + b)[1]) for _ in range(20)]
over.set()
thread.join()
own.write(f"{all(answers)} {'mine' in told.getvalue()} {'and so on' in told.getvalue()}")
"""


def test_a_thread_that_prints_while_answers_are_judged_goes_on():
    done = subprocess.run([sys.executable, "-c", PRINTS_MEANWHILE], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "True False True", "")
