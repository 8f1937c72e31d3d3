"""Places in a ranking: by the exact rate, highest first; equal rates share a place (1, 2, 2, 4)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def places(shares: Sequence[Fraction | None]) -> list[int | None]:
    """The place of each share, in the order given; None stays without a place and takes none from the others."""
    # Correctly rounded decimals never order two fractions the other way, and are compared many times as fast.
    rated = sorted(((float(share), share, at) for at, share in enumerate(shares) if share is not None), reverse=True)
    found: list[int | None] = [None] * len(shares)
    place, last = 0, None
    for number, (_, share, at) in enumerate(rated, start=1):
        if share != last:
            place, last = number, share
        found[at] = place
    return found
