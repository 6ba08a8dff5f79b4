"""Mutants in setting up that are as right as what they were derived from."""

EQUIVALENT: dict[str, dict[str, str]] = {}
