"""The arithmetic of an audit chain: canonical JSON, the hash of a link, and finding where a chain was broken. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from operator import attrgetter

from store.records import Break, Head, Link

Plain = str | int | bool | None | Sequence["Plain"] | Mapping[str, "Plain"]

COLUMNS = tuple(field.name for field in fields(Link))


def canonical(value: Plain) -> str:
    """One spelling for each value: keys sorted, no spaces. Half surrogates, which no database takes, are escaped."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return written.encode("utf-8", "backslashreplace").decode()


def hash_of(link: Link) -> str:
    """SHA-256 over all other columns, the hash before it among them."""
    told = {name: getattr(link, name) for name in COLUMNS if name not in {"at", "hash"}}
    told["at"] = link.at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(canonical(told).encode()).hexdigest()


def link(last: Head, at: datetime, who: str, what: str, before: str, after: str) -> Link:
    """The link that follows `last`."""
    bare = Link(last.unit, last.count + 1, at, who, what, before, after, last.hash, "")
    return replace(bare, hash=hash_of(bare))


def columns(made: Link) -> dict[str, object]:
    return {name: getattr(made, name) for name in COLUMNS}


def verify(links: Iterable[Link], heads: Iterable[Head]) -> tuple[Break, ...]:
    """Every break. `links` come chain by chain in order; a head noted elsewhere must be found at its place."""
    noted: dict[str, dict[int, str]] = {}
    for head in heads:
        noted.setdefault(head.unit, {})[head.count] = head.hash
    breaks: list[Break] = []
    for unit, chain in groupby(links, attrgetter("unit")):
        breaks.extend(_chain_breaks(unit, chain, noted.pop(unit, {})))
    for unit, missing in noted.items():
        breaks.extend(_chain_breaks(unit, (), missing))
    return tuple(breaks)


def _chain_breaks(unit: str, chain: Iterable[Link], noted: Mapping[int, str]) -> Iterator[Break]:
    last, hashes = Head(unit, 0, ""), dict[int, str]()
    for one in chain:
        if fault := _fault(one, last):
            yield Break(unit, one.number, fault)
        hashes[one.number] = one.hash
        last = Head(unit, one.number, one.hash)
    if max(noted, default=0) > last.count:
        yield Break(unit, last.count + 1, "cut")
    for count in sorted(noted.keys() & hashes.keys()):
        if hashes[count] != noted[count]:
            yield Break(unit, count, "replaced")


def _fault(one: Link, last: Head) -> str:
    """`missing`: links before this one are gone; `unlinked`: it follows another; `edited`: its own columns changed."""
    if one.number != last.count + 1:
        return "missing"
    if one.previous != last.hash:
        return "unlinked"
    return "edited" if hash_of(one) != one.hash else ""
