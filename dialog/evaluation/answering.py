"""What a value means at the fact that is asked, by what stands, waits and is claimed there already."""

from __future__ import annotations

from enum import StrEnum

from dialog.evaluation.asking import View


class Meaning(StrEnum):
    """What is to be done with an answer."""

    CLAIM = "claim"
    """The unit says it of itself."""
    PROPOSE = "propose"
    """It waits for a second person."""
    REPLACE = "replace"
    """It waits in place of what a colleague had entered."""
    STANDS = "stands"
    """It is what stands: nothing changes."""
    SAID = "said"
    """The same person entered it before: nothing changes."""
    SECOND = "second"
    """A colleague entered the same: a confirmation is offered."""
    CONFIRM_CLAIM = "confirm_claim"
    """It is what the unit claims: that is two persons."""
    CHANGE_CLAIM = "change_claim"
    """It is not what the unit claims, which is owed a reason."""


def meaning(view: View, value: str) -> Meaning:
    """The same value twice is never entered twice; a remark that waits makes it worth entering again."""
    if view.own:
        said = view.claim is not None and view.claim.value == value and not view.walk.remark
        return Meaning.SAID if said else Meaning.CLAIM
    if view.claim and view.claim.period == view.walk.period:
        return Meaning.CONFIRM_CLAIM if view.claim.value == value else Meaning.CHANGE_CLAIM
    if waiting := view.waits():
        if waiting.value != value:
            return Meaning.PROPOSE if waiting.mine else Meaning.REPLACE
        if not waiting.mine:
            return Meaning.SECOND
        return Meaning.PROPOSE if view.walk.remark else Meaning.SAID
    stands = view.stands()
    return Meaning.STANDS if stands and stands.value == value and not view.walk.remark else Meaning.PROPOSE
