"""Ties an event's words to their places and their sides."""
