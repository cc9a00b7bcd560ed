"""Files stored between runs."""
