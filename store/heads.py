"""The file of audit heads: one JSON line for each head that a commit moved. A copy of it elsewhere shows a cut tail."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from locales.text import text
from store.records import Head
from store.refusals import StoreError


def append(path: Path, grown: Sequence[Head]) -> None:
    """Add the heads after their commit. A crash in between leaves the file behind the database, never ahead of it."""
    lines = "".join(json.dumps(asdict(head), ensure_ascii=False) + "\n" for head in grown)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(lines)


def read(path: Path) -> Iterator[Head]:
    """Every noted head. A line torn by a crash can only be the last one and is left out; another is refused."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            found = json.loads(line)
            yield Head(str(found["unit"]), int(found["count"]), str(found["hash"]))
        except (ValueError, KeyError, TypeError):
            if number == len(lines):
                return
            raise StoreError(text("store.heads_unreadable", file=path.name, line=number)) from None
