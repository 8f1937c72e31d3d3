"""How the parts of a report in words are called."""

from __future__ import annotations

from locales.text import Name
from programmes.model import TextForm


def part_name(form: TextForm, code: str) -> Name:
    part = next(part for part in form.parts if part.code == code)
    return Name(part.zh, part.en)
