"""The web chat's side of HTTP: the page, its events (SSE), and what its people do (POST).

Made by the supervisor around its world; the page's own parts lie in `page/` and `fonts/`. What only the
supervisor can do, moving the clock and inviting people, is asked of a `Backstage`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from playground import groups, people
from playground.guard import Endpoint, Guard
from playground.messages import Chat, Json, User
from playground.refusals import Refusal, bad_request
from playground.views import change_view, world_view
from playground.world import World

ROOM = Path(__file__).parent
MEDIA_TYPES = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}  # fmt: skip
INLINE_TYPES = frozenset({"image/png", "image/jpeg", "application/pdf"})
"""What may be shown in the browser; everything else is offered for download."""
LARGEST_FILE = 20 << 20
HEARTBEAT = 15.0


class Backstage(Protocol):
    """What the page can ask of whoever runs the bot."""

    def view(self) -> Json:
        """The clock, the state of the bot, and who the people are."""

    async def move_clock(self, to: datetime) -> None: ...

    async def add_person(self, name: str, role: str, unit: str) -> int: ...

    async def start_again(self) -> None: ...


def web_chat(world: World, backstage: Backstage) -> list[BaseRoute]:
    return PageRoutes(world, backstage).routes()


class PageRoutes:
    def __init__(self, world: World, backstage: Backstage) -> None:
        self.world, self.backstage, self.guard = world, backstage, Guard()

    def routes(self) -> list[BaseRoute]:
        posts: dict[str, Callable[[Json], Awaitable[Json | None]]] = {
            "say": self.say, "press": self.press, "edit": self.edit, "follow": self.follow, "block": self.block,
            "clock": self.clock, "person": self.person, "again": self.again,
        }  # fmt: skip
        return [
            Route("/", self.guard.page(self.index)),
            Route("/page/{name}", self.guard.page(self.part("page"))),
            Route("/fonts/{name}", self.guard.page(self.part("fonts"))),
            Route("/chat/state", self.guard.session_only(self.state)),
            Route("/chat/events", self.guard.session_only(self.events)),
            Route("/chat/files/{id}", self.guard.session_only(self.file)),
            Route("/chat/upload", self.guard.session_only(self.upload), methods=["POST"]),
            *(
                Route(f"/chat/{name}", self.guard.session_only(self.post(act)), methods=["POST"])
                for name, act in posts.items()
            ),
        ]

    # ── Reading ────────────────────────────────────────────────────────────────────────────────────

    async def index(self, _: Request) -> Response:
        return FileResponse(ROOM / "page" / "index.html", headers={"Cache-Control": "no-store"})

    def part(self, folder: str) -> Endpoint:
        async def serve(request: Request) -> Response:
            # Only a bare name of a known type: nothing outside of the folder can be asked for.
            path = ROOM / folder / Path(request.path_params["name"]).name
            if path.suffix not in MEDIA_TYPES or not path.is_file():
                return Response(status_code=404)
            cache = "max-age=604800" if folder == "fonts" else "no-cache"
            return FileResponse(path, media_type=MEDIA_TYPES[path.suffix], headers={"Cache-Control": cache})

        return serve

    async def state(self, _: Request) -> Response:
        return JSONResponse(world_view(self.world) | {"backstage": self.backstage.view()})

    async def events(self, request: Request) -> Response:
        last = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        stream = self.stream(int(last) if last.isdigit() else 0)
        return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def stream(self, number: int) -> AsyncIterator[str]:
        """Changes as they come; a comment now and then shows a dead connection as dead."""
        yield "retry: 1000\n\n"
        with self.world.bell.waiter() as woken:
            while True:
                woken.clear()
                for change in self.world.changes[number:]:
                    number = change.number
                    is_status = change.kind == "backstage"
                    view = {"kind": "backstage", **self.backstage.view()} if is_status else None
                    view = view or change_view(self.world, change)
                    if view:
                        yield f"id: {number}\ndata: {json.dumps(view, ensure_ascii=False)}\n\n"
                # Not asyncio.wait_for, which before Python 3.12 may swallow a cancellation.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(HEARTBEAT):
                        await woken.wait()
                if not woken.is_set():
                    yield ": \n\n"

    async def file(self, request: Request) -> Response:
        stored = self.world.files.get(request.path_params["id"])
        if stored is None:
            return Response(status_code=404)
        is_shown = stored.mime in INLINE_TYPES and "download" not in request.query_params
        name = quote(stored.name, safe="")
        disposition = f"{'inline' if is_shown else 'attachment'}; filename*=UTF-8''{name}"
        media_type = stored.mime if is_shown else "application/octet-stream"
        return Response(stored.data, media_type=media_type, headers={"Content-Disposition": disposition})

    # ── Acting ─────────────────────────────────────────────────────────────────────────────────────

    def post(self, act: Callable[[Json], Awaitable[Json | None]]) -> Endpoint:
        async def handle(request: Request) -> Response:
            try:
                body = await request.json()
                return JSONResponse(await act(body) or {})
            except Refusal as refusal:
                return JSONResponse({"error": refusal.description}, 400)
            except (KeyError, TypeError, ValueError) as error:
                return JSONResponse({"error": f"cannot be understood: {error}"}, 400)

        return handle

    def place(self, body: Any) -> tuple[User, Chat]:
        """The person who acts, and the chat; nobody acts in another's private chat."""
        user, chat = self.world.users[int(body["person"])], self.world.chats[int(body["chat"])]
        if chat.id != user.id and user.id not in chat.members:
            raise bad_request("CHAT_WRITE_FORBIDDEN")
        return user, chat

    async def say(self, body: Json) -> None:
        user, chat = self.place(body)
        people.must_be_open(chat)
        answered = self.world.message(chat, int(body.get("reply_to") or 0))
        people.say(self.world, user, chat, str(body["text"]), reply_to=answered)

    async def press(self, body: Json) -> Json:
        user, chat = self.place(body)
        message = self.world.message(chat, int(body["message"]))
        if message is None:
            raise bad_request("message not found")
        return {"query": people.press(self.world, user, message, str(body["data"])).id}

    async def edit(self, body: Json) -> None:
        user, chat = self.place(body)
        message = self.world.message(chat, int(body["message"]))
        if message is None or message.sender is not user or not message.text:
            raise bad_request("message can't be edited")
        people.edit(self.world, message, str(body["text"]))

    async def follow(self, body: Json) -> Json:
        """A deep link to the bot: start in private, or bring the bot into a group first."""
        user = self.world.users[int(body["person"])]
        payload = str(body.get("payload", ""))
        if body.get("group"):
            group = self.world.chats[int(body["group"])]
            if group.members.get(self.world.bot.id) not in ("member", "administrator"):
                groups.add_bot(self.world, group, user)
            people.say(self.world, user, group, f"/start@{self.world.username} {payload}".strip())
            return {"chat": group.id}
        people.say(self.world, user, self.world.chats[user.id], f"/start {payload}".strip())
        return {"chat": user.id}

    async def block(self, body: Json) -> None:
        user = self.world.users[int(body["person"])]
        (people.block if body["blocked"] else people.unblock)(self.world, user)

    async def clock(self, body: Json) -> None:
        await self.backstage.move_clock(datetime.fromisoformat(str(body["to"])))

    async def again(self, _: Json) -> None:
        await self.backstage.start_again()

    async def person(self, body: Json) -> Json:
        name = str(body["name"]).strip()[:64]
        if not name:
            raise bad_request("a person needs a name")
        return {"id": await self.backstage.add_person(name, str(body.get("role", "")), str(body.get("unit", "")))}

    async def upload(self, request: Request) -> Response:
        async with request.form(max_files=1, max_part_size=LARGEST_FILE) as form:
            upload = form["file"]
            if not isinstance(upload, UploadFile) or (upload.size or 0) > LARGEST_FILE:
                return JSONResponse({"error": "a file of at most 20 MB is needed"}, 400)
            data, mime = await upload.read(), upload.content_type or "application/octet-stream"
            is_photo = mime in ("image/png", "image/jpeg") and form.get("as") == "photo"
            name = Path((upload.filename or "file").replace("\\", "/")).name
            user, chat = self.place(form)
            stored = await run_in_threadpool(self.world.keep_file, name, mime, data, as_photo=is_photo)
            people.send_file(self.world, user, chat, stored, caption=str(form.get("caption", "")))
        return JSONResponse({})
