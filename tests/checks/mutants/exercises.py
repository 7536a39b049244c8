"""Graded exercises, quizzes, misconceptions."""

ALPHA = "chapters/1-part/alpha.md"
FOLDER = "exercises/chapters/alpha/"
EXERCISE, QUIZ = FOLDER + "size-a-sample/", FOLDER + "quiz.toml"
WRONG = "exercises/misconceptions.toml"

MUTANTS = {
    "exercise.malformed": [
        (EXERCISE + "exercise.toml", 'id = "size-a-sample"', 'id = "size-samples"'),
        (EXERCISE + "exercise.toml", 'where = "browser"', 'where = "cloud"'),
        (EXERCISE + "hints.md", "---\nLittle's law.\n", "", "Which"),
        (EXERCISE + "solution.py", "return rate * time", "return rate *"),
        (
            EXERCISE + "mutants/divided.py",
            "misconception: mean-is-typical",
            "wrong: mean-is-typical",
        ),
        (QUIZ, "  correct = true\n", "", '[[item]]\nid = "median"'),
        (QUIZ, 'kind = "text"', 'kind = "essay"'),
        (
            QUIZ,
            "tolerance = 0.01\n  [[item.wrong]]\n  value = 1.5",
            "tolerance = 2\n  [[item.wrong]]\n  value = 1.5",
            "tolerance = 2",
        ),
        (WRONG, 'statement = "One run is enough."\n', "", "[one-run-is-enough]"),
    ],
    "exercise.objective": [
        (EXERCISE + "exercise.toml", "objective = 1", "objective = 7"),
        (QUIZ, "objective = 2\nprompt", "objective = 5\nprompt", '[[item]]\nid = "median"'),
        (QUIZ, 'objective = 1\ndelayed = "part"\n', "objective = 1\n", "[[item]]"),
        (
            QUIZ,
            'objective = 1\ndelayed = "part"',
            'objective = 1\ndelayed = "beta"',
            '[[item]]\nid = "law-later"',
        ),
        (ALPHA, "- say what a median hides.\n", "", '[[item]]\nid = "median"', QUIZ),
    ],
    "exercise.missing": [
        (ALPHA, "{graded-exercise} alpha/size-a-sample", "{graded-exercise} alpha/size-samples"),
        (ALPHA, "{quiz} alpha", "{quiz} alhpa"),
    ],
    "exercise.unused": [
        (
            ALPHA,
            "```{graded-exercise} alpha/size-a-sample\n```",
            "",
            "id =",
            EXERCISE + "exercise.toml",
        ),
        (ALPHA, "```{quiz} alpha\n```", "", "[[item]]", QUIZ),
    ],
    "misconception.undefined": [
        (ALPHA, ":misconception: mean-is-typical", ":misconception: mean-is-tipical"),
        (
            QUIZ,
            'value = 1.5\n  misconception = "one-run',
            'value = 1.5\n  misconception = "two-run',
            'misconception = "two',
        ),
        (EXERCISE + "mutants/once.py", "one-run-is-enough", "no-run-is-enough"),
        (
            WRONG,
            'samples."\nchapter = "alpha"',
            'samples."\nchapter = "omega"',
            "[one-run-is-enough]",
        ),
        (WRONG, "[mean-is-typical]", "[median-is-typical]", ":misconception: mean", ALPHA),
    ],
    "misconception.unused": [
        (
            WRONG,
            "[mean-is-typical]",
            '[never-named]\nstatement = "S."\nrefutation = "R."\nchapter = "alpha"\n\n[mean-is-typical]',
            "[never-named]",
        ),
        (WRONG, "[mean-is-typical]", "[median-is-typical]", "[median-is-typical]"),
    ],
}
