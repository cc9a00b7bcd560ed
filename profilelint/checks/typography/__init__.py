"""Checks of marks and spaces."""
