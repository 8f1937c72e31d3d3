"""A small bot and command line in one script, for tests of the supervisor and the page.

It answers the subcommands that the supervisor runs and talks to the stand-in by plain HTTP, as `yuebao run` would.
Started as a subprocess only.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

HOME = Path(os.environ["DATA_DIR"])
DIRECT = build_opener(ProxyHandler({}))


def call(method: str, **arguments: Any) -> Any:
    return post(method, json.dumps(arguments).encode(), "application/json")


def post(method: str, body: bytes, kind: str) -> Any:
    """By the standard library: seven of these scripts run in each test, and more would have to be imported in each."""
    address = f"{os.environ['BOT_API_URL']}/bot{os.environ['BOT_TOKEN']}/{method}"
    with DIRECT.open(Request(address, body, {"Content-Type": kind}), timeout=60) as answered:  # noqa: S310
        return json.load(answered)["result"]


def send_document(chat: int, caption: str, name: str, content: bytes, kind: str) -> None:
    parts = {"chat_id": str(chat), "caption": caption}
    fields = [f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in parts.items()]
    file = f'--x\r\nContent-Disposition: form-data; name="document"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'
    body = "".join([*fields, file]).encode() + content + b"\r\n--x--\r\n"
    post("sendDocument", body, "multipart/form-data; boundary=x")


def keys(*rows: list[str]) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": text, "callback_data": text} for text in row] for row in rows]}


def answer(update: dict[str, Any]) -> None:
    if "callback_query" in update:
        tap = update["callback_query"]
        call("answerCallbackQuery", callback_query_id=tap["id"], text="已收到", show_alert=tap["data"] == "警告")
        at = {"chat_id": tap["message"]["chat"]["id"], "message_id": tap["message"]["message_id"]}
        call("editMessageText", **at, text=f"<b>回执</b>：{tap['data']}", parse_mode="HTML")
        return
    message = update.get("message", {})
    text = message.get("text", "")
    chat = message.get("chat", {}).get("id")
    if text == "/crash":
        call("getUpdates", offset=update["update_id"] + 1)
        sys.exit("crashed on purpose")
    elif text == "/file":
        send_document(chat, "月报", "月报.pdf", b"%PDF-1.4", "application/pdf")
    elif text:
        said = f"你说：{text}（{os.environ['CLOCK'][:16]}）\n<a href='https://t.me/{NAME}?start=hello'>填报</a>"
        markup = keys(["确认提交", "警告"], ["上一步"])
        call("sendMessage", chat_id=chat, text=said, parse_mode="HTML", reply_markup=markup)


def run() -> None:
    (HOME / "bot.pid").write_text(str(os.getpid()))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    call("setMyCommands", commands=[{"command": "report", "description": "填报本月"}])
    offset = 0
    while True:
        for update in call("getUpdates", offset=offset, timeout=30):
            offset = update["update_id"] + 1
            answer(update)


def main() -> None:
    arguments = sys.argv[1:]
    with (HOME / "commands.log").open("a") as log:
        log.write(f"{json.dumps(arguments, ensure_ascii=False)} {os.environ['CLOCK']} {os.environ['DATABASE_URL']}\n")
    broken = HOME / "broken"
    if broken.exists() and broken.read_text() == arguments[0]:
        sys.exit(f"{arguments[0]} is broken")
    if arguments[0] == "run":
        run()
    elif arguments[0] == "invite":
        sys.stdout.write(json.dumps({"code": f"code-{arguments[2]}-{time.time_ns()}"}))


if __name__ == "__main__":
    NAME = call("getMe")["username"]
    main()
