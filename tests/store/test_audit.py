"""The audit trail cannot be changed by statements, and what is changed all the same is found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from programmes.periods import Period
from scoring.figures import number
from store import chains, heads
from store.database import Database
from store.records import Break, Filing, Head, Link
from store.refusals import StoreError
from tests.store.moments import NOW, SECOND


def _chain(unit: str, length: int) -> list[Link]:
    last, made = Head(unit, 0, ""), []
    for step in range(length):
        body = chains.canonical({"value": step})
        made.append(chains.link(last, NOW + step * SECOND, f"person:{step}", "report.filed", "null", body))
        last = Head(unit, made[-1].number, made[-1].hash)
    return made


CHAINS = st.lists(st.integers(1, 8), min_size=1, max_size=4).map(
    lambda lengths: [link for number, length in enumerate(lengths) for link in _chain(f"hn-{number:03d}", length)]
)
EDITS: dict[str, Callable[[Link], Link]] = {
    "at": lambda link: replace(link, at=link.at + timedelta(microseconds=1)),
    "who": lambda link: replace(link, who=link.who + "0"),
    "what": lambda link: replace(link, what="report.corrected"),
    "before": lambda link: replace(link, before="{}"),
    "after": lambda link: replace(link, after=link.after.replace("value", "values")),
    "previous": lambda link: replace(link, previous="0" * 64),
    "hash": lambda link: replace(link, hash="0" * 64),
    "number": lambda link: replace(link, number=link.number + 1),
}


def _ordered(links: list[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (link.unit, link.number))


def _heads(links: list[Link]) -> list[Head]:
    return [Head(link.unit, link.number, link.hash) for link in links]


@given(CHAINS)
def test_an_untouched_trail_is_sound(links: list[Link]) -> None:
    assert chains.verify(links, _heads(links)) == ()


@given(CHAINS, st.data())
def test_any_edit_of_any_column_is_found_at_its_unit(links: list[Link], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(links) - 1))
    edited = EDITS[data.draw(st.sampled_from(sorted(EDITS)))](links[place])
    found = chains.verify(_ordered([*links[:place], edited, *links[place + 1 :]]), ())
    assert {one.unit for one in found} == {links[place].unit}


@given(CHAINS, st.data())
def test_a_deletion_is_found_even_at_the_tail(links: list[Link], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(links) - 1))
    found = chains.verify([*links[:place], *links[place + 1 :]], _heads(links))
    assert {one.unit for one in found} == {links[place].unit}


@given(CHAINS, st.data())
def test_a_swap_of_two_contents_is_found(links: list[Link], data: st.DataObject) -> None:
    first, second = (data.draw(st.integers(0, len(links) - 1)) for _ in range(2))
    changed = list(links)
    changed[first] = replace(links[first], after=links[second].after)
    changed[second] = replace(links[second], after=links[first].after)
    found = chains.verify(changed, ())
    if links[first].after == links[second].after:
        assert found == ()
    else:
        assert {(one.unit, one.number) for one in found} == {(links[i].unit, links[i].number) for i in (first, second)}


@given(CHAINS, st.data())
def test_a_tail_written_anew_is_found_by_the_heads_noted(links: list[Link], data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(sorted({link.unit for link in links})))
    chain = [link for link in links if link.unit == unit]
    keep = data.draw(st.integers(0, len(chain) - 1))
    last = Head(unit, keep, chain[keep - 1].hash if keep else "")
    forged = chains.link(last, NOW, "person:9", "report.filed", "null", "{}")
    others = [link for link in links if link.unit != unit]
    assert chains.verify(_ordered([*others, *chain[:keep], forged]), ()) == ()
    found = chains.verify(_ordered([*others, *chain[:keep], forged]), _heads(links))
    assert {one.unit for one in found} == {unit}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(st.characters()),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
@settings(max_examples=50)
def test_canonical_json_can_always_be_stored_and_read(value: chains.Plain) -> None:
    written = chains.canonical(value)
    written.encode()
    assert "\x00" not in written
    json.loads(written)


def test_a_chain_grows_by_unit_and_heads_follow_the_commit(database: Database, tmp_path: Path) -> None:
    with database.write() as tx:
        tx.audit.append("hn-045", "cli", "role.granted", None, {"role": "liaison"}, NOW)
        tx.audit.append("hn-045", "cli", "role.revoked", {"role": "liaison"}, None, NOW)
        tx.audit.append("", "cli", "programme.opened", None, None, NOW)
    with database.read() as tx:
        found = tx.audit.heads()
        assert [(head.unit, head.count) for head in found] == [("", 1), ("hn-045", 2)]
        assert tx.audit.verify(heads.read(tmp_path / "audit-heads.jsonl")) == ()
    assert set(heads.read(tmp_path / "audit-heads.jsonl")) == set(found)


def test_what_is_rolled_back_leaves_no_head(database: Database, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), database.write() as tx:  # noqa: PT012
        tx.audit.append("hn-045", "cli", "role.granted", None, None, NOW)
        raise RuntimeError
    assert not (tmp_path / "audit-heads.jsonl").exists()


def test_heads_that_cannot_be_noted_do_not_undo_the_commit(database: Database, tmp_path: Path) -> None:
    (tmp_path / "audit-heads.jsonl").mkdir()
    with database.write() as tx:
        tx.audit.append("hn-045", "cli", "role.granted", None, None, NOW)
    with database.read() as tx:
        assert tx.audit.head("hn-045").count == 1


def test_a_torn_last_line_of_heads_is_left_out_and_another_refused(tmp_path: Path) -> None:
    file = tmp_path / "heads.jsonl"
    file.write_text('{"unit": "a", "count": 1, "hash": "x"}\n{"unit": "a", "cou')
    assert list(heads.read(file)) == [Head("a", 1, "x")]
    file.write_text('{"unit": "a"}\n{"unit": "a", "count": 1, "hash": "x"}\n')
    with pytest.raises(StoreError) as refused:
        list(heads.read(file))
    assert refused.value.said.arguments["line"] == 1


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_trail(database: Database, statement: str) -> None:
    _file(database)
    with pytest.raises(DatabaseError, match="append-only"), database.writing() as connection:
        connection.exec_driver_sql(statement)


def _file(database: Database) -> None:
    with database.write() as tx:
        for month in (6, 7, 8):
            tx.reports.file(
                Filing("hn-045", 45, Period(2022, month), {"training": number(month)}, NOW, False, "chat", "x")
            )


@contextmanager
def _without_triggers(database: Database) -> Iterator[Connection]:
    """As someone with the file, or the database's owner, could."""
    with database.writing() as connection:
        if database.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER audit_no_update")
            connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER ALL")
        yield connection


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit SET who = 'y' WHERE number = 2", Break("hn-045", 2, "edited")),
        ("DELETE FROM audit WHERE number = 2", Break("hn-045", 3, "missing")),
        ("DELETE FROM audit WHERE number = 3", Break("hn-045", 3, "cut")),
        ("DELETE FROM audit", Break("hn-045", 1, "cut")),
        ("UPDATE figure SET value = 9999 WHERE value = 7", Break("hn-045", 2, "report_differs")),
        ("UPDATE report SET late = true WHERE period = '2022-08'", Break("hn-045", 3, "report_differs")),
        ("DELETE FROM figure WHERE value = 6", Break("hn-045", 1, "report_differs")),
    ],
)
def test_verify_names_unit_and_row(database: Database, tmp_path: Path, statement: str, found: Break) -> None:
    _file(database)
    assert database.verify(tmp_path / "audit-heads.jsonl") == ()
    with _without_triggers(database) as connection:
        connection.exec_driver_sql(statement)
    assert found in database.verify(tmp_path / "audit-heads.jsonl")


def test_a_report_that_vanished_is_found(database: Database) -> None:
    _file(database)
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM figure WHERE value = 8")
        connection.exec_driver_sql("DELETE FROM report WHERE period = '2022-08'")
    assert database.verify() == (Break("hn-045", 3, "report_lost"),)
