"""Content linter for profile sites."""

__version__ = "0.1.0"
