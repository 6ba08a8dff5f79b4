"""What an author or a teacher is told when something has to be put right."""


class Problem(Exception):
    """Something that has to be put right first; the message says all of it."""
