"""Puts the rooms together: opens what the settings name. Every command takes its parts from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.clock import Clock
from bot.folders import make_folder, make_folder_of
from bot.problems import refused
from bot.refusals import RefusalError, refuse
from bot.settings import Settings
from locales.catalog import CatalogError, catalog
from locales.languages import LANGUAGES
from locales.text import Name
from programmes.loading import load
from programmes.model import Programme
from programmes.problems import ProgrammeError
from store.database import Database
from store.marks import token_hash
from store.refusals import StoreError

if TYPE_CHECKING:
    from bot.transport.api import TelegramApi
    from handlers.desks import App, Desk


def open_catalogs() -> None:
    """Read every text of both languages: one that is missing stops the start, and nobody is shown a key."""
    try:
        for language in LANGUAGES:
            catalog(language).load_all()
    except CatalogError as error:
        raise refuse("cli.catalog", problem=Name(str(error), str(error))) from error


def open_programme(settings: Settings) -> Programme:
    """The programme that PROGRAMME names, an id or a folder, loaded strictly."""
    try:
        return load(settings.programme)
    except ProgrammeError as error:
        raise refused(error) from error


def open_clock(settings: Settings, programme: Programme) -> Clock:
    """The clock, speaking in the programme's zone."""
    return Clock.from_settings(settings, programme.calendar.zone)


def open_database(settings: Settings, programme: Programme | None = None) -> Database:
    """The database that DATABASE_URL names, brought to this version's schema."""
    url = settings.database_url.get_secret_value()
    make_folder(settings.data_dir)
    make_folder_of(url)
    heads = settings.data_dir / "audit-heads.jsonl"
    database = Database.open(url, programme=(programme or open_programme(settings)).id, heads_file=heads)
    try:
        database.upgrade()
    except StoreError as error:
        raise RefusalError(error.said) from error
    return database


def open_marked_database(settings: Settings, programme: Programme, token: SecretStr) -> Database:
    """The database for serving as the bot of `token`; one that a playground marked for its own bot is refused."""
    database = open_database(settings, programme)
    try:
        with database.read() as tx:
            tx.marks.check(token_hash(token.get_secret_value()))
    except StoreError as error:
        raise RefusalError(error.said) from error
    return database


def build_app(settings: Settings, api: TelegramApi, desk: Desk) -> App:
    """The python-telegram-bot application: its handlers are called by our own intake, never by its updater."""
    from telegram.ext import Application, ContextTypes

    from handlers.desks import Context
    from handlers.entrance import add_entrances

    app = (
        Application.builder()
        .token(api.token)
        .base_url(f"{settings.bot_api_url}/bot")
        .base_file_url(f"{settings.bot_api_url}/file/bot")
        .request(api.sending)
        .get_updates_request(api.polling)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context))
        .build()
    )
    app.bot_data["desk"] = desk
    add_entrances(app)
    return app
