"""Site templates: what each ships as sample content, which of them a site is built from, and what of it was left behind."""
