"""Checks of whether a site agrees with itself."""
