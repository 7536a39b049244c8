"""Floor 0: what a book is, before any of it is parsed, executed or built.

`book.read_book` turns `_config.yml` and `_toc.yml` into a typed `Book`; `diagnostics` holds the closed
set of things that can be wrong with one. Nothing here imports Sphinx or docutils, so that reading a
book costs milliseconds and is tested in as many.
"""
