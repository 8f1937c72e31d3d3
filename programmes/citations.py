"""Where a value of a document stands. A module of its own, because every other kind of data carries one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a value stands: `document` is a key of `Programme.documents`, `clause` as the document numbers it."""

    document: str
    clause: str
