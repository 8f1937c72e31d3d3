"""Places in a ranking: by the exact rate, highest first; equal rates share a place (1, 2, 2, 4)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def places(shares: Sequence[Fraction | None]) -> list[int | None]:
    """The place of each share, in the order given; None stays without a place and takes none from the others."""
    ranked = sorted((share for share in shares if share is not None), reverse=True)
    first = {share: place for place, share in reversed(list(enumerate(ranked, start=1)))}
    return [None if share is None else first[share] for share in shares]
