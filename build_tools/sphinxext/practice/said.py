"""Words around exercises and quizzes that no call of `word` names: those before lines, and the script's."""

from __future__ import annotations

from build_tools.sphinxext.words import word

NATIVE = "On your own machine"
OTHERWISE = "Otherwise"
FIELDS = (NATIVE, OTHERWISE)

# What the page's script says, by the names that it uses; it fills in the braces.
PAGE = {
    "check": "Check",
    "stop": "Stop",
    "restart": "Start over",
    "solve": "Solve it here",
    "continue": "Continue your solution",
    "save": "Save the starter",
    "code": "Your solution: {title}",
    "starting": "Starting Python",
    "loading": "Loading Python: {loaded} of {total} MB",
    "running": "Running the tests",
    "tests": "{passed} of {all} tests passed.",
    "solved": "Solved",
    "passed": "Passed:",
    "failed": "Not yet:",
    "line": "Line {line}",
    "printed": "What your code printed",
    "ends": "the code ends in time",
    "late": "The code did not end within {seconds} s. Is there a loop without end?",
    "stopped": "Stopped.",
    "broken": "Python could not be loaded: {reason}",
    "first": "You have not checked a solution of your own yet. A try teaches more than reading one.",
    "anyway": "Show the solution anyway",
    "right": "Right.",
    "wrong": "Not yet.",
    "choose": "Choose an answer first.",
    "several": "More than one answer can be right.",
    "forgotten": "What you chose is right, and there is more.",
    "answer": "Your answer",
    "unreadable": "Write a number, such as 0.5 or 3e4.",
    "more": "The right number is larger.",
    "less": "The right number is smaller.",
    "up": "Move {letter} up",
    "down": "Move {letter} down",
    "moved": "{letter} is now number {place} of {all}.",
    "write": "Write an answer first, then compare.",
    "compare": "Compare with a model answer",
    "tick": "Tick what your answer says",
    "grade": "Count the points",
    "graded": "{met} of {all} points",
    "progress": "{solved} of {exercises} exercises solved, {right} of {items} questions right",
    "due": "Questions that are due: {count}",
    "nothing": "Nothing is due. The next question comes back on {date}.",
    "empty": "Questions that you answer in the chapters come back here, after one day, two days, "
    "four days and so on.",
    "next": "Next question",
    "gone": "The question {key} cannot be found: its page is gone, or there is no network.",
    "leave": "Take it out of the deck",
    "yours": "Your progress",
    "chapter": "Chapter",
    "exercises": "Exercises solved",
    "questions": "Questions right",
    "print": "Print this summary",
}


def page_words() -> dict[str, str]:
    """Return the script's texts in the language of the edition."""
    return {name: str(word(text)) for name, text in PAGE.items()}
