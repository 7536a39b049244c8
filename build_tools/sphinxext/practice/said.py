"""Words around exercises and quizzes that no call of `word` names: those before lines, and the script's."""

from __future__ import annotations

NATIVE = "On your own machine"
OTHERWISE = "Otherwise"
FIELDS = (NATIVE, OTHERWISE)
