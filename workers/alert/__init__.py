"""The alert worker: what is believed of each place, and what is worth waking somebody up for."""
