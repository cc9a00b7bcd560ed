"""Checks for template leftovers."""
