"""What holds for all tests: property tests try the same examples in every run, so that luck blocks nobody.

`pytest --hypothesis-profile=default` draws new ones.
"""

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")
