"""How fast the alert worker decides, alone and on a real broker."""
