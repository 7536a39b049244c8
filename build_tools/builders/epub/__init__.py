"""Doctrees → XHTML of our own, split by section → one EPUB 3.3 an edition, packed by ebooklib."""
