"""Measurements side by side: `make bench`, or `python -m benchmarks progress`. Nothing in the product imports them."""
