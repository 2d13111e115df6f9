"""How every test runs: generated examples are the same on every machine, and compiling is not counted against them."""

from hypothesis import settings

settings.register_profile("orgchange", deadline=None, derandomize=True)
settings.load_profile("orgchange")
