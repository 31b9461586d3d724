"""Reads an article from sentence to sentence: who speaks, of which place and of which day."""
