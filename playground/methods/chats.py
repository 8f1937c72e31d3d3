"""Looking at chats and leaving them."""

from __future__ import annotations

from playground.calls import Call
from playground.messages import Chat, Json, Kind
from playground.methods.registry import method
from playground.people import member_json
from playground.refusals import bad_request

FULL_INFO: Json = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": True, "limited_gifts": True, "unique_gifts": True, "premium_subscription": True,
        "gifts_from_channels": True,
    },
}  # fmt: skip


def visible_group(call: Call) -> Chat:
    """A group that the bot is in; others are private chats to it, refused as Telegram refuses them."""
    chat = call.chat()
    if chat.kind is Kind.private:
        raise bad_request("there are no administrators in the private chat")
    return call.writable_chat()


@method("getChat")
def get_chat(call: Call) -> Json:
    chat = call.chat()
    if chat.is_group:
        call.writable_chat()
    shown = chat.as_json() | FULL_INFO
    if chat.pinned:
        pinned = call.world.message(chat, chat.pinned[-1])
        shown |= {"pinned_message": pinned.as_json()} if pinned else {}
    return shown


@method("getChatMember")
def get_chat_member(call: Call) -> Json:
    chat = call.chat() if call.chat().kind is Kind.private else call.writable_chat()
    user = call.world.users.get(call.integer("user_id"))
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    everyone = {chat.id, call.world.bot.id} if chat.kind is Kind.private else set()
    return member_json(user, "member" if user.id in everyone else chat.members.get(user.id, "left"))


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    chat = visible_group(call)
    return [
        member_json(call.world.users[user_id], status)
        for user_id, status in chat.members.items()
        if status in ("creator", "administrator") and user_id != call.world.bot.id
    ]


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    chat = call.chat()
    if chat.kind is Kind.private:
        return 2
    return sum(status not in ("left", "kicked") for status in chat.members.values())


@method("leaveChat")
def leave_chat(call: Call) -> bool:
    if call.chat().kind is Kind.private:
        raise bad_request("chat not found")
    chat = call.writable_chat()
    chat.members[call.world.bot.id] = "left"
    call.record(chat, {})
    call.world.place(chat, call.world.bot, service={"left_chat_member": call.world.bot.as_json()})
    return True
