"""How often Python looks for objects that are kept alive only by each other."""

import gc

_YOUNG, _MIDDLE_EVERY, _ALL_EVERY = 500, 4, 5_000


def collect_rarely() -> None:
    """Let the collector look at what is young, and at everything only after ten million objects more.

    A search of a million objects stops a worker for about 0.3 s, heartbeats and probes with it, and Python
    begins one whenever the heap has grown by a quarter. The cores make no objects that hold each other, so
    that nearly all memory is free as soon as it is let go. What is young is looked at in small portions: ten
    thousand objects at once took a millisecond, which one observation in a few thousand had to wait for.
    """
    gc.set_threshold(_YOUNG, _MIDDLE_EVERY, _ALL_EVERY)
