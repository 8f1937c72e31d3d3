"""The part of a rule whose facts are not all known: it lies between two bounds, and is open where these differ."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from locales.text import Text, text
from scoring.rulebooks.parts import Input, Part


def unknown(low: Fraction, high: Fraction, inputs: Mapping[str, Input]) -> Part:
    """Decided all the same where nothing that is still unknown can change the points."""
    return Part(low, high, inputs, _said(low, high))


def _said(low: Fraction, high: Fraction) -> Text:
    if low == high:
        return text("score.why.decided", points=low)
    return text("score.why.open", low=low, high=high)
