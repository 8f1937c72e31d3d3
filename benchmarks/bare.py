"""A bare python-telegram-bot bot to compare with: its own updater, one SQLModel row committed for each answer, a reply.

It asks as many things as the monthly report does, in the same mixture of words and buttons, and knows nothing else:
no checks, no languages, no memory over a restart. Run as `python -m benchmarks.bare` by `benchmarks.sides`.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from sqlalchemy import BigInteger, event
from sqlmodel import Field, Session, SQLModel, create_engine
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

Context = ContextTypes.DEFAULT_TYPE
FIGURES = ("培训任务", "取证人数", "其中高级工及以上", "1+X 证书取证人数")


class Answer(SQLModel, table=True):
    """One answer of one person."""

    id: int | None = Field(default=None, primary_key=True)
    person: int = Field(sa_type=BigInteger)
    question: int
    said: str
    at: datetime


engine = create_engine(os.environ["DATABASE_URL"])


@event.listens_for(engine, "connect")
def prepare(connection: object, record: object) -> None:  # noqa: ARG001
    """The same durability as the service: an answer that was replied to survives a power cut."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


def keep(person: int, question: int, said: str) -> None:
    with Session(engine) as session:
        session.add(Answer(person=person, question=question, said=said, at=datetime.now(UTC)))
        session.commit()


async def words(update: Update, context: Context) -> None:
    """`/report` begins; a number is kept, and the next one asked for."""
    message, user = update.message, update.effective_user
    if message is None or message.text is None or user is None or context.user_data is None:
        return
    asked = 0 if message.text.startswith("/") else context.user_data.get("asked", 0)
    keep(user.id, asked, message.text)
    context.user_data["asked"] = asked + 1
    text, markup = question(asked)
    await message.reply_text(text, reply_markup=markup)


async def button(update: Update, context: Context) -> None:
    """A press is kept, and its message edited."""
    query, user = update.callback_query, update.effective_user
    if query is None or user is None or context.user_data is None:
        return
    asked = context.user_data.get("asked", 0)
    keep(user.id, asked, str(query.data))
    context.user_data["asked"] = asked + 1
    await query.answer()
    text, markup = question(asked)
    await query.edit_message_text(text, reply_markup=markup)


def question(asked: int) -> tuple[str, InlineKeyboardMarkup | None]:
    """The screen after so many answers: the bodies by a button, four figures in words, the summary, the receipt."""
    if asked == 0:
        return "已备案评价机构的数量有变化吗？", _button("与上月相同")
    if asked <= len(FIGURES):
        return f"2022年9月，{FIGURES[asked - 1]}当月完成多少？", None
    if asked == len(FIGURES) + 1:
        return "请核对，没有问题就确认提交。", _button("确认提交")
    return "回执", None


def _button(label: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)]])


def main() -> None:
    """Serve until SIGTERM."""
    SQLModel.metadata.create_all(engine)
    root = os.environ["BOT_API_URL"]
    app = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(f"{root}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, words))
    app.add_handler(CallbackQueryHandler(button))
    app.run_polling()


if __name__ == "__main__":
    main()
