class CannotStart(Exception):
    """Says in one line, for the person at the terminal, what stands in the way and what to do about it."""
