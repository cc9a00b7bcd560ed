"""Checks of tags, comments and data."""
