"""Lecture 1: tensors, their shapes, their operations and where they live in memory."""
