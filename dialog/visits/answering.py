"""Takes an answer into the draft of a visit, or says why it cannot: what was wrong, what is expected, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dialog.attachments import kind_of
from dialog.naming import units_meant
from dialog.visits.days import read_day, read_deadline
from dialog.visits.drafting import LONGEST, MOST_ATTACHED, MOST_FINDINGS, Attached, Found, Step, VisitDraft
from locales.text import Text, text
from programmes.model import Programme, Unit

# Nobody sets a deadline farther away; it would be a slip.
_FARTHEST = 366


@dataclass(frozen=True, slots=True)
class Scene:
    programme: Programme
    today: date


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing changed; the same is asked again. `units`: which of them was meant is asked back."""

    why: Text
    units: tuple[Unit, ...] = ()


def answered(
    draft: VisitDraft, step: Step, words: str, attached: Attached | None, scene: Scene
) -> VisitDraft | Refused:
    """The draft with the answer in it. A picture or file is evidence wherever it comes; its caption is the answer."""
    if attached is not None and step is not Step.EVIDENCE:
        kept = _attach(draft, attached)
        if isinstance(kept, Refused) or not words:
            return kept
        draft = kept
    if not words and attached is None:
        return Refused(text("visits.refused.words"))
    if len(words) > LONGEST:
        return Refused(text("visits.refused.long", found=len(words), most=LONGEST))
    return _TAKEN[step](draft, words, scene) if step is not Step.EVIDENCE else _evidence(draft, words, attached)


def day_refused(day: date, scene: Scene, draft: VisitDraft) -> Text | None:
    """Why the visit cannot have been on that day."""
    first = date(scene.programme.year, 1, 1)
    if day > scene.today:
        return text("visits.refused.future", day=day, today=scene.today)
    if day < first:
        return text("visits.refused.before_year", day=day, first=first)
    if early := [one for one in draft.findings if one.mend_by <= day]:
        return text("visits.refused.after_deadline", day=day, deadline=early[0].mend_by)
    return None


def deadline_refused(day: date, after: date, today: date) -> Text | None:
    """Why a finding cannot be mended by that day: not after the visit (or after today), or a year away."""
    if day <= after:
        return text("visits.refused.not_after", day=day, after=after)
    if (day - max(after, today)).days > _FARTHEST:
        return text("visits.refused.far", day=day, most=_FARTHEST)
    return None


def attachment_of_words(words: str) -> Attached:
    """A link where there is one, else a note."""
    return Attached(kind_of(words), words)


def _unit(draft: VisitDraft, words: str, scene: Scene) -> VisitDraft | Refused:
    found = units_meant(words, scene.programme)
    if len(found) == 1:
        return draft.with_(unit=found[0].code)
    if found:
        return Refused(text("visits.refused.which", found=words[:40]), found)
    return Refused(text("visits.refused.unit", found=words[:40]))


def _day(draft: VisitDraft, words: str, scene: Scene) -> VisitDraft | Refused:
    day = read_day(words, scene.today)
    if day is None:
        return Refused(text("visits.refused.day", found=words[:20]))
    why = day_refused(day, scene, draft)
    return Refused(why) if why else draft.with_(held_on=day)


def _present(draft: VisitDraft, words: str, _: Scene) -> VisitDraft:
    return draft.with_(present=words)


def _seen(draft: VisitDraft, words: str, _: Scene) -> VisitDraft:
    return draft.with_(seen=words)


def _finding(draft: VisitDraft, words: str, _: Scene) -> VisitDraft | Refused:
    if len(draft.findings) >= MOST_FINDINGS:
        return Refused(text("visits.refused.enough", most=MOST_FINDINGS))
    return draft.with_(words=words)


def _deadline(draft: VisitDraft, words: str, scene: Scene) -> VisitDraft | Refused:
    day = read_deadline(words, scene.today)
    if day is None:
        return Refused(text("visits.refused.deadline", found=words[:20]))
    if why := deadline_refused(day, draft.held_on or scene.today, scene.today):
        return Refused(why)
    return draft.with_(findings=(*draft.findings, Found(draft.words, day)), words="", complete=True)


def _evidence(draft: VisitDraft, words: str, attached: Attached | None) -> VisitDraft | Refused:
    """A file with its caption as its name, or the words alone."""
    if attached is None:
        return _attach(draft, attachment_of_words(words))
    return _attach(draft, Attached(attached.kind, attached.content, words or attached.name))


def _attach(draft: VisitDraft, attached: Attached) -> VisitDraft | Refused:
    if len(draft.attached) >= MOST_ATTACHED:
        return Refused(text("visits.refused.enough_evidence", most=MOST_ATTACHED))
    return draft.with_(attached=(*draft.attached, attached))


_TAKEN: dict[Step, Callable[[VisitDraft, str, Scene], VisitDraft | Refused]] = {
    Step.UNIT: _unit,
    Step.DAY: _day,
    Step.PRESENT: _present,
    Step.SEEN: _seen,
    Step.FINDING: _finding,
    Step.DEADLINE: _deadline,
}
