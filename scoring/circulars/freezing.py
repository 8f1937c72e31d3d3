"""A circular as it was approved: canonical JSON and its hash, so that it never changes and can be asked about.

The store keeps `Frozen` as it is. Reading it back checks the hash and every type: what does not fit is refused, not
mended.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from scoring.circulars.contents import Circular, Words
from scoring.circulars.corrections import Correction

VERSION = 1
_Made = TypeVar("_Made")


class FrozenError(ValueError):
    """A stored circular that was changed, or that another version wrote."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One published number: a circular, or a correction (更正) of an earlier one."""

    number: int
    words: Words
    circular: Circular | None
    correction: Correction | None


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is stored: `body` is canonical JSON, `sha256` its hash in hex."""

    number: int
    body: str
    sha256: str


def freeze(issue: Issue) -> Frozen:
    """The same issue always gives the same bytes."""
    document = {"version": VERSION, **asdict(issue)}
    body = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Frozen(issue.number, body, _hash(body))


def thaw(frozen: Frozen) -> Issue:
    """The issue as it was approved; FrozenError when a letter of it was changed."""
    if _hash(frozen.body) != frozen.sha256:
        raise FrozenError(f"circular no. {frozen.number} is not what was approved: its hash does not fit its text")
    document = json.loads(frozen.body)
    if not isinstance(document, dict) or document.pop("version", None) != VERSION:
        raise FrozenError(f"circular no. {frozen.number} was written by another version; expected version {VERSION}")
    issue = _read(Issue, document, f"circular no. {frozen.number}")
    if issue.number != frozen.number:
        raise FrozenError(f"circular no. {frozen.number} holds the text of no. {issue.number}")
    return issue


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _read(kind: type[_Made], value: object, place: str) -> _Made:
    """A dataclass from its JSON object: exactly its fields, each of its own type."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    if not isinstance(value, dict) or sorted(value) != sorted(names):
        raise FrozenError(f"{place}: expected an object with {', '.join(names)}")
    return kind(**{name: _typed(hints[name], value[name], f"{place}.{name}") for name in names})


def _typed(hint: Any, value: object, place: str) -> object:
    if get_origin(hint) is UnionType:
        inner = next(one for one in get_args(hint) if one is not NoneType)
        return None if value is None else _typed(inner, value, place)
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise FrozenError(f"{place}: expected a list")
        return tuple(_typed(get_args(hint)[0], one, f"{place}[{at}]") for at, one in enumerate(value))
    if is_dataclass(hint) and isinstance(hint, type):
        return _read(hint, value, place)
    if type(value) is not hint:
        raise FrozenError(f"{place}: expected {hint.__name__}, found {type(value).__name__}")
    return value
