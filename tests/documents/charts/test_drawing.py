"""The drawing process and the pictures kept: drawn once for each state of the data, replaced when it dies."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from documents.charts.drawing import Charts, DrawingError
from documents.charts.pictures import picture
from documents.charts.specs import Bar, Frame, TrendChart

SMALL = TrendChart(Frame("标题", "", ("来源",)), (Bar("6月", 3, "3"), Bar("7月", None, "未报")))


@pytest.fixture
async def drawing(tmp_path: Path) -> AsyncIterator[Charts]:
    found = Charts(tmp_path)
    yield found
    await found.close()


async def test_the_process_draws_what_is_drawn_here(drawing: Charts) -> None:
    drawing.warm_up()
    assert await drawing.draw(SMALL, "1") == picture(SMALL)


async def test_a_picture_is_drawn_once_for_each_state_of_the_data(drawing: Charts) -> None:
    first, at_once = await asyncio.gather(drawing.draw(SMALL, "1"), drawing.draw(SMALL, "1"))
    assert first is at_once
    assert await drawing.draw(SMALL, "1") is first
    anew = await drawing.draw(SMALL, "2")
    assert anew == first
    assert anew is not first


async def test_the_pictures_longest_unused_are_given_up(tmp_path: Path) -> None:
    drawing = Charts(tmp_path, max_bytes=2 * len(picture(SMALL)))
    first = await drawing.draw(SMALL, "1")
    second = await drawing.draw(SMALL, "2")
    assert await drawing.draw(SMALL, "1") is first
    await drawing.draw(SMALL, "3")
    assert await drawing.draw(SMALL, "1") is first
    assert await drawing.draw(SMALL, "2") is not second
    await drawing.close()


async def test_a_process_that_died_is_replaced(drawing: Charts) -> None:
    await drawing.draw(SMALL, "1")
    process = drawing._process
    assert process is not None
    process.kill()
    await process.wait()
    assert await drawing.draw(SMALL, "2") == picture(SMALL)


async def test_a_picture_that_fails_says_why_and_the_next_is_drawn(drawing: Charts) -> None:
    wrong = replace(SMALL, bars=(replace(SMALL.bars[0], value="three"),))  # type: ignore[arg-type]
    with pytest.raises(DrawingError, match="TrendChart cannot be drawn"):
        await drawing.draw(wrong, "1")
    assert await drawing.draw(SMALL, "1")


async def test_one_who_gives_up_does_not_spoil_the_next_picture(drawing: Charts) -> None:
    impatient = asyncio.create_task(drawing.draw(SMALL, "1"))
    await asyncio.sleep(0)
    impatient.cancel()
    other = replace(SMALL, frame=Frame("另一张", "", ()))
    assert await drawing.draw(other, "1") == picture(other)


def test_the_process_ends_with_whoever_started_it() -> None:
    done = subprocess.run([sys.executable, "-m", "documents.charts.worker"], input=b"", capture_output=True, check=True)
    assert done.stdout == b"\x00\x00\x00\x01\x01"


def test_no_reply_waits_for_matplotlib() -> None:
    """Making specs and asking for pictures import neither it nor numpy in the service's own process."""
    modules = "documents.charts.drawing, documents.charts.units, documents.charts.groups, documents.answer_tables"
    asked = f"import sys, {modules}; print([m for m in ('matplotlib', 'numpy', 'openpyxl') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
