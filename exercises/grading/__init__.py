"""A learner's code and the tests of an exercise → outcomes, one a test, each with what to think about.

    grade(work_source, tests_source) -> [Outcome(test, kind, message, seconds), ...]

It grades once in a fresh interpreter: a worker in the page (`report`), a process of its own on the command
line (`grading.host`). Standard library only. A learner who means to deceive can change the page itself;
what is kept out here is code that passes by changing what the tests stand on instead of doing the work.
"""

from grading.outcome import Outcome
from grading.run import grade, report

__all__ = ["Outcome", "grade", "report"]
