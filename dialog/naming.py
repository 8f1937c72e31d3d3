"""Which unit an official means by a typed name: the official names first, then as questions understand them."""

from __future__ import annotations

from dialog.questions.matches import Match
from dialog.questions.normalising import normalised
from dialog.questions.understanding import names_of
from programmes.model import Programme, Unit

# A name longer than that is none.
_LONGEST = 60


def units_meant(words: str, programme: Programme) -> tuple[Unit, ...]:
    """One where it is sure, several to choose from, none where nobody is called so."""
    if found := programme.unit_named(words):
        return (found,)
    said = normalised(words)
    if not said or len(said) > _LONGEST:
        return ()
    meant = names_of(programme).meant(said)
    return tuple(programme.unit(code) for code in meant.units) if meant.match in (Match.ONE, Match.SEVERAL) else ()
