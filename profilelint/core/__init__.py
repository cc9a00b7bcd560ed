"""What every room builds on: sources, spans, findings and diagnostics, results, errors, patterns."""
