"""The tables of languages and theatres, and the pattern language they are written in."""
