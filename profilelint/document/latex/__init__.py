"""LaTeX: the texts of BibTeX fields, and whole CVs."""
