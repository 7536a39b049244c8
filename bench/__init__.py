"""Benchmarks of the toolchain; `python -m bench.build` compares builds with jupyter-book's."""
