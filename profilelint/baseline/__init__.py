"""The baseline of recorded findings, and earlier versions of pages from git."""
