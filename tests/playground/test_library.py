"""python-telegram-bot accepts every reply of the stand-in, over a port and mounted in process."""

from __future__ import annotations

import io

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaDocument,
    InputTextMessageContent,
    Message,
    Update,
)  # fmt: skip
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter, TimedOut
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes
from telegram.request import HTTPXRequest

from playground import faults, groups, people
from tests.chat import Chat

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data="ok")]])


def bot_of(chat: Chat, **request: object) -> Bot:
    http = HTTPXRequest(httpx_kwargs={"trust_env": False, **request})
    updates = HTTPXRequest(httpx_kwargs={"trust_env": False, **request})
    return Bot(
        chat.token, base_url=f"{chat.url}/bot", base_file_url=f"{chat.url}/file/bot", request=http,
        get_updates_request=updates,
    )  # fmt: skip


async def test_every_method_that_the_bot_uses(chat: Chat) -> None:
    person = chat.person("王老师", language_code="zh-hans")
    person.say("/start abc")
    async with bot_of(chat) as bot:
        updates = await bot.get_updates(timeout=1)
        assert updates[0].message
        assert updates[0].message.text == "/start abc"
        assert updates[0].effective_user
        sent = await bot.send_message(person.id, "<b>问</b>", "HTML", reply_markup=KEYS)
        edited = await sent.edit_text("答", reply_markup=KEYS)
        assert isinstance(edited, Message)
        person.press("好")
        tapped = (await bot.get_updates(offset=updates[-1].update_id + 1))[0].callback_query
        assert tapped
        assert tapped.message
        assert await tapped.answer("收到")
        assert isinstance(await tapped.edit_message_reply_markup(None), Message)
        document = await bot.send_document(person.id, io.BytesIO(b"figures"), filename="月报.xlsx", caption="表")
        assert document.document
        assert bytes(await (await document.document.get_file()).download_as_bytearray()) == b"figures"
        photo = await bot.send_photo(person.id, PNG, caption="图", reply_to_message_id=sent.message_id)
        assert photo.photo[0].width == 1
        await photo.edit_caption("新图")
        album = await bot.send_media_group(person.id, [InputMediaDocument(b"1"), InputMediaDocument(b"2")])
        assert len({message.media_group_id for message in album}) == 1
        assert await bot.send_chat_action(person.id, "typing")
        assert await bot.set_my_commands([BotCommand("report", "填报")], language_code="zh")
        assert (await bot.get_my_commands(language_code="zh"))[0].command == "report"
        assert await bot.delete_my_commands()
        assert await bot.set_my_name("月报")
        assert (await bot.get_my_name()).name == "月报"
        assert await bot.set_my_description("x")
        assert (await bot.get_my_short_description()).short_description == ""
        assert (await bot.get_chat(person.id)).first_name == "王老师"
        assert await sent.set_reaction("👍")
        assert await sent.pin()
        assert await sent.unpin()
        assert await sent.delete()


async def test_groups_and_inline_queries(chat: Chat) -> None:
    wang = chat.person()
    group = chat.group("工作群", wang)
    async with bot_of(chat) as bot:
        seen = await bot.get_updates(timeout=1, allowed_updates=Update.ALL_TYPES)
        assert seen[0].my_chat_member
        assert seen[0].my_chat_member.new_chat_member.status == "member"
        assert seen[1].message
        assert seen[1].message.new_chat_members[0].id == bot.id
        assert (await bot.get_chat(group.id)).title == "工作群"
        assert (await bot.get_chat_member(group.id, wang.id)).status == "creator"
        assert len(await bot.get_chat_administrators(group.id)) == 1
        assert await bot.get_chat_member_count(group.id) == 2
        query = wang.ask_inline("焦作")
        people.react(chat.world, wang.user, wang.at(group).say("/status"), "👍")
        later = await bot.get_updates(offset=seen[-1].update_id + 1)
        assert later[0].inline_query
        results = [InlineQueryResultArticle("1", "焦作大学", InputTextMessageContent("43.64%"))]
        assert await later[0].inline_query.answer(results)
        people.choose_inline(chat.world, query, "1", group)
        assert later[2].message_reaction
        last = await bot.get_updates(offset=-1)
        assert last[0].message
        assert last[0].message.via_bot
        assert (await bot.get_webhook_info()).url == ""
        assert await bot.leave_chat(group.id)


async def test_refusals_become_the_library_s_errors(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without it the library warns about the type that retry_after will have one day.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    person = chat.person()
    person.say("/start")
    basic = chat.group("初建群", person, supergroup=False)
    async with bot_of(chat) as bot:
        with pytest.raises(BadRequest, match="Message text is empty"):
            await bot.send_message(person.id, "")
        upgraded = groups.migrate(chat.world, basic, person.user)
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(basic.id, "x")
        assert moved.value.new_chat_id == upgraded.id
        chat.world.faults.script(faults.too_many_requests(7))
        with pytest.raises(RetryAfter) as wait:
            await bot.send_message(person.id, "x")
        assert "7" in str(wait.value)
        chat.world.faults.script(faults.hang(5))
        with pytest.raises(TimedOut):
            await bot.send_message(person.id, "x", read_timeout=0.2)
        person.block()
        with pytest.raises(Forbidden):
            await bot.send_message(person.id, "x")
        chat.world.webhook.url = "https://example.com/"
        with pytest.raises(Conflict):
            await bot.get_updates()
    stranger = HTTPXRequest(httpx_kwargs={"trust_env": False})
    with pytest.raises(InvalidToken):
        async with Bot("1:no", base_url=f"{chat.url}/bot", request=stranger):
            pass


async def test_mounted_in_process(chat: Chat) -> None:
    person = chat.person()
    person.say("/start")
    async with bot_of(chat, transport=httpx.ASGITransport(app=chat.app)) as bot:
        assert (await bot.get_updates(timeout=1))[0].message
        await bot.send_message(person.id, "在")
    assert person.last.text == "在"


async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message
    await update.effective_message.reply_text("请选择", reply_markup=KEYS)


async def tapped(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query
    await query.answer("好的")
    await query.edit_message_text("已确认")


async def test_a_whole_conversation_with_an_application_in_this_loop(chat: Chat) -> None:
    person = chat.person()
    http = HTTPXRequest(httpx_kwargs={"trust_env": False})
    polls = HTTPXRequest(httpx_kwargs={"trust_env": False})
    builder = Application.builder().token(chat.token).request(http).get_updates_request(polls)
    application = builder.base_url(f"{chat.url}/bot").base_file_url(f"{chat.url}/file/bot").build()
    application.add_handlers([CommandHandler("start", start), CallbackQueryHandler(tapped)])
    async with application:
        assert application.updater
        await application.updater.start_polling()
        await application.start()
        screen = await person.asks("/start")
        assert screen.buttons == ["好"]
        screen = await person.taps("好")
        assert screen.text == "已确认"
        assert screen.edited
        assert person.toasts == ["好的"]
        await application.updater.stop()
        await application.stop()


def test_waiting_in_vain_shows_the_transcript(chat: Chat) -> None:
    person = chat.person()
    person.say("有人吗")
    with pytest.raises(AssertionError, match="有人吗"):
        person.wait_for_reply(timeout=0.1)
