"""A sentence as the later rooms see it: words, clauses, and everything that was found in them."""
