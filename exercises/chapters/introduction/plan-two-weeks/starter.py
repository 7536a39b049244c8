"""Which stage next? Amdahl's law, step by step."""


def limit(stages, stage):
    """Seconds that no replacement of `stage` can go below."""
    raise NotImplementedError


def plan(stages, options, days):
    """[(option's name, predicted total in seconds), ...]"""
    raise NotImplementedError
