"""The files of the site that a page stands in."""

from __future__ import annotations


class Site:
    """A stub while the house is built."""
