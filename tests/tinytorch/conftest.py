"""Property tests here have no deadline: a busy machine must not fail a right result."""

from hypothesis import settings

settings.register_profile("tinytorch", deadline=None)
settings.load_profile("tinytorch")
