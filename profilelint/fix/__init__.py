"""Diagnostics -> new text, verified by reading it again, and written whole or not at all."""
