"""How a unit tells that a finding is mended: words and evidence in any number of messages, kept until they are sent."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from dialog.visits.answering import attachment_of_words
from dialog.visits.drafting import MOST_ATTACHED, VERSION, Attached, attached_from
from locales.text import Text, text

LONGEST = 800


@dataclass(frozen=True, slots=True)
class Mending:
    """What was told of that finding so far."""

    finding: int
    words: str = ""
    attached: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmended:
    """Nothing changed, and why."""

    why: Text


def told(known: Mending, words: str, attached: Attached | None) -> Mending | Unmended:
    """With one more message: a file is evidence and its caption words; words that hold a link are both."""
    if not words and attached is None:
        return Unmended(text("visits.refused.words"))
    said = "\n".join(part for part in (known.words, words) if part)
    if len(said) > LONGEST:
        return Unmended(text("visits.refused.long", found=len(said), most=LONGEST))
    link = attachment_of_words(words)
    more = [one for one in (attached, link if link.kind == "link" else None) if one]
    if len(known.attached) + len(more) > MOST_ATTACHED:
        return Unmended(text("visits.refused.enough_evidence", most=MOST_ATTACHED))
    return replace(known, words=said, attached=(*known.attached, *more))


def dump_mending(known: Mending) -> str:
    return json.dumps({"v": VERSION, **asdict(known)}, ensure_ascii=False)


def load_mending(body: str, finding: int) -> Mending:
    """What was told of that finding; nothing where another one's stands there."""
    said = json.loads(body) if body else {}
    if said.get("v") != VERSION or said.get("finding") != finding:
        return Mending(finding)
    return Mending(finding, said["words"], tuple(attached_from(one) for one in said["attached"]))
