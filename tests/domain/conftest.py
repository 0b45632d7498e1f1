"""The same examples on every run and every machine: a law that breaks breaks for everybody."""

from hypothesis import settings

settings.register_profile("domain", derandomize=True, database=None, deadline=None, max_examples=50)
settings.load_profile("domain")
