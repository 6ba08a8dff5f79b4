"""Measurements: they print, and never fail."""
