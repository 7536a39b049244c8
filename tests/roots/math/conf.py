project = "math"
extensions = ["myst_parser", "sphinx.ext.mathjax", "build_tools.sphinxext.math"]
myst_enable_extensions = ["dollarmath", "amsmath"]
html_theme = "basic"
mathjax3_config = {
    "tex": {"macros": {"R": r"\mathbb{R}", "norm": [r"\left\lVert #1 \right\rVert", 1]}}
}
