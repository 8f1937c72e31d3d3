"""Texts become words: typed arguments, plurals, lists, bold stretches counted as Telegram counts them."""

from __future__ import annotations

import logging
import os
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as Messages
from babel.messages.mofile import write_mo

from locales.catalog import Catalog, CatalogError, catalog
from locales.languages import LANGUAGES, Language, choose
from locales.text import Argument, Listing, Month, Name, Percent, text


def _catalog(root: Path, language: Language, template: str) -> Catalog:
    folder = root / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    messages = Messages(locale=language)
    messages.add("t.it", template)
    messages.add("t.word", "**词**")
    with (folder / "t.mo").open("wb") as file:
        write_mo(file, messages)
    return Catalog(language, root)


def _plain(root: Path, language: Language, template: str, **arguments: Argument) -> str:
    return _catalog(root, language, template).plain(text("t.it", **arguments))


@pytest.mark.parametrize(
    ("form", "value", "zh", "en"),
    [
        ("", 2400, "2 400", "2 400"),
        ("", -1234567, "-1 234 567", "-1 234 567"),
        ("", "a {b} **c**", "a {b} **c**", "a {b} **c**"),
        ("", Percent(Fraction(2400, 5500)), "43.64%", "43.64%"),
        ("", Percent(Fraction(246, 10)), "2 460.00%", "2 460.00%"),
        ("", Fraction(6615, 2), "3 307.5", "3 307.5"),
        ("", Fraction(-1, 2), "-0.5", "-0.5"),
        ("", Month(2022, 6), "2022年6月", "June 2022"),
        (":month", Month(2022, 6), "6月", "June"),
        ("", date(2022, 6, 30), "6月30日", "30 June"),
        (":weekday", date(2022, 6, 30), "6月30日（周四）", "Thursday 30 June"),
        (":year", date(2022, 6, 30), "2022年6月30日", "30 June 2022"),
        ("", datetime(2022, 9, 28, 14, 5, tzinfo=UTC), "9月28日 14:05", "28 September 14:05"),
        (":clock", datetime(2022, 9, 28, 14, 5, tzinfo=UTC), "14:05", "14:05"),
        ("", Name("焦作大学", "Jiaozuo University"), "焦作大学", "Jiaozuo University"),
        ("", Name("焦作大学", ""), "焦作大学", "焦作大学"),
        ("", Listing(()), "", ""),
        ("", Listing(("a",)), "a", "a"),
        ("", Listing(("a", "b")), "a和b", "a and b"),
        ("", Listing(("a", "b", Name("丙", "c"))), "a、b和丙", "a, b and c"),
        (":short", 1_100_000, "110万", "1.1 million"),
        (":short", 9_999, "9 999", "9 999"),
        ("", text("t.word"), "词", "词"),
    ],
)
def test_each_argument_is_written_as_its_type_asks(
    tmp_path: Path, form: str, value: Argument, zh: str, en: str
) -> None:
    template = f"{{it{form}}}"
    assert _plain(tmp_path, "zh_CN", template, it=value) == zh
    assert _plain(tmp_path, "en", template, it=value) == en


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 days"), (1, "1 day"), (2, "2 days"), (-1, "-1 day"),
        (Fraction(1), "1 day"), (Fraction(1, 2), "0.5 days"), (Fraction(3, 2), "1.5 days"), (Fraction(2), "2 days"),
    ],
)  # fmt: skip
def test_english_plurals_go_by_the_number(tmp_path: Path, count: int | Fraction, words: str) -> None:
    assert _plain(tmp_path, "en", "{n} {n|day|days}", n=count) == words


def test_chinese_has_one_plural_form(tmp_path: Path) -> None:
    assert _plain(tmp_path, "zh_CN", "{n}{n|天}", n=2) == "2天"


def test_bold_is_counted_in_utf16_and_stars_of_data_stay_stars(tmp_path: Path) -> None:
    shown = _catalog(tmp_path, "zh_CN", "😀 **{name}** 好").lines([text("t.it", name="𠮷**木")])
    assert shown.text == "😀 𠮷**木 好"
    assert shown.bold == ((3, 5),)


def test_bold_of_an_inner_text_is_carried_along_and_neighbours_merge(tmp_path: Path) -> None:
    shown = _catalog(tmp_path, "zh_CN", "一{word}**二**三").lines([text("t.it", word=text("t.word"))])
    assert (shown.text, shown.bold) == ("一词二三", ((1, 2),))


def test_lines_join_texts_and_shift_what_is_bold(tmp_path: Path) -> None:
    shown = _catalog(tmp_path, "en", "one").lines((text("t.it"), text(""), text("t.word")))
    assert (shown.text, shown.bold) == ("one\n\n词", ((5, 1),))


@pytest.mark.parametrize(
    ("template", "value", "complaint"),
    [
        ("{other}", 1, "'other' is missing"),
        ("{it:weekday}", 1, "no form 'weekday'"),
        ("{it:short}", date(2022, 6, 1), "no form 'short'"),
        ("{it|day|days}", "x", "needs a number"),
        ("{it|day}", 1, "a word each for one, other"),
        ("{it", 1, "a placeholder is written"),
        ("**{it}", 1, "not closed"),
        ("{it}", True, "cannot be a bool"),
    ],
)
def test_a_text_that_does_not_fit_is_an_error_that_names_it(
    tmp_path: Path, template: str, value: Argument, complaint: str
) -> None:
    with pytest.raises(CatalogError, match=r"text 't\.it' \(en\)") as error:
        _plain(tmp_path, "en", template, it=value)
    assert complaint in str(error.value)


def test_in_service_a_missing_word_is_logged_and_the_key_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Catalog, "strict", False)
    with caplog.at_level(logging.ERROR):
        assert _catalog(tmp_path, "en", "{it}").plain(text("t.it", it=text("t.unknown"))) == "t.unknown"
    assert "no text 't.unknown' in the en catalog" in caplog.text


def test_a_catalog_not_compiled_says_to_run_make_setup(tmp_path: Path) -> None:
    made = _catalog(tmp_path, "en", "x")
    folder = tmp_path / "en" / "LC_MESSAGES"
    (folder / "new.po").touch()
    with pytest.raises(CatalogError, match=r"en/LC_MESSAGES/new\.po is not compiled; run `make setup`"):
        made.load_all()
    with pytest.raises(CatalogError, match=r"none\.po does not exist"):
        made.plain(text("none.key"))


def test_a_catalog_older_than_its_source_says_so_and_speaks(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = _catalog(tmp_path, "en", "x")
    source = tmp_path / "en" / "LC_MESSAGES" / "t.po"
    source.touch()
    os.utime(source, (2_000_000_000, 2_000_000_000))
    with caplog.at_level(logging.WARNING):
        assert made.plain(text("t.it")) == "x"
    assert "t.po is newer than its compiled form" in caplog.text


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="zh_CN, en"):
        catalog("de")


@pytest.mark.parametrize(
    ("code", "language"),
    [
        *((code, "zh_CN") for code in ("zh", "zh-hans", "zh-CN", "zh-hant", "zh-TW", "ZH_cn")),
        *((code, "en") for code in ("en", "en-GB", "en-us")),
        *((code, None) for code in ("de", "", None, "zhx", "eng")),
    ],
)
def test_telegram_language_codes_choose_a_language_or_none(code: str | None, language: str | None) -> None:
    assert choose(code) == language
    assert language is None or language in LANGUAGES
