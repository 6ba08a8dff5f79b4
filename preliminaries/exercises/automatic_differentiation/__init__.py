"""Lecture 5: graphs, the two modes, torch's autograd, and what goes on inside it."""
