"""Finds the places that a text names, and which of its namesakes each name means."""
