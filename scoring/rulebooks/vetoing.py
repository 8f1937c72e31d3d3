"""一、否决项: what makes an evaluation 不合格 at its stage."""

from __future__ import annotations

from fractions import Fraction

from programmes.evaluations import Rulebook
from scoring.rulebooks.stages import Moment, Stage
from scoring.rulebooks.standings import Standing

LIABILITY = "liability"
# What has to be reached of the annual target: half on 30 June, the whole on 31 December.
ASKED = {Stage.MID_YEAR: Fraction(1, 2), Stage.YEAR_END: Fraction(1)}


def vetoes(book: Rulebook, of: Standing, moment: Moment, liable: bool) -> tuple[str, ...]:
    """The indicators that fall short at this stage, and `liability` where it was found."""
    share = ASKED.get(moment.stage)
    short = [
        veto.indicator
        for veto in book.vetoes
        if share is not None
        and moment.stage.value in veto.stages
        and of.sum(veto.indicator) < of.target(veto.indicator) * share
    ]
    return (*short, *([LIABILITY] if liable else []))
