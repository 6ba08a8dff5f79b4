"""Answers that are pointed at, not typed."""
