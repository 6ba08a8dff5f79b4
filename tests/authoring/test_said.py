"""Facts in words: compared as they stand, said as a sentence."""

import pytest

from preliminaries.authoring.said import name_of, said, told, told_as


def test_a_fact_is_compared_in_english_and_said_as_a_sentence():
    fact = told("a tensor in {dtype}", dtype="float64")
    assert fact == "a tensor in float64"
    assert name_of(fact) == said("a tensor in {dtype}", dtype="float64")


def test_facts_in_a_fact_are_said_too_alone_and_in_a_list():
    one = told("row {k}", k=1)
    fact = told_as("no", "no: {one}; {all}", one=one, all=[one, "x"])
    assert fact == "no"
    assert fact.shown.values == {"one": one.shown, "all": [one.shown, "x"]}


def test_a_sentence_that_no_word_stands_for_is_refused():
    with pytest.raises(TypeError, match="take told"):
        told("a {x}", x=said("b"))
