"""Who is on the stage: the newcomer's people and their work group, kept in a file over restarts.

The bot's database remembers people by their ids, so the same ids must come back. Used by the supervisor.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from playground import groups
from playground.messages import Json
from playground.world import World

GROUP_ID = -1_002_022_136_001
FIRST_ID = 6_200_000_001


@dataclass
class Role:
    id: int
    name: str
    role: str = ""
    unit: str = ""
    joined: bool = False
    """Redeemed the invitation."""


OPENING_CAST = (("王联络", "liaison"), ("李处长", "official"), ("陈协调", "coordinator"))
GROUP_TITLE = "人人持证工作群"


def opening_cast(unit: str) -> list[Role]:
    return [
        Role(FIRST_ID + place, name, role, unit if role == "liaison" else "")
        for place, (name, role) in enumerate(OPENING_CAST)
    ]


class Cast:
    def __init__(self, path: Path, unit: str) -> None:
        """`unit` is the one that the newcomer reports for."""
        self.path = path
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        self.roles = [Role(**one) for one in kept] if kept else opening_cast(unit)

    def enter(self, world: World) -> None:
        """Put everyone into a new world. Its counters start above any that the bot may remember."""
        world.updates.next_id = int(time.time())
        for role in self.roles:
            user = world.add_person(role.name, id=role.id)
            world.chats[user.id].started = role.joined
        users = [world.users[role.id] for role in self.roles]
        group = world.add_group(GROUP_TITLE, users, id=GROUP_ID)
        for chat in world.chats.values():
            chat.last_message_id = int(time.time()) - 1_600_000_000
        if self.path.exists():
            group.members[world.bot.id] = "member"
        else:
            groups.add_bot(world, group, users[-1])

    def add(self, world: World, name: str, role: str, unit: str) -> Role:
        new = Role(max(one.id for one in self.roles) + 1, name, role, unit)
        self.roles.append(new)
        user = world.add_person(name, id=new.id)
        groups.join(world, world.chats[GROUP_ID], user)
        world.publish("group", {"id": GROUP_ID})
        self.save()
        return new

    def save(self) -> None:
        text = json.dumps([asdict(role) for role in self.roles], ensure_ascii=False, indent=1)
        self.path.write_text(text, encoding="utf-8")

    def view(self) -> Json:
        return {str(role.id): {"role": role.role, "unit": role.unit} for role in self.roles}
