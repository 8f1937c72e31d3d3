"""How a group is bound, step by step, as a coordinator does it."""

from __future__ import annotations

import re

from playground.messages import Chat as Group
from tests.chat import Chat, Person

CLASS = "绑定群：相关学校"


def bind(chat: Chat, chief: Person, group: Group) -> Person:
    """Bind it: code in private, /start CODE there, the title confirmed in private. Returns the chief in the group."""
    chief.ask("/bind")
    there = chief.at(group)
    said = chief.tap(CLASS).text
    found = re.search(r"startgroup=(\S+)", said)
    assert found, said
    there.say(f"/start@{chat.world.username} {found[1]}")
    chief.expect(group.title, "绑定为")
    assert not there.screens()
    chief.ask("确认绑定")
    chief.expect("已绑定")
    there.expect("工作群")
    return there
