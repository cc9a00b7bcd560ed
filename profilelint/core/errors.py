"""What the caller can put right."""


class UsageError(Exception):
    """An error in the request of the user; its message is one sentence."""
