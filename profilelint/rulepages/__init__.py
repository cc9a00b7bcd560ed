"""Rule pages -> rules."""
