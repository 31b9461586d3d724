"""Expressions of time in a sentence, as intervals of days."""
