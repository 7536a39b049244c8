"""Small real data sets that travel with the package: no download, a fixed split, a checksum each.

``digits()`` and ``mnist5000()`` return images, ``shakespeare()`` text. Each result carries its
``source`` and ``licence``; docs/data.md says where the files come from and what was done to them.
"""

from tinytorch.datasets.images import Images, digits, mnist5000
from tinytorch.datasets.store import CorruptDataError
from tinytorch.datasets.text import Text, shakespeare

__all__ = ["CorruptDataError", "Images", "Text", "digits", "mnist5000", "shakespeare"]
