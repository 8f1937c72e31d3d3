"""What every picture holds to: readable at phone width, nothing over anything else, the same bytes each time."""

from __future__ import annotations

import io
from itertools import combinations
from typing import get_args

import pytest
from PIL import Image

from documents.charts.pictures import picture, sheet
from documents.charts.sheet import SMALL, WIDTH, Sheet
from documents.charts.specimens import specimens
from documents.charts.specs import Chart, Ranked, RankingChart


def test_every_kind_and_odd_case_is_drawn(charts: dict[str, Chart]) -> None:
    assert len(charts) == 11


def test_the_specimens_are_of_every_kind() -> None:
    assert {type(chart) for chart in specimens()} == set(get_args(Chart))


def test_no_words_stand_on_others_or_leave_the_sheet(charts: dict[str, Chart]) -> None:
    for name, chart in charts.items():
        drawn = sheet(chart)
        for label in drawn.labels:
            box = label.box
            assert box.left >= 0, (name, label)
            assert box.right <= WIDTH, (name, label)
            assert box.top >= 0, (name, label)
            assert box.bottom <= drawn.height, (name, label)
        crossing = [pair for pair in combinations(drawn.labels, 2) if pair[0].box.meets(pair[1].box)]
        assert not crossing, (name, crossing)


def test_pictures_are_portrait_png_of_phone_width(charts: dict[str, Chart]) -> None:
    for name, chart in charts.items():
        with Image.open(io.BytesIO(picture(chart))) as image:
            image.load()
            assert (image.format, image.width) == ("PNG", WIDTH), name
            # Telegram refuses what is 20 times longer than wide; a phone shows up to one and a half without scrolling.
            assert 0.6 <= image.height / image.width <= 1.6, name


@pytest.mark.parametrize("name", ["unit", "ranking of 28", "trend"])
def test_the_same_spec_gives_the_same_bytes(charts: dict[str, Chart], name: str) -> None:
    assert picture(charts[name]) == picture(charts[name])


def test_every_figure_is_said_in_words(charts: dict[str, Chart]) -> None:
    chart = charts["ranking of 143"]
    assert isinstance(chart, RankingChart)
    words = {label.words for label in sheet(chart).labels}
    for row in chart.rows:
        if isinstance(row, Ranked):
            assert {row.place, row.shown, row.name, row.tag} - {""} <= words


def test_the_demonstration_label_is_on_the_picture(charts: dict[str, Chart]) -> None:
    chart = charts["ranking of 143"]
    assert chart.frame.warning in {label.words for label in sheet(chart).labels}


def test_nothing_in_a_name_is_taken_for_mathematics(charts: dict[str, Chart]) -> None:
    assert "$x^2$ <b>&amp; \\alpha_" in {label.words for label in sheet(charts["overlong"]).labels}


@pytest.mark.parametrize(
    "words", ["截至 6月底累计 2 400 人次，年度任务 5 500；本季末应达 12 345 750.5，还差 350", "a, b, c, d"]
)
def test_lines_break_between_words_and_lose_none(words: str) -> None:
    page = Sheet()
    for width in (200, 320, 500, 1000):
        lines = page.broken(words, SMALL, False, width)
        assert "".join(lines).replace(" ", "") == words.replace(" ", "")
        assert not [line for line in lines if line[0] in "，；,"]
        assert not [line for line in lines if line in ("2", "400", "12", "345")]
