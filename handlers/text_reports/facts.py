"""What a turn of the report in words may look at, read in one transaction. For its conversation and /status."""

from __future__ import annotations

from collections.abc import Iterable

from dialog.codec import load_text_draft
from dialog.report.facts import Person
from dialog.text_reports.facts import TextFacts, TextOnFile, TextReport
from programmes.model import Programme, Unit
from programmes.quarters import Quarter
from store.records import Draft
from store.text_reports import FiledText
from store.transactions import Transaction


def text_facts(
    tx: Transaction, programme: Programme, unit: Unit, person: Person, drafts: Iterable[Draft] | None = None
) -> TextFacts | None:
    """None where the programme asks for no report in words. `drafts`: the unit's, where they have been read already."""
    if not programme.text_forms:
        return None
    form = programme.text_forms[0]
    stored = tx.drafts.of_unit(unit.code) if drafts is None else drafts
    read = ((load_text_draft(one.body), one.version) for one in stored)
    return TextFacts(
        form=form,
        calendar=programme.calendar,
        unit=unit,
        person=person.id,
        name=person.name,
        filed={Quarter.parse(one.quarter): report_of(one) for one in tx.text_reports.of_unit(form.code, unit.code)},
        drafts={draft.quarter: TextOnFile(draft, version) for draft, version in read if draft},
    )


def report_of(filed: FiledText) -> TextReport:
    """What stands, as the pure rooms know it."""
    return TextReport(
        quarter=Quarter.parse(filed.quarter),
        parts=filed.parts,
        revision=filed.revision,
        late=filed.late,
        filed_at=filed.filed_at,
        first_filed_at=filed.first_filed_at,
        receipt=filed.receipt,
    )
