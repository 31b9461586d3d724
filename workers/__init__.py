"""The workers of frontwatch, the runtime that they share and the command line."""
