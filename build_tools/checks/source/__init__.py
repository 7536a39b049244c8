"""A page's source → `Facts`: what stands on it and at which line and column, without Sphinx.

Reading a chapter this way takes milliseconds where Sphinx takes a second, and it knows columns, which
Sphinx's tree does not. What only Sphinx can know (labels made by foreign directives) comes from the
environment of the last build, see `context`.
"""
