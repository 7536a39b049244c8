"""The contract of a chapter and the ledger of decisions."""

# ruff: noqa: E501 - a mutant is easier to read on one line

ALPHA, LEDGER = "chapters/1-part/alpha.md", "book/decisions.yml"
TITLE = "# Measuring a queue"

MUTANTS = {
    "chapter.contract": [
        (ALPHA, "```{rubric}\n- The rate is stated.\n```", "- The rate is stated.", TITLE),
        (ALPHA, "- say what a median hides.\n", "", "```{objectives}"),
        (ALPHA, "- What does it hide?\n", "", "````{retrieval}"),
        (ALPHA, "```{fallacy} The mean", "```{note} The mean", TITLE),
        (ALPHA, "```{graded-exercise} alpha/size-a-sample\n```", "", TITLE),
        (ALPHA, "```{experiment} A queue under load", "```{note} A queue under load", TITLE),
        (ALPHA, " {cite:p}`amdahl1967validity`", "", TITLE),
        (ALPHA, "`````{worked-example} How many", "`````{note} How many", TITLE),
        (ALPHA, "```{plot} alpha/tail", "```{note} alpha/tail", TITLE),
        ("exercises/chapters/alpha/quiz.toml", 'id = "law-later"', 'id = "law"', TITLE, ALPHA),
        (ALPHA, "Design a queue for a clinic.", "word " * 1400, TITLE),
        (
            ALPHA,
            "We let requests arrive at random.",
            "\n".join(f"one two three{n}" for n in range(80)),
            "three20\n",
        ),
    ],
    "chapter.section": [
        (ALPHA, "(sec-alpha-summary)=", "(sec-alpha-end)=", TITLE),
        (ALPHA, "(sec-alpha-design)=\n", "", TITLE),
        (ALPHA, "(sec-alpha)=\n", "(sec-alfa)=\n", TITLE),
        (ALPHA, "```{prerequisites}", "```{note}", TITLE),
        (ALPHA, "```{question} How", "```{note} How", TITLE),
    ],
    "decision.malformed": [
        (LEDGER, "  because: Memory holds one.\n", "", "- id"),
        (LEDGER, "system: keyword-spotter", "system: keyword-spoter", "- id"),
        (
            LEDGER,
            "  because: Memory holds one.\n",
            "  because: Memory.\n- id: kws-queue\n  system: keyword-spotter\n  chapter: alpha\n  decision: d\n  number: n\n  because: b\n",
            "- id: kws-queue\n  system: keyword-spotter\n  chapter: alpha\n  decision: d",
        ),
        (LEDGER, "  because: Memory holds one.", "  because: Memory: holds: one.\n  id: x"),
        (LEDGER, "- id: kws-queue\n", "- id:\n", "- id"),
    ],
    "decision.undefined": [
        (ALPHA, ":id: kws-queue", ":id: kws-queues"),
        (ALPHA, "{decision} keyword-spotter", "{decision} language-service", ":id: kws-queue"),
        (ALPHA, "{decision} keyword-spotter", "{decision} toaster", ":id: kws-queue"),
    ],
    "decision.unused": [
        (ALPHA, "```{decision} keyword-spotter\n:id: kws-queue\n```", "", "- id", LEDGER),
        (LEDGER, "- id: kws-queue", "- id: kws-more", "- id"),
    ],
}
