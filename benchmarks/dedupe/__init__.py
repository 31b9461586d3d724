"""How well dedupe tells copies from other pieces, and how fast."""
