"""Excel in and out for officials, `workbook:…`: the template and results as files, a file sent in, its preview.

A file changes nothing by itself: its sender confirms the preview, then another official settles the whole workbook
(`batches`). The same file sent twice finds that everything stands or waits already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from dialog.evaluation import workbooks as screens
from dialog.evaluation.workbooks import Sent
from dialog.screens import Screen
from documents.evaluation_changes import change_pages, fault_pages
from documents.fact_sheets import FactSheets
from handlers.errands import Workbook as File
from handlers.evaluating import workbook_telling
from handlers.evaluating.books import judges
from handlers.evaluating.viewing import person_name
from handlers.reading import Attachment
from handlers.turns import Turn
from locales.catalog import catalog
from locales.text import Text, text
from scoring.rulebooks.entered import Change, Comparison, Said, Spot, compare
from store.chains import Plain
from store.facts import Origin
from store.transactions import Transaction
from store.workbooks import Workbook, WorkbookState

ASKED = "workbook:file"


def ask(turn: Turn, _: str) -> None:
    """The next file of this person is fetched and read before its turn."""
    _ask_again(turn)


def unasked(turn: Turn, attachment: Attachment | None) -> bool:
    """A file that nobody waited for, from somebody who may import: it is asked for again, to be fetched this time."""
    is_file = attachment is not None and attachment.kind == "document"
    if is_file and judges(turn) and turn.programme.rulebooks:
        _ask_again(turn, text("workbook.unasked"))
        return True
    return False


def answer(turn: Turn, attachment: Attachment | None) -> None:
    """What came where a file was asked for. Until it is a good one, the question stays open."""
    if not judges(turn):
        turn.ask("")
        turn.tell(Screen((text("screen.no_rights_now"),)))
    elif attachment is None or attachment.kind != "document":
        _ask_again(turn, text("workbook.no_file"))
    elif attachment.sheets is None:
        _ask_again(turn, attachment.trouble or text("workbook.send_again"))
    elif attachment.sheets.misread:
        _tell_faults(turn, attachment.sheets)
    else:
        _take(turn, attachment.sheets)


def propose(turn: Turn, workbook: Workbook, nonce: str) -> None:
    """The preview was confirmed: what it would change waits for a second person. Once: then it is no preview."""
    if workbook.sent_by != turn.author or workbook.state is not WorkbookState.READ:
        turn.toast(text("workbook.gone"))
        return
    found = Known.of(turn).compared(turn.tx.workbooks.said(workbook.id))
    if nonce != nonce_of(found.changes):
        _preview(turn, workbook, found, text("workbook.preview.moved"))
        return
    entered = {change.said.spot for change in found.changes}
    replaced = [one for one in turn.tx.facts.open() if one.origin is not Origin.UNIT and one.spot in entered]
    for change in found.changes:
        _propose(turn, workbook, change)
    turn.tx.workbooks.proposed(workbook.id, len(found.changes))
    count = len(found.changes)
    after: dict[str, Plain] = {"workbook": workbook.id, "file": workbook.file, "sha256": workbook.sha256}
    turn.tx.audit.append("", turn.who, "workbook.proposed", None, {**after, "entries": count}, turn.now)
    workbook_telling.proposed(turn, workbook, sent(turn, workbook), count, replaced)
    turn.show(Screen((text("workbook.proposed", number=workbook.id, count=count),), screens.HOME_ROWS))


def drop(turn: Turn, workbook: Workbook, _: str) -> None:
    """The preview is not wanted."""
    if workbook.sent_by == turn.author:
        turn.tx.workbooks.drop(workbook.id)
    turn.show(Screen((text("workbook.dropped"),), screens.HOME_ROWS))


def send_preview(turn: Turn, workbook: Workbook, _: str) -> None:
    """All that the preview shows the first lines of."""
    if workbook.sent_by != turn.author or workbook.state is not WorkbookState.READ:
        turn.toast(text("workbook.gone"))
        return
    send_changes(turn, workbook, Known.of(turn).compared(turn.tx.workbooks.said(workbook.id)).changes)


def send_changes(turn: Turn, workbook: Workbook, changes: tuple[Change, ...]) -> None:
    programme, words = turn.programme, catalog(turn.language)
    file = File(lambda: change_pages(changes, programme, words))
    name = words.plain(text("workbook.file.changes", number=workbook.id))
    turn.send_later(file, name, text("workbook.caption.changes", number=workbook.id, count=len(changes)))
    turn.toast(text("workbook.comes"), alert=False)


def sent(turn: Turn, workbook: Workbook) -> Sent:
    day = turn.programme.calendar.today(workbook.sent_at)
    return Sent(workbook.id, workbook.file, person_name(turn, workbook.sent_by), day)


@dataclass(frozen=True)
class Known:
    """What stands, what officials have proposed (empty: taking back), and what units claim, by spot."""

    standing: Mapping[Spot, str]
    waiting: Mapping[Spot, str]
    claims: Mapping[Spot, str]

    @classmethod
    def of(cls, turn: Turn, *, without: str | None = None) -> Known:
        """`without`: leaving out the entries of that workbook itself."""
        waiting = [one for one in turn.tx.facts.open() if without is None or one.batch != without]
        return cls(
            standing_in(turn.tx),
            {one.spot: one.value or "" for one in waiting if one.origin is not Origin.UNIT},
            {one.spot: one.value or "" for one in waiting if one.origin is Origin.UNIT},
        )

    def compared(self, said: tuple[Said, ...]) -> Comparison:
        return compare(said, self.standing, self.waiting)

    def claimed_otherwise(self, changes: tuple[Change, ...]) -> int:
        """How many of the changes differ from what the unit says of itself."""
        values = ((one.said.value, self.claims.get(one.said.spot)) for one in changes)
        return sum(claim is not None and claim != value for value, claim in values)


def standing_in(tx: Transaction) -> dict[Spot, str]:
    """The values that stand, which alone are scored."""
    return {one.spot: one.value for one in tx.facts.standing() if one.value is not None}


def nonce_of(changes: tuple[Change, ...]) -> str:
    """Names what a screen showed: another value, or another one standing, gives another."""
    return sha256(repr(changes).encode()).hexdigest()[:6]


def _ask_again(turn: Turn, *before: Text) -> None:
    turn.show(screens.ask_screen(*before))
    turn.ask(ASKED)


def _take(turn: Turn, sheets: FactSheets) -> None:
    found = Known.of(turn).compared(sheets.said)
    if not sheets.said:
        _ask_again(turn, text("workbook.empty", file=sheets.file))
    elif not found.changes:
        turn.ask("")
        same = text("workbook.nothing_new", file=sheets.file, same=found.same, proposed=found.proposed)
        turn.show(Screen((same,), screens.HOME_ROWS))
    else:
        turn.ask("")
        kept = turn.tx.workbooks.add(sheets.file, sheets.sha256, sheets.said, by=turn.author, now=turn.now)
        _preview(turn, kept, found)


def _preview(turn: Turn, workbook: Workbook, found: Comparison, *before: Text) -> None:
    claims, nonce = Known.of(turn).claimed_otherwise(found.changes), nonce_of(found.changes)
    turn.show(screens.preview_screen(turn.programme, sent(turn, workbook), found, claims, nonce, *before))


def _propose(turn: Turn, workbook: Workbook, change: Change) -> None:
    said = change.said
    turn.tx.facts.propose(
        said.spot,
        said.value,
        by=turn.author,
        who=turn.who,
        now=turn.now,
        remark=said.remark,
        origin=Origin.WORKBOOK,
        batch=workbook.batch,
    )


def _tell_faults(turn: Turn, sheets: FactSheets) -> None:
    """Nothing is taken of a file with a bad cell; the whole list goes with it as a workbook."""
    faults = [(one.sheet, one.fault) for one in sheets.misread]
    turn.show(screens.faults_screen(sheets.file, faults))
    turn.ask(ASKED)
    programme, words, misread = turn.programme, catalog(turn.language), sheets.misread
    name = words.plain(text("workbook.file.faults"))
    turn.send_later(File(lambda: fault_pages(misread, programme, words)), name, text("workbook.caption.faults"))
