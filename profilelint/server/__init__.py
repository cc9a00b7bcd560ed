"""The language server: the engine of the command line for the pages that are open in an editor."""
