"""Doctrees → one XHTML document in reading order → PDF by WeasyPrint."""
