"""What the caller can put right."""


class UsageError(Exception):
    """Something is wrong with what was asked for, and one sentence says what."""
