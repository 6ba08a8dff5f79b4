"""A small sample of `python -m benchmarks.robustness`."""

from benchmarks.robustness import in_a_kernel


def test_in_one_kernel_answers_of_every_kind_leave_nothing_and_change_no_verdict():
    counts, told = in_a_kernel(seed=11, sequences=12, different=16)
    assert told == []
    assert counts.keys() == {"answers", "sequences"}
    assert counts["sequences"] == 12
