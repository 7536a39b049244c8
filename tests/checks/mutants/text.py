"""Headings, terms, words, numbers, units."""

ALPHA, MORE, INDEX = "chapters/1-part/alpha.md", "book/more.md", "index.md"
GLOSSARY, NOTES = "book/glossary.md", "book/notes.ipynb"
HEADING = "## A queue that is measured"
CLINIC = "The clinic said that its test took 3 s on that day."
ALLOW = "% allow number.literal: the number is the clinic's own\n"

MUTANTS = {
    "heading.jump": [
        (MORE, "### Roles", "#### Roles"),
        (ALPHA, HEADING, "#" * 3 + HEADING, "##### A queue"),
        (NOTES, '`sec-alpha`."', '`sec-alpha`.\\n",\n    "\\n",\n    "### Deep"', "### Deep"),
    ],
    "heading.title": [
        (MORE, "## Acronyms", "# Acronyms"),
        (GLOSSARY, "# Glossary", "## Glossary"),
        (MORE, "(sec-more)=\n# More", "## First\n\n(sec-more)=\n# More", "## First"),
        (NOTES, "# Notes", "Notes", "{"),
    ],
    "heading.unlabeled": [
        (ALPHA, "(sec-alpha-experiment)=\n", "", HEADING),
        (ALPHA, "(sec-alpha-law)=\n", "", "## Little's law"),
        (ALPHA, HEADING, f"Text.\n\n{HEADING}", HEADING),
    ],
    "glossary.undefined": [
        (ALPHA, "A {term}`queue` holds", "A {term}`queues` holds"),
        (GLOSSARY, "{term}`sample`", "{term}`simple`"),
        (GLOSSARY, "tail latency\n", "tail latancy\n", "{term}`tail latency`", ALPHA),
        (ALPHA, "{term}`median`,", "{term}`the median <mediann>`,"),
    ],
    "glossary.unused": [
        (GLOSSARY, "median\n", "flux\n  A thing.\n\nmedian\n", "flux"),
        (ALPHA, ", {term}`tail latency`.", ".", "tail latency", GLOSSARY),
        (GLOSSARY, "a {term}`sample`", "a sample", "sample\n  The"),
    ],
    "glossary.duplicate": [
        (
            GLOSSARY,
            "sample\n  The values",
            "queue\n  Again.\n\nsample\n  The values",
            "queue\n  Again",
        ),
        (
            GLOSSARY,
            "sample\n  The values",
            "Median\n  Again.\n\nsample\n  The values",
            "Median\n  Again",
        ),
        (
            MORE,
            ":::{note}",
            "```{glossary}\nqueue\n  A line.\n```\n\n:::{note}",
            "queue\n  What",
            GLOSSARY,
        ),
    ],
    "acronym.before-expansion": [
        (
            MORE,
            "The time to first token (TTFT) matters",
            "The TTFT is short, and the time to first token (TTFT) matters",
        ),
        (
            ALPHA,
            "A {term}`queue` holds requests.",
            "An SLO is set. A service level objective (SLO) holds requests.",
            "An SLO",
        ),
    ],
    "number.literal": [
        (MORE, ALLOW, "", CLINIC),
        (ALPHA, "the slowest {value}`wait-most:.1f`", "the slowest needed 412 ms", "412 ms"),
        (MORE, "## Acronyms", "The loop took 3.4 µs.\n\n## Acronyms", "3.4 µs"),
        (
            MORE,
            "## Acronyms",
            "We measured it, and the throughput was 120 tokens/s.\n\n## Acronyms",
            "120 tokens/s",
        ),
        (INDEX, "is small.", "is small. The board needed 0.3 W.", "0.3 W"),
    ],
    "unit.style": [
        (MORE, "of 10 ms is", "of 10ms is"),
        (MORE, "of 10 ms is", "of 10 msec is"),
        (ALPHA, "answered within 20 ms", "answered within 20 secs"),
        (ALPHA, "answered within 20 ms", "answered 20 Mbps within 20 ms"),
        (MORE, "of 10 ms is", "of 16GB is"),
    ],
    "spelling.unknown": [
        (MORE, "A role in code", "A roel in code"),
        (ALPHA, "Three points, each higher", "Three pionts, each higher"),
        (ALPHA, ":question: How does the waiting", ":question: How does the waitting"),
        (GLOSSARY, "The values that were", "The vlaues that were"),
        (NOTES, "A notebook refers", "A notebok refers"),
        (INDEX, "Every page of this book", "Evrey page of this book"),
        (ALPHA, "* - Way", "* - Waay"),
    ],
    "writing.repeated-word": [
        (MORE, "### Roles\n", "### Roles\n\nMeasure the the tail.\n", "the the"),
        (ALPHA, "A tail hides in a mean", "A tail hides in in a mean"),
        (INDEX, "there is no other way", "there is no other other way"),
        (
            ALPHA,
            "Design a queue for a clinic.",
            "Design a queue for\nfor a clinic.",
            "for a clinic.",
        ),
    ],
    "writing.inclusive": [
        (MORE, "Colons make boxes too.", "Colons make a whitelist too."),
        (MORE, "Colons make boxes too.", "Obviously, colons make boxes."),
        (ALPHA, "Design a queue for a clinic.", "Do a sanity check of a queue."),
    ],
    "install.forbidden": [
        (INDEX, "`make html`", "`pip install tinytorch`"),
        (MORE, "total = sum(values)", "!pip install -q tinytorch"),
        (NOTES, "x = 2", "%pip install tinytorch"),
        (ALPHA, "Design a queue for a clinic.", "Type uv pip install mlsysbook first."),
        (INDEX, "`make html`", "`await micropip.install('tinytorch')`"),
    ],
}
