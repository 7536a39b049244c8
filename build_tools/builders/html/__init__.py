"""Doctrees → a website: `site.build_html` makes one edition of a book, whole, in a folder of its own."""
