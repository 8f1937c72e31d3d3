"""Turns a `Text` into words of a language, with the places that are bold. The only reader of the catalogs.

Called at the edge: the rendering of screens, the command line, documents. `make setup` compiles the catalogs
(`locales/<language>/LC_MESSAGES/<domain>.po`); the domain is the first part of a key.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import ClassVar

from locales.languages import Language, known
from locales.templates import Slot, Words, pieces
from locales.text import Argument, Listing, Text
from locales.values import BABEL, written

ROOT = Path(__file__).parent
_log = logging.getLogger(__name__)
_Run = tuple[str, bool]
_PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")


class CatalogError(Exception):
    """A catalog that cannot be read, a key that it lacks, or arguments that do not fit the text."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Plain text, and its bold stretches as (offset, length) in UTF-16 code units, as Telegram counts."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()


@dataclass
class Catalog:
    """The words of one language; each domain is read when it is first needed."""

    # Tests set this: a missing word then raises. In service it is logged, and the person sees the key.
    strict: ClassVar[bool] = False

    language: Language
    root: Path = ROOT
    _domains: dict[str, GNUTranslations] = field(default_factory=dict)

    def lines(self, texts: Sequence[Text]) -> Rendered:
        """Several texts, one a line."""
        runs: list[_Run] = []
        for number, text in enumerate(texts):
            runs += [("\n", False)] * bool(number)
            runs += self._safely(text, False)
        return _rendered(runs)

    def plain(self, text: Text) -> str:
        """Only the words: for button labels, files and the command line."""
        return "".join(words for words, _ in self._safely(text, False))

    def template(self, key: str) -> str:
        """What the catalog says for `key`; CatalogError when it says nothing."""
        found = self._domain(key.partition(".")[0]).gettext(key)
        if found == key:
            raise CatalogError(f"no text {key!r} in the {self.language} catalog")
        return found

    def load_all(self) -> None:
        """Read every domain now: the service does at start, so that a missing catalog stops it there, not in a chat."""
        for source in sorted((self.root / self.language / "LC_MESSAGES").glob("*.po")):
            self._domain(source.stem)

    def _safely(self, text: Text, bold: bool) -> list[_Run]:
        try:
            return list(self._runs(text, bold))
        except CatalogError as error:
            if self.strict:
                raise
            _log.error("%s", error)
            return [(text.key, bold)]

    def _runs(self, text: Text, bold: bool) -> Iterator[_Run]:
        if not text.key:
            return
        try:
            for piece in pieces(self.template(text.key)):
                if isinstance(piece, Words):
                    yield piece.text, bold or piece.bold
                else:
                    yield from self._filled(piece, text, bold or piece.bold)
        except (ValueError, KeyError) as error:
            raise CatalogError(f"text {text.key!r} ({self.language}): {error}") from error

    def _filled(self, slot: Slot, text: Text, bold: bool) -> Iterator[_Run]:
        if slot.name not in text.arguments:
            raise ValueError(f"the argument {slot.name!r} is missing")
        value = text.arguments[slot.name]
        if slot.plurals:
            yield self._plural(slot, value), bold
        else:
            yield from self._argument(value, slot.form, bold)

    def _argument(self, value: Argument, form: str, bold: bool) -> Iterator[_Run]:
        match value:
            case Text():
                yield from self._safely(value, bold)
            case Listing():
                for number, item in enumerate(value.items):
                    yield self._separator(number, len(value.items)), bold
                    yield from self._argument(item, form, bold)
            case _:
                yield written(value, form, self.language), bold

    def _plural(self, slot: Slot, value: Argument) -> str:
        rule = BABEL[self.language].plural_form
        forms = [form for form in _PLURAL_FORMS if form in {*rule.tags, "other"}]
        if not isinstance(value, int | Fraction) or len(slot.plurals) != len(forms):
            raise ValueError(f"{{{slot.name}|…}} needs a number and a word each for {', '.join(forms)}")
        counted = Decimal(value.numerator) / value.denominator
        return slot.plurals[forms.index(str(rule(abs(counted))))]

    def _separator(self, number: int, count: int) -> str:
        """What stands before the item of that number: nothing, 、 or 和; a comma or `and`."""
        if number == 0:
            return ""
        part = "2" if count == 2 else "end" if number == count - 1 else "middle"
        return str(BABEL[self.language].list_patterns["standard"][part]).removeprefix("{0}").removesuffix("{1}")

    def _domain(self, domain: str) -> GNUTranslations:
        if domain not in self._domains:
            self._domains[domain] = _read(self.root / self.language / "LC_MESSAGES" / f"{domain}.mo")
        return self._domains[domain]


@cache
def catalog(language: str) -> Catalog:
    """The catalog of `zh_CN` or `en`; ValueError for any other language."""
    return Catalog(known(language))


def _read(compiled: Path) -> GNUTranslations:
    source = compiled.with_suffix(".po")
    if not compiled.exists():
        lack = "is not compiled" if source.exists() else "does not exist"
        raise CatalogError(f"the catalog {_shown(source)} {lack}; run `make setup`")
    if source.exists() and source.stat().st_mtime > compiled.stat().st_mtime:
        # Times also differ where the folder was copied, so this alone must not keep the bot from speaking.
        _log.warning("the catalog %s is newer than its compiled form; run `make setup`", _shown(source))
    with compiled.open("rb") as file:
        return GNUTranslations(file)


def _shown(source: Path) -> str:
    return "/".join(source.parts[-4:])


def _rendered(runs: Sequence[_Run]) -> Rendered:
    """Neighbouring bold runs become one stretch; empty ones none."""
    stretches: list[tuple[int, int]] = []
    offset = 0
    for words, bold in runs:
        length = len(words.encode("utf-16-le")) // 2
        if bold and length:
            if stretches and sum(stretches[-1]) == offset:
                stretches[-1] = (stretches[-1][0], stretches[-1][1] + length)
            else:
                stretches.append((offset, length))
        offset += length
    return Rendered("".join(words for words, _ in runs), tuple(stretches))
