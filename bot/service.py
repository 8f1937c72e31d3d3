"""The running service: start, serve until told to stop, stop in order. Called by `yuebao run`."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable, Collection, Coroutine
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr
from telegram.error import TelegramError

from bot.channels import Channels, channels_of
from bot.clock import Clock
from bot.connecting import Me, announce_commands, first_contact, set_webhook, take_polling
from bot.housekeeping import keep_house
from bot.listening import listen
from bot.publishing import Publishing
from bot.schedule import Schedule
from bot.secret_key import load_secret_key
from bot.settings import Settings
from bot.transport.api import TelegramApi
from bot.transport.delivery import LEASE, Delivery
from bot.transport.files import Files
from bot.transport.intake import Intake
from bot.transport.leases import PollerLease, new_owner
from bot.transport.polling import Polling
from bot.wiring import build_app, open_clock, open_marked_database, open_programme
from documents.charts.drawing import Charts
from handlers.buttons import Signer
from handlers.desks import Desk
from handlers.errands import Workshop
from handlers.turns import Setting
from handlers.work_groups.groups import refused
from locales.catalog import catalog
from locales.text import Name, text
from programmes.model import Programme
from store.writer import Writer

_FINISH_SECONDS = 4.0
_DRAIN_SECONDS = 3.0
# After so long without an end a task is cancelled again: each is given more than what it may take to end in order.
_TASK_SECONDS = 5.0
_SERVICE_SECONDS = 12.0

log = logging.getLogger("yuebao")


@dataclass
class Parts:
    """What a started service is made of."""

    settings: Settings
    clock: Clock
    programme: Programme
    writer: Writer
    api: TelegramApi
    channels: Channels


async def run_service(settings: Settings, token: SecretStr, told: Callable[[], None] = lambda: None) -> None:
    """Serve Telegram until SIGTERM or SIGINT, of which `told` hears; a RefusalError when that is not possible."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stopping() -> None:
        stop.set()
        told()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping)
    async with _opened(settings, token) as parts:
        await _until(stop, _SERVICE_SECONDS, _serve(parts, stop), parts.channels.run())
    log.info("stopped")


@contextlib.asynccontextmanager
async def _opened(settings: Settings, token: SecretStr) -> AsyncIterator[Parts]:
    programme = open_programme(settings)
    clock = open_clock(settings, programme)
    addresses = channels_of(settings, load_secret_key(settings))
    database = open_marked_database(settings, programme, token)
    writer = Writer(database)
    api = TelegramApi.from_settings(settings, token)
    channels = Channels(addresses, writer, clock, new_owner())
    await api.open()
    try:
        yield Parts(settings, clock, programme, writer, api, channels)
    finally:
        await api.close()
        await asyncio.to_thread(writer.close)
        database.close()


async def _serve(parts: Parts, stop: asyncio.Event) -> None:
    """Connect, take the lease, and run all tasks; ends when stopped or when one of them cannot go on."""
    me = await first_contact(parts.api)
    lease = PollerLease(parts.writer, parts.clock, f"poller:{me.id}", parts.channels.owner)
    try:
        # Within: cut off just when it is taken, it is given back all the same.
        await lease.take()
        await _serve_as_holder(parts, me, lease, stop)
    finally:
        await lease.release()


async def _serve_as_holder(parts: Parts, me: Me, lease: PollerLease, stop: asyncio.Event) -> None:
    settings, clock, writer, api = parts.settings, parts.clock, parts.writer, parts.api
    delivery = Delivery(api, writer, clock, lease.owner)
    setting = _setting(parts, me, lease.owner)
    delivery.group_refused = lambda tx, parcel, answer: refused(tx, setting, parcel, answer, clock.now(), clock.real())
    charts = Charts(settings.data_dir / "cache")
    workshop = Workshop(charts, writer, delivery, settings.data_dir, clock.real)
    desk = Desk(setting, writer, delivery, clock.real, workshop, Files(api))
    schedule = Schedule(setting, writer, clock, delivery)
    app = build_app(settings, api, desk)
    await _initialise(app.initialize)
    intake = Intake(app, writer, clock, me.id)
    polling = Polling(api, intake, clock)
    publishing = Publishing(setting, writer, clock, delivery, charts)
    try:
        await writer.run(lambda tx: tx.outbox.expire_leases(clock.real(), only_living=lease.owner))
        await schedule.prepare()
        # From here on turns run and messages leave: whatever ends the start ends these in order.
        await intake.resume()
        if not settings.public_url:
            await take_polling(api)
        log.info("serving", extra={"bot": me.id, "username": me.username, "programme": parts.programme.id})
        _say_when_over(parts)
        gc.collect()
        gc.freeze()
        tasks = [lease.keep(), delivery.run(), schedule.run(), publishing.run()]
        tasks += [set_webhook(api, settings), intake.keep_contact()] if settings.public_url else [polling.run()]
        tasks += [listen(settings, intake, polling), announce_commands(api)]
        await _until(stop, _TASK_SECONDS, *tasks, keep_house(writer, clock, settings.data_dir))
    finally:
        await intake.lanes.close(_FINISH_SECONDS)
        await workshop.close()
        await charts.close()
        await delivery.close(_DRAIN_SECONDS)


def _setting(parts: Parts, me: Me, owner: str) -> Setting:
    """What every turn is given."""
    return Setting(
        programme=parts.programme,
        signer=Signer(load_secret_key(parts.settings)),
        bot=me.id,
        username=me.username,
        language=parts.settings.language,
        owner=owner,
        lease=LEASE,
        files=parts.settings.data_dir,
        reads_groups=me.reads_groups,
        channels=tuple(parts.channels.addresses),
    )


def _say_when_over(parts: Parts) -> None:
    """A programme whose year is past is served on, late; the operator reads how the next one begins."""
    if parts.programme.calendar.over(parts.clock.now()):
        coming = parts.programme.next_year
        how = Name(coming.zh, coming.en) if coming else ""
        over = text("service.programme_over", title=Name(parts.programme.title, parts.programme.title_en), how=how)
        log.warning(catalog(parts.settings.language).plain(over))


async def _initialise(initialise: Any) -> None:
    """python-telegram-bot asks getMe once more; a moment's failure must not stop the start."""
    while True:
        try:
            await initialise()
        except TelegramError as error:
            log.warning("telegram does not answer; trying on", extra={"why": type(error).__name__})
            await asyncio.sleep(1)
        else:
            return


async def _until(stop: asyncio.Event, patience: float, *work: Coroutine[Any, Any, None]) -> None:
    """Run all until `stop` is set or one raises; what merely ends, ends. Cancels the rest, again after `patience`."""
    stopping = asyncio.create_task(stop.wait())
    tasks = {asyncio.create_task(one) for one in work}
    running = set(tasks)
    try:
        while running and not stop.is_set():
            done, _ = await asyncio.wait({*running, stopping}, return_when=asyncio.FIRST_COMPLETED)
            running -= done
            for task in done & tasks:
                task.result()
    finally:
        await _end({*running, stopping}, patience)


async def _end(tasks: Collection[asyncio.Task[Any]], patience: float) -> None:
    """Cancel them, and insist: a library may swallow a cancellation. What fails while it ends is told at least."""
    while tasks:
        for task in tasks:
            task.cancel()
        ended, tasks = await asyncio.wait(tasks, timeout=patience)
        for task in ended:
            if not task.cancelled() and (error := task.exception()):
                log.error("failed while stopping", exc_info=error)
