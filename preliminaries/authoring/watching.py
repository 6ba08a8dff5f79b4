"""What a call of an answer is watched with.

Each is a class. A generator under `contextmanager` would stay suspended where an answer is stopped
on the way out, and do its last lines at any later time, in the middle of the learner's session.
"""

import warnings

import torch


class NotAllowed(RuntimeError):
    """An answer used the very function that it was asked to build."""


class quietly(warnings.catch_warnings):
    """Without two warnings of torch's own that say nothing about an answer.

    Forward mode loads a part of torch that uses its deprecated `jit`, and
    `backward(create_graph=True)` tells of a cycle of references.
    """

    def __enter__(self) -> None:
        super().__enter__()
        warnings.filterwarnings("ignore", r"`?torch\.jit", FutureWarning)
        warnings.filterwarnings("ignore", r"Using backward\(\) with create_graph", UserWarning)


class seeded:
    """With torch's generator seeded; what is drawn later is as if nothing had been drawn here."""

    def __enter__(self) -> None:
        self.state = torch.get_rng_state()
        torch.default_generator.manual_seed(0)

    def __exit__(self, *raised: object) -> None:
        torch.set_rng_state(self.state)
