"""Mutants in matrix calculus that are as right as what they were derived from."""

EQUIVALENT: dict[str, dict[str, str]] = {}
