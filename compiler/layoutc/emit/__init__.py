"""Meaning to files: a module a format, and the one that writes the tree."""
