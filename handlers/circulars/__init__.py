"""Circulars (通报): drafted from the figures, approved by a coordinator, posted once, corrected by a 更正."""
