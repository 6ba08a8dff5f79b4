"""Mutants that are no mistakes, a module a lecture: what they change, and why nothing tells."""
