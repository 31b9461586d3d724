"""Hostile input, made by mutating realistic input: `python -m tests.fuzz`."""
