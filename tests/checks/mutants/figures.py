"""Figures: text, origin, form, color."""

ALPHA, MORE, INDEX = "chapters/1-part/alpha.md", "book/more.md", "index.md"
BOARD, GROUND, CSS = (
    "figures/pictures/board.svg",
    "figures/pictures/ground.svg",
    "static/colors.css",
)

MUTANTS = {
    "figure.no-alt": [
        (
            INDEX,
            ":alt: A rectangle with the word load inside it.\n",
            "",
            "{figure} figures/pictures/board",
        ),
        (ALPHA, ":alt: Three points, each higher than the one before.\n", "", "{plot} alpha/waits"),
        (MORE, "![A board with one word]", "![]"),
        (INDEX, ":alt: A gray square.", ":alt:"),
        (
            MORE,
            ":::{note}",
            "```{image} ../figures/pictures/board.svg\n```\n\n:::{note}",
            "{image}",
        ),
        (MORE, ":::{note}", '<img src="../figures/pictures/board.svg">\n\n:::{note}', "<img"),
    ],
    "figure.no-caption": [
        (
            INDEX,
            "\nA board under load. Source: our own drawing.",
            "",
            "{figure} figures/pictures/board",
        ),
        (ALPHA, "\nWaiting time against load.", "", "{plot} alpha/waits"),
        (
            MORE,
            "\nA picture that brings its ground. Source: our own drawing.",
            "\n\n",
            "{figure} ../figures/pictures/ground",
        ),
    ],
    "figure.no-source": [
        (
            INDEX,
            "A board under load. Source: our own drawing.",
            "A board under load.",
            "{figure} figures/pictures/board",
        ),
        (INDEX, "Photograph: the authors.", "It is here.", "{figure} figures/pictures/photo"),
        (
            MORE,
            "A picture that brings its ground. Source: our own drawing.",
            "It brings its ground.",
            "{figure} ../figures",
        ),
    ],
    "figure.missing": [
        (ALPHA, "{plot} alpha/waits", "{plot} alpha/wait"),
        (ALPHA, "{plot} alpha/tail", "{plot} tail"),
    ],
    "figure.alt-repeats-caption": [
        (
            ALPHA,
            ":alt: Three points, each higher than the one before.",
            ":alt: Waiting time against load.",
        ),
        (
            ALPHA,
            ":alt: A bar of three parts, of which the last is the longest.",
            ":alt: half of all waiting falls on one request in 20",
        ),
        (
            INDEX,
            ":alt: A rectangle with the word load inside it.",
            ":alt: A board under load. Source: our own drawing",
        ),
    ],
    "figure.unreferenced": [
        (INDEX, "{numref}`fig-index-board` shows", "This shows", "{figure} figures/pictures/board"),
        (ALPHA, ", see {numref}`Figure %s <fig-alpha-tail>`", "", "{plot} alpha/tail"),
        (ALPHA, ":name: fig-alpha-waits\n", "", "{plot} alpha/waits"),
        (MORE, "{numref}`fig-more-ground` keeps", "It keeps", "{figure} ../figures"),
    ],
    "figure.raster": [
        (INDEX, ":class: photograph\n", "", "{figure} figures/pictures/photo"),
        (INDEX, ":class: photograph", ":class: wide", "{figure} figures/pictures/photo"),
        (
            INDEX,
            "{figure} figures/pictures/board.svg",
            "{figure} figures/pictures/photo.png",
            "photo.png\n:name: fig-index-board",
        ),
    ],
    "figure.contrast": [
        (BOARD, 'fill="currentColor">load', 'fill="#bbbbbb">load'),
        (BOARD, 'fill="var(--fig-muted)"', 'fill="#555555"'),
        (BOARD, 'fill="currentColor">load', ">load"),
        (GROUND, 'fill="#595959"', 'fill="#8a8a8a"'),
        (GROUND, 'fill="#ffffff"', 'fill="#333333"', "<text"),
        (CSS, "--ml-ink: #1d1b18;", "--ml-ink: #9a9a9a;"),
        (CSS, "--ml-link: #93bff2;", "--ml-link: #1c4f8b;"),
        (CSS, "--ml-code-string: #23603c;", "--ml-code-string: #9fbfaa;"),
        (CSS, "--fig-c1: #56b4e9;", "--fig-c1: #333a44;"),
        (BOARD, 'fill="currentColor">load', 'style="font-size:9px; fill:#eee">load'),
    ],
    "figure.color-only": [
        (MORE, "The line with round markers is", "The red line is"),
        (MORE, "The line with round markers is the median.", "The median is marked in green."),
        (
            INDEX,
            "{numref}`fig-index-photo` is small.",
            "{numref}`fig-index-photo` has all in blue boxes.",
            "in blue boxes",
        ),
    ],
}
