"""The basis of all packages: sources, spans, findings and diagnostics, results, errors, patterns."""
