"""Citations and the bibliography."""

# ruff: noqa: E501 - a mutant is easier to read on one line

ALPHA, BIB = "chapters/1-part/alpha.md", "book/references.bib"

MUTANTS = {
    "citation.undefined": [
        (ALPHA, "{cite:p}`little1961proof`", "{cite:p}`little1961prof`"),
        (ALPHA, "{cite:p}`amdahl1967validity`", "{cite:p}`amdahl1967validity, nobody2020`"),
        (ALPHA, "{cite:t}`kalibera2013rigorous`", "{cite}`Kalibera2013rigorous`"),
        (BIB, "@article{little1961proof,", "@article{little1961,", "`little1961proof`", ALPHA),
    ],
    "citation.unused": [
        (ALPHA, " {cite:p}`amdahl1967validity`", "", "@inproceedings{amdahl", BIB),
        (ALPHA, " {cite:t}`kalibera2013rigorous`", "", "@misc{kalibera", BIB),
        (
            BIB,
            "@misc{kalibera",
            "@misc{unread2020,\n  title = {Unread},\n  url = {https://example.org/u}\n}\n\n@misc{kalibera",
            "@misc{unread2020",
        ),
    ],
    "bibliography.malformed": [
        (BIB, "  title     = {A Proof for the Queuing Formula},\n", "", "@article{little"),
        (BIB, "  year      = {1961},", "  year      = {1691?},"),
        (BIB, "  journal   = {Operations Research},\n", "", "@article{little"),
        (BIB, "@article{little1961proof,", "@article{,"),
        (
            BIB,
            "  booktitle = {Proceedings of the {AFIPS} Conference},\n",
            "",
            "@inproceedings{amdahl",
        ),
        (
            BIB,
            "url       = {https://example.org/rigorous}\n}",
            "url       = {https://example.org/rigorous}\n",
            "@misc{kalibera",
        ),
        (BIB, "  author    = {Amdahl, Gene M.},\n", "", "@inproceedings{amdahl"),
    ],
    "bibliography.duplicate": [
        (BIB, "@misc{kalibera2013rigorous,", "@misc{little1961proof,"),
        (BIB, "doi       = {10.1287/opre.9.3.383}", "doi       = {10.1145/1465482.1465560}"),
        (
            BIB,
            "@misc{kalibera",
            "@article{copy1961,\n  author = {Little, John D. C.},\n  title = {A proof for the queuing formula},\n"
            "  journal = {OR},\n  year = {1961},\n  url = {https://example.org/q}\n}\n\n@misc{kalibera",
            "  title = {A proof",
        ),
        (BIB, "@misc{kalibera2013rigorous,", "@misc{Amdahl1967Validity,"),
    ],
    "bibliography.identifier": [
        (BIB, "  doi       = {10.1287/opre.9.3.383}", "  pages     = {383}", "@article{little"),
        (
            BIB,
            "doi       = {10.1287/opre.9.3.383}",
            "doi       = {https://doi.org/10.1287/opre.9.3.383}",
        ),
        (BIB, "eprint    = {1306.01234}", "eprint    = {1313.01234}"),
        (BIB, "978-0-201-89683-1", "978-0-201-89683-4"),
        (BIB, "978-0-201-89683-1", "0-201-89683-1"),
        (BIB, "https://example.org/rigorous", "example.org/rigorous"),
        (BIB, "doi       = {10.1145/1465482.1465560}", "doi       = {10.1145}"),
    ],
}
