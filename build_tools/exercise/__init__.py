"""Floor 1: graded exercises and quizzes, from their files to typed values, and the proof that they grade.

The format is described in `docs/authoring.md`. Nothing here knows Sphinx; `build_tools.sphinxext.practice`
makes pages of what is read here, `exercises/grading` runs it.
"""

from build_tools.exercise.library import Library
from build_tools.exercise.model import Exercise, Item, Misconception, Mutant, Quiz, Text

__all__ = ["Exercise", "Item", "Library", "Misconception", "Mutant", "Quiz", "Text"]
