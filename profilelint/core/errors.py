"""Errors that the user can correct."""


class UsageError(Exception):
    """An error in the request of the user; its message is one sentence."""
