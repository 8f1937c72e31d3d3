"""Puts the rooms together: opens what the settings name. Every command takes its parts from here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.settings import Settings
from programmes.model import Programme

if TYPE_CHECKING:
    from store.database import Database


def open_programme(settings: Settings) -> Programme:
    """The programme that PROGRAMME names, an id or a folder, loaded strictly."""
    from programmes.loader import load_programme

    return load_programme(settings.programme)


def open_clock(settings: Settings, programme: Programme) -> Clock:
    """The clock, speaking in the programme's zone."""
    return Clock.from_settings(settings, programme.calendar.zone)


def open_database(settings: Settings) -> Database:
    """The database that DATABASE_URL names, brought to this version's schema."""
    from store.database import Database

    url = settings.database_url.get_secret_value()
    _make_folder(url)
    database = Database.open(url)
    database.upgrade()
    return database


def _make_folder(url: str) -> None:
    """SQLite makes the file but not its folder."""
    path = url.removeprefix("sqlite:///")
    if path != url and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
