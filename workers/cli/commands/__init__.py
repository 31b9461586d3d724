"""One file per command group; each says what it prints and what it needs."""
