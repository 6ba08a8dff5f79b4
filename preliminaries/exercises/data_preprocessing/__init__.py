"""Lecture 2: from a table in a file, with holes in it, to tensors of numbers."""
