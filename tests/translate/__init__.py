"""Tests of build_tools.translate."""
