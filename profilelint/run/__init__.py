"""A run: which files, which rules, one page after the other, and what is known of them already."""
