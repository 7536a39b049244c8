"""Catalogs: a book's English texts → `.po` files that translators edit → what an edition is built from."""
