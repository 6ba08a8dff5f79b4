"""Lecture 0: how an exercise answers, and which device a tensor can live on."""
