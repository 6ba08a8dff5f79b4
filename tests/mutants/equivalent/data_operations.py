"""Mutants in data operations that are as right as what they were derived from."""

EQUIVALENT: dict[str, dict[str, str]] = {}
