"""For people who write rules: their examples run, the schema, what a rule explains."""
