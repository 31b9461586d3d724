"""How fast articles are read, beside what merely tokenising them costs."""
