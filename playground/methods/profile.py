"""The bot itself: getMe, its commands, name and descriptions, close and logOut."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from playground.calls import Call
from playground.messages import Json
from playground.methods.registry import method
from playground.refusals import bad_request

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
CAPABILITIES = {
    "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True,
    "can_connect_to_business": False, "has_main_web_app": False, "has_topics_enabled": False,
    "allows_users_to_create_topics": False,
}  # fmt: skip
TEXTS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


@method("getMe")
def get_me(call: Call) -> Json:
    shown = call.world.bot.as_json() | CAPABILITIES
    return shown | {"can_read_all_group_messages": not call.world.privacy_mode}


@method("close")
def close(call: Call) -> bool:
    call.record(None, {})
    return True


@method("logOut")
def log_out(call: Call) -> bool:
    call.record(None, {})
    return True


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    commands = call.json("commands", "bot commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", "")).strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.world.profile[key(call, "commands")] = {"value": commands}
    call.record(None, {"commands": commands})
    call.world.publish("commands", {})
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> list[Json]:
    commands: list[Json] = call.world.profile.get(key(call, "commands"), {}).get("value", [])
    return commands


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    call.world.profile.pop(key(call, "commands"), None)
    call.world.publish("commands", {})
    return True


def key(call: Call, what: str) -> str:
    """One value for each scope and language."""
    scope = call.json("scope", "bot command scope") if call.text("scope") else {"type": "default"}
    return json.dumps([what, scope, call.text("language_code")], sort_keys=True)


def text_setter(argument: str, longest: int) -> Callable[[Call], bool]:
    def set_text(call: Call) -> bool:
        if len(call.text(argument)) > longest:
            raise bad_request(f"BOT_{argument.upper()}_INVALID")
        call.world.profile[key(call, argument)] = {argument: call.text(argument)}
        call.record(None, {argument: call.text(argument)})
        return True

    return set_text


def text_getter(argument: str) -> Callable[[Call], Json]:
    def get_text(call: Call) -> Json:
        preset = call.world.bot_name if argument == "name" else ""
        return call.world.profile.get(key(call, argument), {argument: preset})

    return get_text


for subject, (argument_name, most) in TEXTS.items():
    method(f"setMy{subject}")(text_setter(argument_name, most))
    method(f"getMy{subject}")(text_getter(argument_name))
