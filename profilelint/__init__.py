"""Content linter for profile sites."""
