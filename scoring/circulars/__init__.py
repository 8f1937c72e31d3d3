"""Circulars (通报): computed from the progress tables, frozen once approved, and what a correction (更正) moves."""
