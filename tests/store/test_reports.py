"""Drafts and filed reports: one draft a unit, filed once, corrected without a trace lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from programmes.periods import Period
from scoring.figures import Figure, History, Kind, number
from store.database import Database
from store.records import Balances, Filing, Observation
from store.refusals import DraftChangedError
from tests.databases import PROGRAMME
from tests.store.moments import MINUTE, NOW

JUNE, JULY, AUGUST = Period(2022, 6), Period(2022, 7), Period(2022, 8)
FILING = Filing(
    unit="hn-045",
    number=45,
    period=AUGUST,
    figures={
        "training": number(120),
        "certificates": Figure(Kind.NOTHING, 0),
        "senior": Figure(Kind.NOT_APPLICABLE, None, "停办"),
    },
    filed_at=NOW,
    late=False,
    source="chat",
    who="person:1",
)
CORRECTION = replace(
    FILING,
    revises=1,
    figures={"training": number(130, "漏报")},
    filed_at=NOW + 30 * MINUTE,
    late=True,
    who="person:2",
    reason="漏报",
)


def _person(database: Database, telegram_id: int) -> int:
    with database.write() as tx:
        return tx.people.add(telegram_id, "x", None, NOW).id


def test_two_liaisons_share_one_draft_and_the_slower_is_told(database: Database) -> None:
    first, second = _person(database, 1), _person(database, 2)
    with database.write() as tx:
        assert tx.drafts.save("hn-045", AUGUST, "a", 0, first, NOW) == 1
        assert tx.drafts.save("hn-045", AUGUST, "b", 1, second, NOW) == 2
        with pytest.raises(DraftChangedError):
            tx.drafts.save("hn-045", AUGUST, "c", 1, first, NOW)
        with pytest.raises(DraftChangedError):
            tx.drafts.save("hn-045", AUGUST, "c", 0, first, NOW)
        draft = tx.drafts.load("hn-045", AUGUST)
        assert draft
        assert (draft.body, draft.version, draft.filler, draft.touched_at) == ("b", 2, second, NOW)
        assert tx.drafts.of_unit("hn-045") == (draft,)
        assert tx.drafts.of_period(AUGUST) == {"hn-045"}


def test_a_discarded_draft_is_not_brought_back_by_a_late_save(database: Database) -> None:
    person = _person(database, 1)
    with database.write() as tx:
        tx.drafts.save("hn-045", AUGUST, "a", 0, person, NOW)
        assert tx.drafts.delete("hn-045", AUGUST)
        assert not tx.drafts.delete("hn-045", AUGUST)
        assert tx.drafts.load("hn-045", AUGUST) is None
        assert tx.drafts.save("hn-045", AUGUST, "new", 0, person, NOW) == 3
        with pytest.raises(DraftChangedError):
            tx.drafts.save("hn-045", AUGUST, "late", 1, person, NOW)


def test_a_report_filed_twice_is_filed_once(database: Database) -> None:
    with database.write() as tx:
        first = tx.reports.file(FILING)
    with database.write() as tx:
        again = tx.reports.file(replace(FILING, figures={"training": number(7)}, who="person:2"))
        assert first.new
        assert not again.new
        assert again.month == first.month
        assert len(tx.reports.revisions("hn-045", AUGUST)) == 1
        assert tx.audit.head("hn-045").count == 1


def test_what_was_filed_comes_back_as_it_was(database: Database) -> None:
    with database.write() as tx:
        filed = tx.reports.file(FILING).month
    with database.read() as tx:
        assert tx.reports.history("hn-045") == History("hn-045", None, {AUGUST: filed})
        assert tx.reports.history("hn-046") == History("hn-046")
    assert (filed.figures, filed.late, filed.revision, filed.receipt) == (FILING.figures, False, 1, "202208-045-1")


def test_late_goes_by_the_first_filing(database: Database) -> None:
    with database.write() as tx:
        tx.reports.file(FILING)
        corrected = tx.reports.file(CORRECTION).month
    assert corrected.late is False
    assert corrected.first_filed_at == NOW
    assert corrected.filed_at == NOW + 30 * MINUTE
    assert corrected.receipt == "202208-045-2"


def test_the_old_revision_stays_with_who_and_why(database: Database) -> None:
    with database.write() as tx:
        tx.reports.file(FILING)
        tx.reports.file(CORRECTION)
        first, second = tx.reports.revisions("hn-045", AUGUST)
        assert (first.who, first.figures) == ("person:1", FILING.figures)
        assert (second.who, second.reason) == ("person:2", "漏报")
        assert tx.reports.history("hn-045").months[AUGUST].figures == CORRECTION.figures
        link = list(tx.audit.links("hn-045"))[1]
        assert (link.what, link.who) == ("report.corrected", "person:2")
        assert '"value":120' in link.before
        assert '"value":130' in link.after


def test_two_corrections_of_one_revision_make_one(database: Database) -> None:
    with database.write() as tx:
        tx.reports.file(FILING)
        assert tx.reports.file(CORRECTION).new
        assert not tx.reports.file(replace(CORRECTION, figures={"training": number(1)})).new


def test_a_correction_of_what_does_not_stand_is_a_fault(database: Database) -> None:
    with database.write() as tx, pytest.raises(ValueError, match="revision 1 is to be revised, but revision 0 stands"):
        tx.reports.file(CORRECTION)


def test_months_contained_in_a_later_one_are_closed_by_it(database: Database) -> None:
    with database.write() as tx:
        tx.reports.file(replace(FILING, period=JUNE))
        tx.reports.file(replace(FILING, contains={JUNE: True, JULY: True}))
        months = tx.reports.history("hn-045").months
    assert months[JUNE].reported_in is None
    july = months[JULY]
    assert (july.reported_in, july.figures, july.late, july.receipt) == (AUGUST, {}, True, "202207-045-1")
    assert july.first_filed_at == NOW


def test_a_contained_month_opens_by_correction_and_stays_contained(database: Database) -> None:
    with database.write() as tx:
        tx.reports.file(replace(FILING, contains={JULY: True}))
        tx.reports.file(replace(CORRECTION, period=JULY))
        july = tx.reports.history("hn-045").months[JULY]
    assert (july.reported_in, july.figures, july.late) == (AUGUST, CORRECTION.figures, True)


def test_the_opening_balance_is_stated_once_and_corrected(database: Database) -> None:
    balances = Balances("hn-045", 45, {"training": 2280}, NOW, "chat", "person:1")
    with database.write() as tx:
        assert tx.reports.opening_revision("hn-045") == 0
        assert tx.reports.state_opening(balances)
        assert not tx.reports.state_opening(replace(balances, values={"training": 1}))
        assert tx.reports.history("hn-045").opening == {"training": 2280}
        assert tx.reports.opening_revision("hn-045") == 1
        assert tx.reports.state_opening(replace(balances, values={"training": 2290}, revises=1))
        tx.reports.file(FILING)
        assert tx.reports.history("hn-045").cumulative("training", AUGUST) == 2410


def test_a_filing_held_up_by_an_outage_says_so(database: Database) -> None:
    confirmed = NOW + timedelta(minutes=20)
    with database.write() as tx:
        month = tx.reports.file(replace(FILING, held_up=True, confirmed_at=confirmed)).month
        assert month.held_up
        assert month.filed_at == NOW
        assert tx.reports.revisions("hn-045", AUGUST)[0].confirmed_at == confirmed
        assert tx.reports.history("hn-045").months[AUGUST].held_up


def test_the_series_holds_what_stands_of_every_unit(database: Database) -> None:
    with database.write() as tx:
        tx.reports.file(FILING)
        tx.reports.file(CORRECTION)
        tx.reports.file(replace(FILING, unit="hn-046", number=46, figures={}, late=None))
        expected = [
            Observation("hn-045", "2022-08", "submitted", False, None, "training", "number", 130),
            Observation("hn-046", "2022-08", "submitted", None, None, None, None, None),
        ]
        assert sorted(tx.reports.series()) == expected
        assert tx.reports.series("hn-045") == expected[:1]
        assert set(tx.reports.histories()) == {"hn-045", "hn-046"}
        assert set(tx.reports.histories(["hn-046", "hn-047"])) == {"hn-046"}


def test_reports_of_another_programme_are_apart(database: Database) -> None:
    with database.write() as tx:
        tx.reports.file(FILING)
    other = Database(database.engine, "henan-edu-2023", None)
    with other.write() as tx:
        assert tx.reports.history("hn-045") == History("hn-045")
        assert tx.reports.file(FILING).new
    nameless = Database(database.engine, None, None)
    with nameless.read() as tx, pytest.raises(ValueError, match="programme"):
        _ = tx.reports
    assert PROGRAMME != "henan-edu-2023"
