"""A page's cells and the interpreter in the reader's browser → what each cell prints, shows and raises.

The worker in `exercises/browser` holds one `Shell` for a page and gives it the cells one by one. Everything
here is plain Python: nothing needs a browser, so that it is tested natively like any other package.
"""

from pagecells.shell import Shell

__all__ = ["Shell"]
