"""Mutants in setting up that are as right as what they were derived from."""

EQUIVALENT: dict[str, dict[str, str]] = {
    "pick-device": {
        "with_an_index, line 2: `torch.cuda.device_count() > 0`": "a count is whole",
        "from_the_end, line 4: `torch.device('mps', 0)` → `torch.device('mps')`": (
            "the first of a kind is the kind"
        ),
        "from_the_end, line 6: `torch.device('cuda', 0)` → `torch.device('cuda')`": (
            "the first of a kind is the kind"
        ),
    },
}
