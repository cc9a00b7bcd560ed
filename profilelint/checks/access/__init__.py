"""What visitors miss who do not see a page, or do not use a mouse: what WCAG asks for, as far as sources show it."""
