"""check where learners meet it: in a Jupyter kernel, with its stop button and its own exit()."""

import os
import re
import threading
import time

import pytest
from jupyter_client.manager import KernelManager

from tests.processes import PATIENCE

START = "import torch\nfrom preliminaries import check"


@pytest.fixture(scope="module")
def kernel():
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(kernel, code, timeout=PATIENCE):
    """The text a cell shows, and the name of its error."""
    _, client = kernel
    shown = []

    def collect(message):
        content = message["content"]
        if message["msg_type"] in ("execute_result", "display_data"):
            shown.append(content["data"]["text/plain"])
        if message["msg_type"] == "stream":
            shown.append(content["text"])

    reply = client.execute_interactive(code, timeout=timeout, output_hook=collect)
    return "\n".join(shown), reply["content"].get("ename")


@pytest.fixture(autouse=True)
def started(kernel):
    run(kernel, START)


def defining(body):
    return f"def outer_sum(a, b):\n    {body}\n\ncheck('outer-sum', outer_sum)"


def test_an_endless_loop_is_stopped_and_the_next_cell_runs(kernel):
    shown, error = run(kernel, defining("while True: pass"))
    assert "stopped after 2 seconds" in shown and error is None
    assert run(kernel, "1 + 1") == ("2", None)


def test_an_error_names_the_learners_own_line_of_the_cell(kernel):
    shown, error = run(kernel, defining("return a.rehsape(-1, 1) + b"))
    assert shown.startswith("It raised. AttributeError")
    assert "line 2 of the cell: `return a.rehsape(-1, 1) + b`" in shown.replace("\n", " ")
    assert error is None


@pytest.mark.parametrize("leave", ["exit()", "quit()", "import os; os._exit(1)"])
def test_leaving_python_is_a_verdict_and_the_variables_stay(kernel, leave):
    run(kernel, "kept = 7")
    shown, error = run(kernel, defining(leave))
    assert shown.startswith("It raised. SystemExit") and error is None
    time.sleep(0.5)  # Jupyter's exit() ends the kernel a moment later
    assert run(kernel, "kept") == ("7", None)


def test_asking_the_keyboard_is_a_verdict(kernel):
    shown, error = run(kernel, defining("return input()"))
    assert "cannot ask the keyboard" in shown.replace("\n", " ") and error is None


def test_the_stop_button_interrupts_a_check_and_the_session_lives(kernel):
    manager, _ = kernel
    run(kernel, "torch.manual_seed(5)")
    pressing = threading.Timer(0.7, manager.interrupt_kernel)
    pressing.start()
    _, error = run(kernel, defining("torch.manual_seed(1)\n    while True: pass"))
    pressing.join()
    assert error == "KeyboardInterrupt"
    assert run(kernel, "torch.initial_seed()") == ("5", None)
    shown, _ = run(kernel, defining("return a[:, None] + b"))
    assert shown.startswith("Correct.")


def test_what_an_answer_prints_is_shown_with_the_verdict_and_not_thirty_times(kernel):
    shown, _ = run(kernel, defining("print('b is', b.shape)\n    return a + b"))
    assert shown.count("b is") == 1


def test_what_an_answer_displays_is_shown_with_the_verdict_and_not_thirty_times(kernel):
    shown, _ = run(kernel, defining("display(b)\n    return a + b"))
    assert shown.startswith("Not yet.")
    assert shown.count("tensor([") == 1
    assert run(kernel, "display(7)") == ("7", None)


RIGHT = "outer_sum = lambda a, b: a[:, None] + b\n"


@pytest.mark.parametrize(
    "asked",
    [
        "check('outer-sum', outer_sum)",
        "verdict = check('outer-sum', outer_sum)\nverdict",
        "for answer in [outer_sum]:\n    check('outer-sum', answer)",
        "if True: check('outer-sum', outer_sum)\nprint('more')",
        "check('outer-sum', outer_sum); kept = 7",
        "def once(): check('outer-sum', outer_sum)\nonce()",
    ],
)
def test_a_verdict_is_shown_once_wherever_it_is_asked_for(kernel, asked):
    shown, error = run(kernel, RIGHT + asked)
    assert error is None and shown.count("Correct.") == 1


def test_a_verdict_that_is_given_a_name_or_asked_for_a_fact_is_not_shown(kernel):
    asked = "verdict = check('outer-sum', outer_sum)\ncheck('outer-sum', outer_sum).correct"
    assert run(kernel, RIGHT + asked) == ("True", None)


@pytest.mark.parametrize("words", ["preliminaries", "preliminaries.zh"])
def test_a_hint_below_a_verdict_leaves_the_verdict(kernel, words):
    cell = f"from {words} import check, hint\nouter_sum = ...\n"
    cell += "check('outer-sum', outer_sum)\nhint('outer-sum')"
    shown, _ = run(kernel, cell)
    verdict, *_, given = shown.split("\n")
    assert verdict.startswith(("Not attempted.", "尚未作答。"))
    assert re.search(r"Hint 1 of|提示 1/|Hint 2 of|提示 2/", shown)
    assert shown.count("hint(") == 1 and given


def test_an_explorer_moved_while_a_check_runs_shows_its_own_picture(kernel):
    """Some versions of ipykernel run what a slider calls in a thread, a subshell, of its own."""
    _, client = kernel
    run(
        kernel,
        "import time\nfrom ipywidgets import IntSlider, interact\n"
        "def explore(n):\n    print('moved to', n)\n    display(f'picture {n}')\n"
        "slider = interact(explore, n=(1, 5)).widget.children[0]\n"
        "def outer_sum(a, b):\n    time.sleep(0.05)\n    return a[:, None] + b",
    )
    client.control_channel.send(client.session.msg("create_subshell_request"))
    reply = client.get_control_msg(timeout=PATIENCE)
    if reply["msg_type"] != "create_subshell_reply" or reply["content"]["status"] != "ok":
        pytest.skip("this ipykernel has no subshells")
    checking = client.execute("check('outer-sum', outer_sum)")
    content = {"code": "slider.value = 4", "silent": False, "store_history": False}
    content |= {"user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    message = client.session.msg("execute_request", content)
    message["header"]["subshell_id"] = reply["content"]["subshell_id"]
    client.shell_channel.send(message)
    shown = {checking: "", message["header"]["msg_id"]: ""}
    waiting = set(shown)
    while waiting:
        heard = client.get_iopub_msg(timeout=PATIENCE)
        whose, content = heard["parent_header"].get("msg_id"), heard["content"]
        if content.get("execution_state") == "idle":
            waiting.discard(whose)
        elif whose in shown:
            shown[whose] += content.get("text", "") + content.get("data", {}).get("text/plain", "")
    verdict, explorer = shown.values()
    assert verdict.startswith("Correct.") and "Your code printed" not in verdict
    assert "moved to 4" in explorer and "picture 4" in explorer


def test_pictures_of_an_answer_are_counted_and_not_shown_thirty_times(kernel):
    drawing = "plt.figure(); plt.plot([1, 2])\n    return a[:, None] + b"
    shown, error = run(kernel, "import matplotlib.pyplot as plt\n" + defining(drawing))
    assert error is None
    assert shown.startswith("Correct.") and shown.count("<Figure size") == 1


def test_a_forked_child_is_no_second_kernel(kernel):
    if not hasattr(os, "fork"):
        pytest.skip("Windows cannot fork a process")
    run(kernel, "import multiprocessing, os, psutil\nforked = []")
    body = "forked or forked.append(os.fork())\n    return a[:, None] + b"
    shown, error = run(kernel, defining(body))
    assert shown.startswith("Correct.") and error is None
    assert run(kernel, "len(psutil.Process().children())") == ("0", None)
    assert run(kernel, "1 + 1") == ("2", None)


def test_a_device_that_is_not_there_is_told_in_one_sentence(kernel):
    _, client = kernel
    shown = []
    client.execute_interactive(
        "import os\nfrom preliminaries import devices\n"
        "os.environ[devices.VARIABLE] = 'cuda:99'\ndevices.pick()",
        output_hook=lambda m: shown.extend(m["content"].get("traceback", [])),
        timeout=PATIENCE,
    )
    run(kernel, "del os.environ[devices.VARIABLE]")
    (line,) = shown
    assert line.startswith("PRELIMINARIES_DEVICE asks for cuda:99, but ")
    assert "\n" not in line


def test_a_table_in_the_middle_of_a_cell_is_shown_too(kernel):
    run(kernel, "from preliminaries import show")
    shown, error = run(kernel, "show(first=1)\nkept = show(second=2)\nshow(third=3)")
    assert error is None
    assert [name for name in ("first", "second", "third") if name in shown] == ["first", "third"]
    assert shown.count("third") == 1
