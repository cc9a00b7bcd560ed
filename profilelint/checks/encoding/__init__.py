"""Checks of characters and bytes."""
