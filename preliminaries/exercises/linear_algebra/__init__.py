"""Lecture 3: vectors, matrices, the products, norms and special matrices."""
