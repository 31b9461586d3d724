"""What holds for all tests: property tests try the same examples in every run, so that luck blocks nobody,
and none fails for being slow.

`pytest --hypothesis-profile=default` draws new ones.
"""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
