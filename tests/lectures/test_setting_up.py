"""Lecture 0: which device is picked, and what the exercise about it accepts."""

import pytest
import torch

from preliminaries import check, devices, figures
from preliminaries.figures.deep_learning import HUMAN, ILSVRC


def machine(monkeypatch, cuda: int = 0, mps: bool = False) -> None:
    """A machine with so many CUDA devices."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda > 0)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)


@pytest.fixture(autouse=True)
def no_wish(monkeypatch):
    monkeypatch.delenv(devices.VARIABLE, raising=False)


@pytest.mark.parametrize(
    ("cuda", "mps", "best"), [(0, False, "cpu"), (1, False, "cuda"), (0, True, "mps")]
)
def test_the_best_device_is_picked(monkeypatch, cuda, mps, best):
    machine(monkeypatch, cuda, mps)
    assert devices.pick() == torch.device(best)


@pytest.mark.parametrize("wish", ["cpu", "cuda", "cuda:1", " CUDA:0 "])
def test_a_wish_overrides_what_is_best(monkeypatch, wish):
    machine(monkeypatch, cuda=2)
    monkeypatch.setenv(devices.VARIABLE, wish)
    assert devices.pick() == torch.device(wish.strip().lower())


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("cuda", "finds no cuda"),
        ("mps", "finds no mps"),
        ("gpu", "names no device"),
        ("cuda:", "names no device"),
        ("cuda:x", "names no device"),
        ("cuda:-1", "names no device"),
        ("cpu:1", "only 1 device"),
    ],
)
def test_an_impossible_wish_gets_a_sentence(monkeypatch, wish, words):
    machine(monkeypatch)
    monkeypatch.setenv(devices.VARIABLE, wish)
    with pytest.raises(devices.NoSuchDevice, match=words) as raised:
        devices.pick()
    assert str(raised.value).endswith("picked.")
    assert raised.value._render_traceback_() == [str(raised.value)]


def test_one_gpu_too_far_is_counted(monkeypatch):
    machine(monkeypatch, cuda=2)
    monkeypatch.setenv(devices.VARIABLE, "cuda:2")
    with pytest.raises(devices.NoSuchDevice, match="only 2 devices"):
        devices.pick()


@pytest.mark.parametrize("wish", ["", "cpu"])
def test_the_courses_own_choice_is_a_right_answer_unless_it_is_overridden(monkeypatch, wish):
    monkeypatch.setenv(devices.VARIABLE, wish)
    assert check("pick-device", devices.pick).correct == (wish == "")


@pytest.mark.skipif(not hasattr(torch, "accelerator"), reason="since torch 2.6")
def test_torchs_own_word_for_the_best_device_is_accepted():
    assert check(
        "pick-device", lambda: torch.accelerator.current_accelerator() or torch.device("cpu")
    ).correct


def test_looking_at_the_exercise_leaves_torch_as_it_was():
    before = torch.cuda.is_available, torch.cuda.device_count, torch.backends.mps.is_available
    check("pick-device", lambda: 1 / 0)
    after = torch.cuda.is_available, torch.cuda.device_count, torch.backends.mps.is_available
    assert before == after


def test_the_charts_claims_hold():
    errors = list(ILSVRC.values())
    assert list(ILSVRC) == list(range(2010, 2018))
    assert errors == sorted(errors, reverse=True)
    drops = {year: 1 - ILSVRC[year] / ILSVRC[year - 1] for year in (2011, 2012)}
    assert drops[2012] > 4 * drops[2011]
    assert [year for year, error in ILSVRC.items() if error < HUMAN] == [2015, 2016, 2017]
    assert 1 - ILSVRC[2017] / ILSVRC[2016] == pytest.approx(0.25, abs=0.005)  # Hu et al.
    assert "2012: 16.4" in figures.imagenet().alt
