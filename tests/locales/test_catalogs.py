"""A walk over all catalogs and all code: each key in both languages, complete, used, and called with what it needs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import read_po

from locales.catalog import ROOT
from locales.languages import LANGUAGES
from locales.templates import Slot, pieces, placeholders
from locales.values import BABEL

ROOMS = ("bot", "handlers", "store", "documents", "dialog", "scoring", "programmes", "locales")
DOMAINS = sorted({source.stem for source in ROOT.glob("*/LC_MESSAGES/*.po")})
KEY = re.compile(rf"({'|'.join(DOMAINS)})\.[a-z0-9_.]+")
# The calls whose first argument is a key; what else they take are the text's arguments.
MAKERS = frozenset({"text", "Text", "refuse"})


@cache
def messages(language: str, domain: str) -> Messages:
    with (ROOT / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@cache
def templates(language: str) -> dict[str, str]:
    """Every text of a language by its key."""
    found = chain.from_iterable(messages(language, domain) for domain in DOMAINS)
    return {str(message.id): str(message.string) for message in found if message.id}


@cache
def code() -> tuple[tuple[str, ast.AST], ...]:
    """Every node of the product's code, with where it stands."""
    root = ROOT.parent
    files = sorted(chain.from_iterable((root / room).rglob("*.py") for room in ROOMS))
    return tuple((_place(path, node), node) for path in files for node in ast.walk(ast.parse(path.read_text("utf-8"))))


def _place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT.parent)}:{getattr(node, 'lineno', 0)}"


def _calls() -> Iterator[tuple[str, str, ast.Call]]:
    """(place, key, call) of each `text("…")` with a literal key."""
    for place, node in code():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if node.func.id in MAKERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield place, first.value, node


def _literals() -> set[str]:
    return {node.value for _, node in code() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _families() -> tuple[str, ...]:
    """The constant beginnings of keys put together in code: f"cli.settings.{name}" uses all of `cli.settings.`"""
    firsts = (node.values[0] for _, node in code() if isinstance(node, ast.JoinedStr) and node.values)
    starts = (first.value for first in firsts if isinstance(first, ast.Constant) and isinstance(first.value, str))
    return tuple(start for start in starts if KEY.fullmatch(start))


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_key_stands_in_both_languages_complete(domain: str) -> None:
    keys = []
    for language in LANGUAGES:
        found = [message for message in messages(language, domain) if message.id]
        assert not [m.id for m in found if m.fuzzy or not m.string or not KEY.fullmatch(str(m.id))]
        assert not [m.id for m in found if not str(m.id).startswith(f"{domain}.")]
        assert not messages(language, domain).obsolete
        keys.append({str(message.id) for message in found})
    assert keys[0] == keys[1]


def test_both_languages_have_the_same_placeholders() -> None:
    first, second = (templates(language) for language in LANGUAGES)
    needs = {key: (placeholders(first[key]), placeholders(second[key])) for key in first.keys() & second.keys()}
    assert not {key: found for key, found in needs.items() if found[0] != found[1]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_a_word_for_each_form_of_the_language(language: str) -> None:
    forms = len(BABEL["zh_CN" if language == "zh_CN" else "en"].plural_form.tags | {"other"})
    for key, template in templates(language).items():
        for piece in pieces(template):
            assert not isinstance(piece, Slot) or len(piece.plurals) in (0, forms), key


def test_every_key_in_code_has_a_text() -> None:
    texts = templates(LANGUAGES[0])
    assert not [f"{place}: {key}" for place, key, _ in _calls() if key and key not in texts]


def test_every_text_is_given_what_it_needs() -> None:
    """Arguments handed over as a whole (`Text(key, arguments)`, `**arguments`) are left to the rendering tests."""
    texts = templates(LANGUAGES[0])
    lacking = {
        f"{place}: {key}": missing
        for place, key, call in _calls()
        if (given := _given(call)) is not None and (missing := placeholders(texts.get(key, "")) - given)
    }
    assert not lacking


def _given(call: ast.Call) -> set[str] | None:
    names = {keyword.arg for keyword in call.keywords}
    whole = isinstance(call.func, ast.Name) and call.func.id == "Text"
    return None if None in names or whole else {name for name in names if name}


def test_every_text_is_used() -> None:
    literals, families = _literals(), _families()
    unused = [key for key in templates(LANGUAGES[0]) if key not in literals and not key.startswith(families)]
    assert not unused
