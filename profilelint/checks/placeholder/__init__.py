"""Checks for what a template left behind."""
