"""A copy of the shipped folder to spoil, and the shipped programme loaded once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from programmes.loading import load
from programmes.model import Programme

SHIPPED = Path(__file__).parents[2] / "programmes" / "henan-edu-2022"


@pytest.fixture(scope="session")
def henan() -> Programme:
    return load("henan-edu-2022")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "henan-edu-2022"))
