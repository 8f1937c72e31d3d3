"""Text as Telegram reads it: HTML into plain text with entities, and entities found in plain text.

Called by the methods that send or edit text and by the world when a person writes. Offsets count UTF-16
code units, positions in error texts count UTF-8 bytes, both as Telegram does.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from playground.refusals import bad_request

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
}  # fmt: skip
REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
ATTRIBUTE = re.compile(r"""\s*([^\s=>/]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
DETECTED = (
    ("bot_command", re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])", re.ASCII)),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)", re.ASCII)),
    ("url", re.compile(r"(?:https?://|(?<![\w.@/])t\.me/)[^\s<>\"'，。；）】]+")),
    ("hashtag", re.compile(r"(?<!\w)#\w+")),
)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Entity:
    """A marked stretch of text; `extra` holds what a type adds (url, language)."""

    type: str
    offset: int
    length: int
    extra: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return {"type": self.type, "offset": self.offset, "length": self.length, **self.extra}


@dataclass(frozen=True)
class Formatted:
    text: str
    entities: tuple[Entity, ...] = ()

    def trimmed(self) -> Formatted:
        """Telegram drops white space at both ends and moves or shortens what was marked there."""
        text = self.text.strip()
        cut = utf16_length(self.text) - utf16_length(self.text.lstrip())
        end = utf16_length(text)
        kept = []
        for entity in self.entities:
            start = max(entity.offset - cut, 0)
            stop = min(entity.offset + entity.length - cut, end)
            if stop > start:
                kept.append(Entity(entity.type, start, stop - start, entity.extra))
        return Formatted(text, tuple(kept))


def read(text: str, parse_mode: str, entities: object = None) -> Formatted:
    """What a method's text and parse_mode, or entities, amount to; plain text keeps its characters."""
    mode = parse_mode.lower()
    if mode == "html":
        marked = HtmlReader(text).read()
    elif mode in ("", "none"):
        marked = Formatted(text, tuple(given(entities or [], utf16_length(text))))
    else:
        # Markdown exists at Telegram; the project writes HTML only, so using it here is a mistake.
        raise bad_request("unsupported parse_mode")
    trimmed = marked.trimmed()
    return Formatted(trimmed.text, tuple(sorted_entities((*trimmed.entities, *detect(trimmed)))))


def given(entities: object, length: int) -> Iterator[Entity]:
    """The entities that a call brings; one that lies outside the text is a mistake in counting."""
    if not isinstance(entities, list) or not all(isinstance(one, dict) for one in entities):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    for one in entities:
        kind, start, size = one.get("type"), one.get("offset"), one.get("length")
        if not (isinstance(kind, str) and isinstance(start, int) and isinstance(size, int)):
            raise bad_request("can't parse entities: a MessageEntity has type, offset and length")
        if start < 0 or size <= 0 or start + size > length:
            raise bad_request("ENTITY_BOUNDS_INVALID")
        extra = {name: str(value) for name, value in one.items() if name not in ("type", "offset", "length")}
        yield Entity(kind, start, size, extra)


def detect(formatted: Formatted) -> list[Entity]:
    """Commands, mentions, addresses and hashtags that Telegram marks by itself, outside code."""
    taken = [(e.offset, e.offset + e.length) for e in formatted.entities if e.type in ("code", "pre", "text_link")]
    found: list[Entity] = []
    for kind, pattern in DETECTED:
        for match in pattern.finditer(formatted.text):
            start = utf16_length(formatted.text[: match.start()])
            stop = start + utf16_length(match.group())
            if all(stop <= a or start >= b for a, b in taken):
                found.append(Entity(kind, start, stop - start))
                taken.append((start, stop))
    return found


def sorted_entities(entities: tuple[Entity, ...]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (entity.offset, -entity.length))


class HtmlReader:
    """One pass over HTML in the manner of the Bot API server, with its complaints."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[tuple[str, dict[str, str], int]] = []
        self.entities: list[Entity] = []

    def read(self) -> Formatted:
        while self.position < len(self.source):
            character = self.source[self.position]
            if character == "&":
                self.reference()
            elif character != "<":
                self.add(character)
                self.position += 1
            elif self.source.startswith("</", self.position):
                self.end_tag()
            else:
                self.start_tag()
        if self.open:
            self.complain(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        return Formatted("".join(self.text), tuple(sorted_entities(tuple(self.entities))))

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)

    def reference(self) -> None:
        match = REFERENCE.match(self.source, self.position)
        self.add(html.unescape(match.group()) if match else "&")
        self.position = match.end() if match else self.position + 1

    def start_tag(self) -> None:
        begin = self.position
        end = self.source.find(">", begin)
        match = re.compile(r"<([^\s>]*)").match(self.source, begin)
        name = match.group(1).lower() if match else ""
        if end < 0:
            self.complain(f"Unclosed start tag at byte offset {self.offset(begin)}")
        if name not in TAGS:
            self.complain(f'Unsupported start tag "{name}" at byte offset {self.offset(begin)}')
        attributes = self.attributes(name, begin + 1 + len(name))
        if name == "span" and attributes.get("class") != "tg-spoiler":
            self.complain(f'Tag "span" must have class "tg-spoiler" at byte offset {self.offset(begin)}')
        self.open.append((name, attributes, self.length))

    def attributes(self, tag: str, start: int) -> dict[str, str]:
        """Read up to the closing `>`; a `>` inside quotes does not close."""
        found: dict[str, str] = {}
        position = start
        while True:
            rest = re.compile(r"\s*").match(self.source, position)
            position = rest.end() if rest else position
            if position >= len(self.source):
                self.complain(f"Unclosed start tag at byte offset {self.offset(start)}")
            if self.source[position] == ">":
                self.position = position + 1
                return found
            match = ATTRIBUTE.match(self.source, position)
            if match is None or match.end() == position:
                self.complain(f'Empty attribute name in the tag "{tag}" at byte offset {self.offset(position)}')
            value = next((part for part in match.groups()[1:] if part is not None), None)
            if value is None and not (tag == "blockquote" and match.group(1).lower() == "expandable"):
                self.complain(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset '
                    f"{self.offset(position)}"
                )
            found[match.group(1).lower()] = html.unescape(value or "")
            position = match.end()

    def end_tag(self) -> None:
        begin = self.position
        end = self.source.find(">", begin)
        if not self.open:
            self.complain(f"Unexpected end tag at byte offset {self.offset(begin)}")
        if end < 0:
            self.complain(f"Unclosed end tag at byte offset {self.offset(begin)}")
        name = self.source[begin + 2 : end].strip().lower()
        tag, attributes, start = self.open.pop()
        if name and name != tag:
            self.complain(
                f'Unmatched end tag at byte offset {self.offset(begin)}, expected "</{tag}>", found "</{name}>"'
            )
        self.position = end + 1
        if self.length > start:
            self.mark(tag, attributes, start)

    def mark(self, tag: str, attributes: dict[str, str], start: int) -> None:
        kind, extra = TAGS[tag], {}
        if tag == "a":
            if not attributes.get("href"):
                return
            extra = {"url": attributes["href"]}
        elif tag == "blockquote" and "expandable" in attributes:
            kind = "expandable_blockquote"
        elif tag == "tg-emoji":
            extra = {"custom_emoji_id": attributes.get("emoji-id", "")}
        self.entities.append(Entity(kind, start, self.length - start, extra))

    def offset(self, position: int) -> int:
        return len(self.source[:position].encode())

    def complain(self, reason: str) -> NoReturn:
        raise bad_request(f"can't parse entities: {reason}")
