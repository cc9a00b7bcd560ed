"""Checks of sections, entries and titles."""
