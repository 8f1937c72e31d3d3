"""The form as PDF: one A4 page, words that stay words, the same bytes each time, no word without its letters."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from fractions import Fraction

import pytest

from documents.charts.papers import AbsentError, pdf
from documents.charts.pictures import drawn
from documents.papers import Count, Field, Looks, Paper, shown
from locales.text import Percent

PAPER = Paper(
    "河南理工大学",
    (0.0, 60.0, 174.0),
    (20.0, 10.0, 12.0),
    (
        Field(0, 1, 0, 2, "河南省教育系统“人人持证、技能河南”\n建设工作任务进度月报表", Looks.TITLE),
        Field(1, 2, 0, 1, "$x^2$", Looks.LABEL),
        Field(1, 2, 1, 2, Count(3, "个"), Looks.FIGURE),
        Field(2, 3, 0, 1, "填报人（签字）：", Looks.SIGNATURE),
        Field(2, 3, 1, 2, "", Looks.RULE),
        Field(2, 3, 1, 2, 123_456, Looks.FIGURE),
    ),
)


def test_it_is_one_a4_page() -> None:
    content = pdf(PAPER)
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") == 1
    (box,) = re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", content)
    assert [round(float(side)) for side in box] == [595, 842]


def test_its_words_can_be_searched_and_copied() -> None:
    """Every character is in the tables by which a reader finds the words behind the letters."""
    wanted = set("".join(shown(field.value) for field in PAPER.fields)) - {"\n"}
    assert wanted <= _characters(pdf(PAPER))


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf(PAPER) == drawn(PAPER)


def test_a_character_without_letters_is_refused() -> None:
    name = replace(PAPER.fields[1], value="𠀀校")
    with pytest.raises(AbsentError, match="𠀀"):
        pdf(replace(PAPER, fields=(name,)))


def test_a_number_is_shown_as_the_bot_writes_it() -> None:
    assert [shown(2400), shown(Count(2, "个")), shown("——")] == ["2 400", "（ 2 ）个", "——"]
    assert shown(Percent(Fraction(2469, 200))) == "1 234.50"


def _characters(content: bytes) -> set[str]:
    found: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            table = zlib.decompress(stream).decode("latin-1")
        except zlib.error:
            continue
        for first, last, start in re.findall(r"<(\w+)> <(\w+)> <(\w+)>", table):
            found |= {chr(int(start, 16) + step) for step in range(int(last, 16) - int(first, 16) + 1)}
        for _, letter in re.findall(r"^<(\w+)> <(\w+)>$", table, re.MULTILINE):
            found.add(bytes.fromhex(letter).decode("utf-16-be"))
        for several in re.findall(r"<\w+> <\w+>\s*\[(.*?)\]", table, re.DOTALL):
            found |= {bytes.fromhex(one).decode("utf-16-be") for one in re.findall(r"<(\w+)>", several)}
    return found
