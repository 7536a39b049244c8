"""Markup, labels, references, links."""

ALPHA, MORE, INDEX = "chapters/1-part/alpha.md", "book/more.md", "index.md"
NOTES = "book/notes.ipynb"

MUTANTS = {
    "markup.unclosed": [
        (
            INDEX,
            "our own drawing.\n```",
            "our own drawing.",
            "```{figure} figures/pictures/board.svg",
        ),
        (MORE, "Colons make boxes too.\n:::", "Colons make boxes too.", ":::{note}"),
        (
            ALPHA,
            "The middle, and the tail.\n```\n````",
            "The middle, and the tail.\n````",
            "```{answer}",
        ),
        (MORE, "total = sum(values)\n```", "total = sum(values)\n``", "```{code-block}"),
    ],
    "markup.role": [
        (INDEX, "{doc}`chapters", "{doc} `chapters"),
        (ALPHA, "{ref}`exp-alpha-queue`", "{ref}  `exp-alpha-queue`"),
        (ALPHA, "By {eq}`eq-alpha-little`", "By {eq}"),
        (MORE, "The listing {ref}`lst-more-sum` adds.", "The listing :ref:`lst-more-sum` adds."),
        (INDEX, "{numref}`fig-index-photo` is", ":numref:`fig-index-photo` is"),
    ],
    "label.duplicate": [
        (MORE, "## Acronyms", "(sec-more-links)=\n## Acronyms", "(sec-more-links)=\n## Acronyms"),
        (MORE, "(sec-more)=", "(sec-alpha)="),
        (
            INDEX,
            ":name: fig-index-photo",
            ":name: fig-index-board",
            ":name: fig-index-board\n:class",
        ),
        (
            ALPHA,
            ":label: idea-alpha-count",
            ":label: def-alpha-queue",
            ":label: def-alpha-queue\nA count",
        ),
        (ALPHA, "(sec-alpha-design)=", "(sec-alpha-law)=", "(sec-alpha-law)=\n## Open"),
    ],
    "label.unused": [
        (
            ALPHA,
            "{numref}`Table %s <tab-alpha-ways>` compares",
            "This compares",
            ":name: tab-alpha-ways",
        ),
        (MORE, "The listing {ref}`lst-more-sum` adds.", "It adds.", ":name: lst-more-sum"),
        (MORE, "### Roles", "$$ a = b $$ (eq-more-balance)\n\n### Roles", "(eq-more-balance)"),
        (
            MORE,
            "### Roles",
            "```{math}\n:label: eq-more-math\na\n```\n\n### Roles",
            ":label: eq-more-math",
        ),
    ],
    "label.prefix": [
        (ALPHA, ":name: tab-alpha-ways", ":name: fig-alpha-ways"),
        (ALPHA, ":label: exp-alpha-queue", ":label: wex-alpha-queue"),
        (ALPHA, "$$ (eq-alpha-little)", "$$ (law-alpha-little)"),
        (INDEX, ":name: fig-index-board", ":name: tab-index-board"),
        (MORE, "(sec-more-links)=", "(fig-more-links)="),
        (
            INDEX,
            "{numref}`fig-index-photo` is",
            "(sec-index-pixels)=\nIt {numref}`fig-index-photo` is",
            "(sec-index-pixels)=",
        ),
    ],
    "reference.undefined": [
        (ALPHA, "{ref}`exp-alpha-queue`", "{ref}`exp-alpha-queues`"),
        (ALPHA, "{numref}`fig-alpha-waits`", "{numref}`fig-alpha-wait`"),
        (ALPHA, "By {eq}`eq-alpha-little`", "By {eq}`eq-alpha-big`"),
        (INDEX, "{doc}`chapters/1-part/alpha`", "{doc}`chapters/1-part/alhpa`"),
        (MORE, "[this one](#sec-more-links)", "[this one](#sec-more-lines)"),
        (ALPHA, "<fig-alpha-tail>`.", "<fig-alpha-tale>`.", "<fig-alpha-tale>"),
        (NOTES, "{ref}`sec-alpha`", "{ref}`sec-alfa`"),
        (ALPHA, "{ref}`sec-glossary`", "{ref}`the glossary <sec-glosary>`"),
    ],
    "reference.kind": [
        (ALPHA, "{numref}`Table %s <tab-alpha-ways>`", "{numref}`Figure %s <tab-alpha-ways>`"),
        (ALPHA, "{numref}`Figure %s <fig-alpha-tail>`", "{numref}`Table %s <fig-alpha-tail>`"),
        (ALPHA, "as {numref}`fig-alpha-waits`", "as {eq}`fig-alpha-waits`"),
        (ALPHA, "By {eq}`eq-alpha-little`", "By {numref}`eq-alpha-little`"),
        (
            ALPHA,
            "The experiment is\n{ref}`exp-alpha-queue`",
            "See Section\n{ref}`exp-alpha-queue`",
            "{ref}`exp-alpha-queue`",
        ),
        (INDEX, "{numref}`fig-index-board` shows", "[the table](#fig-index-board) shows"),
        (ALPHA, "{ref}`sec-glossary`", "{ref}`Figure <sec-glossary>`"),
    ],
    "reference.anchor": [
        (INDEX, "book/more.md#links", "book/more.md#lines"),
        (MORE, "alpha.md#littles-law", "alpha.md#big-law"),
        (MORE, "[here](../chapters/1-part/alpha.md)", "[here](/chapters/1-part/alpha.md#nowhere)"),
        (NOTES, "{ref}`sec-alpha`", "[x](more.md#rolls)"),
    ],
    "reference.file": [
        (INDEX, "{figure} figures/pictures/board.svg", "{figure} figures/pictures/bord.svg"),
        (MORE, "[here](../chapters/1-part/alpha.md)", "[here](../chapters/alpha.md)"),
        (MORE, "{download}`the step <../code/sgd.py>`", "{download}`the step <../code/sdg.py>`"),
        (MORE, "![A board with one word](../figures/", "![A board with one word](/figure/"),
        (
            ALPHA,
            "```{literalinclude} ../../code/sgd.py\n:pyobject",
            "```{literalinclude} ../code/sgd.py\n:pyobject",
        ),
        (INDEX, "[the second page](book/more.md#links)", "[the second page](book/nore.md)"),
        (MORE, ":::{note}", "```{include} nothing.md\n```\n\n:::{note}", "{include}"),
    ],
    "link.malformed": [
        (MORE, "https://docs.python.org/3/", "htps://docs.python.org/3/"),
        (MORE, "https://docs.python.org/3/", "https:///3/"),
        (MORE, "https://docs.python.org/3/", "www.python.org"),
        (MORE, "(https://docs.python.org/3/)", "()"),
        (MORE, "https://docs.python.org/3/", "http:/docs.python.org"),
    ],
}
