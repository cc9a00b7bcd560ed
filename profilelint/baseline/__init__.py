"""What was found before, and what git knows of the pages."""
