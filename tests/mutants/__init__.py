"""Mutants of right answers: nearly right, so that an exercise's inputs have to tell them apart."""
