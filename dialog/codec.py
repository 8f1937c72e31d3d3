"""Sessions and drafts as JSON and back: strict and versioned, by the types of the dataclasses themselves.

Called by the edge, which keeps both in the database. A body of another version, or one that does not fit, is read as a
fresh session or no draft: a person may have to press one button again, but the service never stops over it.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

from dialog.report.draft import Draft
from dialog.report.session import ReportSession
from dialog.text_reports.facts import TextDraft
from dialog.text_reports.session import TextSession
from programmes.periods import Period
from programmes.quarters import Quarter

# Counted up whenever a stored field changes its meaning; a field added with a default needs no new version.
SESSION_VERSION = 1
DRAFT_VERSION = 1
TEXT_VERSION = 1
_T = TypeVar("_T")


class MisfitError(ValueError):
    """The JSON is not what the type asks for."""


def dump_session(session: ReportSession) -> str:
    return _dump(SESSION_VERSION, session)


def load_session(body: str | None) -> ReportSession:
    """The session as it was saved, or a fresh one."""
    found = _load(SESSION_VERSION, ReportSession, body)
    return found if isinstance(found, ReportSession) else ReportSession()


def dump_draft(draft: Draft) -> str:
    return _dump(DRAFT_VERSION, draft)


def load_draft(body: str | None) -> Draft | None:
    """The draft as it was saved, or None."""
    found = _load(DRAFT_VERSION, Draft, body)
    return found if isinstance(found, Draft) else None


def dump_text_session(session: TextSession) -> str:
    return _dump(TEXT_VERSION, session)


def load_text_session(body: str | None) -> TextSession:
    """Where the person stands in the report in words, or nowhere."""
    found = _load(TEXT_VERSION, TextSession, body)
    return found if isinstance(found, TextSession) else TextSession()


def dump_text_draft(draft: TextDraft) -> str:
    return _dump(TEXT_VERSION, draft)


def load_text_draft(body: str | None) -> TextDraft | None:
    """The draft in words as it was saved, or None."""
    found = _load(TEXT_VERSION, TextDraft, body)
    return found if isinstance(found, TextDraft) else None


def _dump(version: int, value: object) -> str:
    return json.dumps({"version": version, "body": plain(value)}, ensure_ascii=False, separators=(",", ":"))


def _load(version: int, kind: type, body: str | None) -> object:
    try:
        outer = json.loads(body or "")
        if not isinstance(outer, dict) or outer.get("version") != version:
            return None
        return typed(kind, outer.get("body"))
    except (ValueError, RecursionError):
        return None


def plain(value: object) -> object:
    """What JSON can hold of the value."""
    match value:
        case Period() | Quarter():
            return str(value)
        case datetime():
            return value.isoformat()
        case StrEnum():
            return value.value
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple():
            return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def typed(kind: object, value: object) -> object:
    """The value of exactly that type; MisfitError otherwise."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else typed(next(one for one in inner if one is not type(None)), value)
    if origin is tuple:
        return tuple(typed(inner[0], item) for item in _expect(list, value))
    if origin is Mapping:
        return {key: typed(inner[1], item) for key, item in _expect(dict, value).items()}
    if kind is Period:
        return Period.parse(_expect(str, value))
    if kind is Quarter:
        return Quarter.parse(_expect(str, value))
    if kind is datetime:
        return _moment(_expect(str, value))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(_expect(str, value))
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, _expect(dict, value))
    if isinstance(kind, type):
        return _expect(kind, value)
    raise MisfitError(f"no reading for {kind}")


def _record(kind: type, value: Mapping[str, object]) -> object:
    hints = _hints(kind)
    if not set(value) <= set(hints):
        raise MisfitError(f"{kind.__name__} has no field {sorted(set(value) - set(hints))}")
    try:
        return kind(**{name: typed(hints[name], item) for name, item in value.items()})
    except TypeError as error:
        raise MisfitError(str(error)) from error


@cache
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)


def _moment(written: str) -> datetime:
    found = datetime.fromisoformat(written)
    if found.tzinfo is None:
        raise MisfitError("a moment needs its offset")
    return found


def _expect(kind: type[_T], value: object) -> _T:
    # `True` is an int in Python, and never one here.
    if type(value) is not kind:
        raise MisfitError(f"expected {kind.__name__}, found {type(value).__name__}")
    return value
