"""The shipped programme, and a part of it small enough to be drawn from at random."""

from __future__ import annotations

from dataclasses import replace

import pytest

from programmes.loading import load
from programmes.model import Programme


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load("henan-edu-2022")


@pytest.fixture(scope="session")
def few(programme: Programme) -> Programme:
    """Three bureaus and four schools, two of them without some target."""
    return replace(programme, units=(*programme.units[:3], *programme.units[28:30], *programme.units[32:34]))


@pytest.fixture(scope="session")
def xinxiang() -> Programme:
    """A programme with one unit that holds targets and is not assessed: 市本级."""
    return load("xinxiang-2023")
