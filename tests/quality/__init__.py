"""How well extraction tells the truth, measured on the labelled sets under `tests/data/gold`."""
