"""Files: sendDocument, sendPhoto, sendMediaGroup, getFile; uploads by multipart, `attach://` or file id."""

from __future__ import annotations

import secrets

from playground.calls import Call
from playground.formatting import Formatted
from playground.messages import Json, StoredFile
from playground.methods.registry import method
from playground.methods.sending import journal, keep_pace, post, read_caption
from playground.refusals import Refusal, bad_request

LARGEST_UPLOAD = 50 << 20
LARGEST_PHOTO = 10 << 20
LARGEST_DOWNLOAD = 20 << 20
GROUPABLE = ("photo", "document")


@method("sendDocument")
def send_document(call: Call) -> Json:
    chat = call.writable_chat()
    file = input_file(call, "document", call.text("document"))
    caption = read_caption(call.text("caption"), call.text("parse_mode"))
    return post(call, chat, document=file, text=caption.text, entities=caption.entities)


@method("sendPhoto")
def send_photo(call: Call) -> Json:
    chat = call.writable_chat()
    file = input_file(call, "photo", call.text("photo"))
    caption = read_caption(call.text("caption"), call.text("parse_mode"))
    return post(call, chat, photo=file, text=caption.text, entities=caption.entities)


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Json]:
    chat = call.writable_chat()
    items = call.json("media", "media") if call.text("media") else []
    if not isinstance(items, list) or not 2 <= len(items) <= 10:
        raise bad_request("group send failed: expected 2-10 media in the album")
    content = [album_item(call, item) for item in items]
    if len({kind for kind, _, _ in content}) > 1:
        raise bad_request("document can't be mixed with other media types")
    reply, thread = call.reply(chat), call.thread(chat)
    keep_pace(call, chat)
    album = str(secrets.randbits(53))
    answers = []
    for kind, file, caption in content:
        one: Json = {kind: file}
        message = call.world.place(
            chat, call.world.bot, text=caption.text, entities=caption.entities, media_group_id=album,
            reply_to=reply, thread_id=thread, **one,
        )  # fmt: skip
        answers.append(journal(call, message))
    return answers


def album_item(call: Call, item: Json) -> tuple[str, StoredFile, Formatted]:
    kind = item.get("type", "")
    if kind not in GROUPABLE:
        raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
    file = input_file(call, kind, str(item.get("media", "")))
    return kind, file, read_caption(item.get("caption") or "", item.get("parse_mode") or "")


def input_file(call: Call, kind: str, given: str) -> StoredFile:
    """A new upload, or a file that Telegram has already, by its id."""
    name = given.removeprefix("attach://") if given.startswith("attach://") else kind
    upload = call.uploads.get(name)
    if upload is None:
        return known_file(call, kind, given)
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > LARGEST_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    stored = call.world.keep_file(upload.name, upload.mime, upload.data, as_photo=kind == "photo")
    if kind == "photo":
        check_photo(stored)
    return stored


def known_file(call: Call, kind: str, given: str) -> StoredFile:
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        # Telegram would fetch it; here nothing leaves the house.
        raise bad_request("failed to get HTTP URL content")
    stored = call.world.files.get(given)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if kind == "photo" and stored.size is None:
        raise bad_request("can't use file of type Document as Photo")
    return stored


def check_photo(file: StoredFile) -> None:
    if file.size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = file.size
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if len(file.data) > LARGEST_PHOTO:
        raise bad_request("file is too big")


@method("getFile")
def get_file(call: Call) -> Json:
    if not call.text("file_id"):
        raise bad_request("file_id not specified")
    stored = call.world.files.get(call.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.as_json() | {"file_path": stored.path}
