"""Lecture 4's identities: each holds, a wrong one is found, and tables show all of them."""

import re
from dataclasses import replace
from importlib import import_module

import pytest
import torch
from torch.func import jacfwd, jacrev

from preliminaries import identities

# the module: `identities.table` is the function
TABLES = import_module("preliminaries.identities.table")

SIZES = [
    {"m": 2, "l": 3, "n": 4, "k": 5},
    {"m": 5, "l": 2, "n": 3, "k": 4},
    {"m": 3, "l": 5, "n": 2, "k": 1},
    {"m": 1, "l": 4, "n": 5, "k": 2},
]


@pytest.mark.parametrize("identity", identities.ALL, ids=lambda i: f"{i.case}: {i.name}")
def test_every_identity_holds_at_many_sizes(identity):
    for seed, sizes in enumerate(SIZES):
        identity.verify(sizes, seed)


@pytest.mark.filterwarnings("ignore:`torch.jit.script`:FutureWarning")  # from torch itself
@pytest.mark.parametrize("identity", identities.ALL, ids=lambda i: f"{i.case}: {i.name}")
def test_every_identity_agrees_with_forward_mode(identity):
    """jacfwd shares no code with jacrev or with the differences."""
    x, *rest = identity.draw(SIZES[0], seed=9)
    J = jacfwd(lambda t: identity.f(t, *rest))(x)
    expected = identities.numerator(J, len(identity.of.split()))
    torch.testing.assert_close(identity.D(x, *rest), expected)


def test_there_are_identities_of_all_nine_cases():
    kinds = identities.KINDS
    cases = {identity.case for identity in identities.ALL}
    assert cases == {f"{y} by {x}" for y in kinds for x in kinds}
    assert len(identities.ALL) >= 30


def test_names_are_unique_within_a_case():
    names = [(identity.case, identity.name) for identity in identities.ALL]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("identity", identities.ALL, ids=lambda i: f"{i.case}: {i.name}")
def test_a_wrong_identity_is_found_and_named(identity):
    spoilt = [
        lambda *given: identity.D(*given) + 1e-3,
        lambda *given: 1.001 * identity.D(*given) + 1e-4,
    ]
    claimed = identity.D(*identity.draw(SIZES[0], seed=0))
    turned = identities.other_layout(claimed)
    if turned.shape != claimed.shape or not torch.allclose(turned, claimed):
        spoilt.append(lambda *given: identities.other_layout(identity.D(*given)))
    for D in spoilt:
        with pytest.raises(identities.WrongIdentity, match=re.escape(identity.name)):
            replace(identity, D=D).verify(SIZES[0])


def test_a_wrong_identity_stops_its_table(monkeypatch):
    spoilt = replace(identities.ALL[4], D=torch.sin)
    monkeypatch.setattr(TABLES, "ALL", (spoilt,))
    with pytest.raises(identities.WrongIdentity, match="sin x"):
        identities.table("scalar by scalar")
    with pytest.raises(identities.WrongIdentity, match="sin x"):
        identities.verify_all()


def test_every_identity_is_in_a_table_of_the_lecture():
    cases = dict.fromkeys(identity.case for identity in identities.ALL)
    text = "\n".join(identities.table(case)._repr_markdown_() for case in cases)
    for identity in identities.ALL:
        assert f"${identity.derivative}$" in text


def test_a_row_of_a_table_has_as_many_cells_as_its_head():
    for case in dict.fromkeys(identity.case for identity in identities.ALL):
        lines = identities.table(case)._repr_markdown_().splitlines()
        assert len({line.count("|") for line in lines}) == 1


def test_an_unknown_case_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match="scalar by vector"):
        identities.table("vector by row")


def test_layouts_are_each_others_reverse():
    for y_shape in ((), (2,), (2, 3)):
        for x_shape in ((), (4,), (4, 5)):
            B = torch.randn(y_shape + x_shape)
            J = jacrev(lambda x, B=B: torch.tensordot(B, x, dims=x.ndim))(torch.ones(x_shape))
            rows = identities.numerator(J, len(y_shape))
            columns = identities.denominator(J, len(y_shape))
            assert torch.equal(identities.other_layout(rows), columns)
            assert torch.equal(identities.other_layout(columns), rows)
