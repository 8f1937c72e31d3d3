"""Which lines of a long ranking are shown: the first, the last, and the neighbours of the asker's own unit."""

from __future__ import annotations

from collections.abc import Sequence

ENDS = 10
NEIGHBOURS = 2


def shown(count: int, own: Sequence[int]) -> tuple[range, ...]:
    """The stretches of places 0 to `count` − 1 to show, in order; what lies between two of them is left out.

    A gap of one line is filled: the words for it would take as much room.
    """
    wanted = [range(min(ENDS, count)), range(max(0, count - ENDS), count)]
    wanted += [range(max(0, place - NEIGHBOURS), min(count, place + NEIGHBOURS + 1)) for place in own]
    found: list[range] = []
    for stretch in sorted(wanted, key=lambda one: (one.start, one.stop)):
        if found and stretch.start <= found[-1].stop + 1:
            found[-1] = range(found[-1].start, max(found[-1].stop, stretch.stop))
        elif stretch:
            found.append(stretch)
    return tuple(found)
