"""Lecture 4: slopes, gradients and Jacobians, their shapes, and the way down."""
