"""A service with the demonstration figures, for tests of questions: March to September of all units.

焦作大学 alone has not reported September.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playground import staged
from playground.demonstration import write_figures
from tests.chat import Chat, Person
from tests.running import Bot, running

HENAN = staged.read(staged.folder_of("henan-edu-2022"))


@contextmanager
def asked_bot(folder: Path) -> Iterator[tuple[Chat, Bot]]:
    """The stand-in and the service, whose database holds the figures before it starts."""
    with Chat() as chat:
        bot = Bot(chat, folder)
        write_figures(HENAN, folder / "figures.csv")
        bot.json("import", str(folder / "figures.csv"))
        with running(chat, folder) as started:
            yield chat, started


def take_roles(bot: Bot, person: Person) -> None:
    """As a coordinator would: the person stays known, every role is gone."""
    with closing(sqlite3.connect(bot.database)) as database:
        known = database.execute("select id from person where telegram_id = ?", (person.id,)).fetchone()
        database.execute("update membership set revoked_at = granted_at where person = ?", known)
        database.commit()
