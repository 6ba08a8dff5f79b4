"""Exercises of the lecture on linear regression."""
