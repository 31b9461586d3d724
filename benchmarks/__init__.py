"""Measurements: how good and how fast. Nothing that is shipped imports them."""
