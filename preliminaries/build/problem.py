"""What an author is told when something has to be put right."""


class Problem(Exception):
    """Something in a lecture that its author has to change; the message says all of it."""
