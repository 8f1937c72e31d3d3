"""The playground as a whole: world, web chat, clock, and the bot as a child process pointed at them.

`yuebao run` becomes this when there is no BOT_TOKEN (`python -m playground`). The bot's code does not know:
it gets a token, the address of the stand-in, a database of its own and a clock, all by its usual settings.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from starlette.routing import BaseRoute

from playground import people, staged
from playground.api import bot_api_routes
from playground.cast import Cast, Role
from playground.clock import RehearsalClock, opening
from playground.demonstration import write_figures
from playground.messages import Json
from playground.refusals import bad_request
from playground.server import HOST
from playground.service import CommandFailed, Service
from playground.webchat import web_chat
from playground.world import World, new_token

FIRST_PORT = 8090
COMMAND = (sys.executable, "-m", "bot")
"""The command line `yuebao`, by the interpreter that runs this."""
ROLES = frozenset({"", "liaison", "leader", "official", "coordinator", "admin"})
WITH_UNIT = frozenset({"liaison", "leader"})
NOT_PASSED_ON = ("PUBLIC_URL", "WEBHOOK_SECRET", "CHANNELS", "PROXY_URL", "CLOCK_SPEED", "SECRET_KEY")
"""Settings of a real service that have no meaning on a stage."""


class Supervisor:
    """Implements `webchat.Backstage`."""

    def __init__(self, home: Path, *, command: Sequence[str] = COMMAND, programme: str = "") -> None:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.home, self.programme = home.resolve(), staged.read(staged.folder_of(programme))
        self.clock = RehearsalClock.load(self.home / "clock.json", opening(self.programme.year))
        self.world = World(token=kept_token(self.home / "token"), clock=self.clock.now)
        self.cast = Cast(self.home / "people.json", self.programme.newcomer)
        self.cast.enter(self.world)
        self.state, self.reason = "preparing", ""
        self.url = ""
        self._polls_before = 0
        self.service = Service(list(command), self.environment, self.home, self.report, secret=self.world.token)
        self._turn = asyncio.Lock()
        """One at a time: setting up, moving the clock, inviting, ending."""
        self._over = False

    def routes(self) -> list[BaseRoute]:
        return [*bot_api_routes(self.world), *web_chat(self.world, self)]

    # ── What the page sees and asks ────────────────────────────────────────────────────────────────

    def view(self) -> Json:
        return {
            "now": self.clock.now().timestamp(),
            "state": self.state,
            "reason": self.reason,
            "people": self.cast.view(),
            "first": self.cast.roles[0].id,
            "unit": self.programme.newcomer,
            "due_day": self.programme.due_day,
        }

    def report(self, state: str, reason: str) -> None:
        if state != "running":
            self._polls_before = self.world.updates.poller
        self.state, self.reason = state, reason
        self.world.publish("backstage", {})

    async def move_clock(self, to: datetime) -> None:
        async with self._turn:
            self.clock.move(to)
            if self.is_set_up:
                self.clock.save(self.home / "clock.json")
                await self.service.stop()
                self.start_bot()

    async def add_person(self, name: str, role: str, unit: str) -> int:
        if role not in ROLES:
            raise bad_request(f"unknown role {role}")
        async with self._turn:
            # The invitation first: a unit that does not exist then leaves nobody on the stage.
            code = await self.invite(Role(0, name, role, unit)) if role else ""
            new = self.cast.add(self.world, name, role, unit)
            self.world.publish("backstage", {})
            if code:
                self.redeem(new, code)
            return new.id

    # ── The bot ────────────────────────────────────────────────────────────────────────────────────

    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON}
        programme = Path(inherited.get("PROGRAMME", ""))
        if programme.name and programme.exists():
            # The child runs in its own folder, where a relative path would lead elsewhere.
            inherited["PROGRAMME"] = str(programme.resolve())
        return inherited | {
            "BOT_TOKEN": self.world.token,
            "BOT_API_URL": self.url,
            "CLOCK": self.clock.now().isoformat(timespec="seconds"),
            "DATABASE_URL": f"sqlite:///{self.home / 'yuebao.db'}",
            "DATA_DIR": str(self.home),
            "LISTEN": f"{HOST}:0",
        }

    @property
    def is_set_up(self) -> bool:
        return (self.home / "ready").exists()

    async def open(self) -> None:
        """Set up at the first start, then keep the bot running. Failures are told on the page."""
        async with self._turn:
            try:
                if not self.is_set_up:
                    await self.set_up()
            except (CommandFailed, OSError, ValueError, KeyError) as failure:
                self.report("failed", str(failure))
                return
            self.start_bot()

    async def start_again(self) -> None:
        """Asked for on the page after a failure: the pause ends, a set-up that broke off begins anew."""
        async with self._turn:
            await self.service.stop()
        await self.open()

    def start_bot(self) -> None:
        # A clock that was just being moved would leave behind a bot that nobody ends.
        if self._over:
            return
        self.report("starting", "")
        self.service.start()

    async def set_up(self) -> None:
        """A database of its own with demonstration figures; begun anew if an earlier attempt broke off."""
        for leftover in self.home.glob("yuebao.db*"):
            leftover.unlink()
        self.report("preparing", "yuebao db upgrade")
        await self.service.run("db", "upgrade")
        await self.service.run("db", "mark", "demonstration")
        figures = self.home / "demonstration.csv"
        count = write_figures(self.programme, figures)
        self.report("preparing", f"yuebao import demonstration.csv ({count})")
        await self.service.run("import", str(figures))
        for role in self.cast.roles:
            if role.role:
                self.redeem(role, await self.invite(role))
        self.cast.save()
        (self.home / "ready").touch()
        self.clock.save(self.home / "clock.json")

    async def invite(self, role: Role) -> str:
        unit = ["--unit", role.unit] if role.role in WITH_UNIT else []
        try:
            answer = await self.service.run("invite", "--role", role.role, *unit, "--name", role.name, "--json")
        except CommandFailed as failure:
            if self.is_set_up:
                raise bad_request(str(failure)) from None
            raise
        return str(json.loads(answer)["code"])

    def redeem(self, role: Role, code: str) -> None:
        user = self.world.users[role.id]
        people.say(self.world, user, self.world.chats[user.id], f"/start {code}")
        role.joined = True
        self.cast.save()

    async def close(self) -> None:
        self._over = True
        async with self._turn:
            await self.service.stop()
        if self.is_set_up:
            self.clock.save(self.home / "clock.json")

    async def notice_polls(self) -> None:
        """The bot is online once it asks for updates, or has its webhook set."""
        with self.world.updates.bell.waiter() as woken:
            while True:
                woken.clear()
                heard = self.world.updates.poller > self._polls_before or self.world.webhook.url
                if self.state in ("starting", "restarting") and heard:
                    self.report("running", "")
                await woken.wait()


def kept_token(path: Path) -> str:
    """The stand-in's token, made once. Nobody else on this machine may read it."""
    if path.exists():
        return path.read_text().strip()
    token = new_token()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(token)
    return token
