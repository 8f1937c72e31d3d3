"""What typed words do to the draft: they stand for the open part, go on from it, or fill several under headings."""

from __future__ import annotations

from dialog.text_reports.parts import part_name
from dialog.text_reports.reading import Headed, Unfit, clean, headed, is_piece, joined, length, unfit
from dialog.text_reports.session import Place
from dialog.text_reports.turn import Turn, lacking
from locales.text import Text, text


def write(turn: Turn, said: str) -> None:
    """Words at an open part, or behind a long message at the summary."""
    words = clean(said)
    found = headed(words, turn.facts.form)
    if found:
        _several(turn, found, more=is_piece(said))
    else:
        _one(turn, turn.session.part, words, more=is_piece(said))


def _one(turn: Turn, part: str, words: str, *, more: bool) -> None:
    """Put the words in place of what stands, or behind it. A long message may have more behind it: it is waited for."""
    if not _put(turn, part, words, going_on=turn.session.going_on, cut=more):
        return
    if more:
        _wait_for_more(turn, turn.session.place, part)
    else:
        turn.go_on(part)


def _several(turn: Turn, found: Headed, *, more: bool) -> None:
    """Each part under its heading; the first that cannot stand is asked again."""
    parts, continued = _with_what_stands_above(turn, found)
    cut = list(found.parts)[-1] if more else ""
    refused = [
        code
        for code, words in parts.items()
        if not _put(turn, code, words, going_on=code == continued, cut=code == cut)
    ]
    if refused:
        turn.go(Place.PART, refused[0])
    elif more:
        complete = not lacking(turn.facts, turn.draft)
        _wait_for_more(turn, Place.SUMMARY if complete else Place.PART, cut)
    else:
        turn.go_on()


def _with_what_stands_above(turn: Turn, found: Headed) -> tuple[dict[str, str], str]:
    """What stands above the first heading is the rest of the open part, or else a title of what follows.

    The second value is the part that goes on from what stands.
    """
    opened, going_on = turn.session.part, turn.session.going_on
    parts = dict(found.parts)
    if not found.before:
        return parts, ""
    belongs = opened if opened and (going_on or opened not in parts) else next(iter(parts))
    first = {belongs: joined(found.before, parts.get(belongs, ""))}
    return {**first, **{code: words for code, words in parts.items() if code != belongs}}, opened if going_on else ""


def _wait_for_more(turn: Turn, place: Place, part: str) -> None:
    """The next words go on from these."""
    turn.go(place, part, going_on=True)
    turn.note(text("texts.more"))


def _put(turn: Turn, part: str, words: str, *, going_on: bool, cut: bool) -> bool:
    """Keep the words for the part and say how many they are; said why where they cannot stand.

    Where a long message was `cut`, the part may well be short as yet.
    """
    stands = turn.draft.parts.get(part, "") if going_on else ""
    whole = joined(stands, words)
    problem = unfit(turn.facts.form, part, whole)
    if problem is Unfit.LONG or (problem is Unfit.SHORT and not (cut and whole)):
        turn.refuse(part, problem, _why(turn, part, problem, stands, words))
        return False
    turn.keep(turn.draft.with_part(part, whole))
    turn.note(text("texts.noted", part=part_name(turn.facts.form, part), length=length(whole)))
    return True


def fits(turn: Turn, part: str) -> bool:
    """Whether what stands can be left so; said why where it cannot. What is too long never came to stand."""
    form, words = turn.facts.form, turn.draft.parts.get(part, "")
    problem = unfit(form, part, words)
    if problem:
        why = text("texts.refused.unfinished", part=part_name(form, part), found=length(words), least=form.least)
        turn.refuse(part, problem, why)
    return problem is None


def _why(turn: Turn, part: str, problem: Unfit, stands: str, words: str) -> Text:
    form, found = turn.facts.form, length(words)
    name = part_name(form, part)
    if problem is Unfit.SHORT:
        if part in form.may_be_none:
            return text("texts.refused.short_or_none", part=name, found=found, least=form.least)
        return text("texts.refused.short", part=name, found=found, least=form.least)
    if stands:
        return text("texts.refused.full", part=name, stands=length(stands), found=found, most=form.most)
    return text("texts.refused.long", part=name, found=found, most=form.most)
