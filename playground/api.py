"""The Bot API over HTTP: `/bot{token}/{method}` and `/file/bot{token}/{path}`, with the scripted faults.

An ASGI application around a `World`. The server of the playground and of the tests serves it on a loopback
port; in-process tests may mount it by httpx's ASGI transport.
"""

from __future__ import annotations

import asyncio
import inspect
import json
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from playground.calls import Call, read_call
from playground.connections import ABORT
from playground.faults import Fault
from playground.methods import METHODS
from playground.refusals import INVALID_TOKEN, UNAUTHORIZED, UNKNOWN_METHOD, Refusal
from playground.world import World


def bot_api(world: World) -> Starlette:
    return Starlette(routes=bot_api_routes(world))


def bot_api_routes(world: World) -> list[BaseRoute]:
    async def method(request: Request) -> Response:
        return await answer(world, request)

    async def file(request: Request) -> Response:
        fault = world.faults.take("file", None)
        return serve_file(world, request) if fault is None else await suffer(fault, request)

    return [
        Route("/file/bot{token}/{path:path}", file),
        Route("/bot{token}/{method:path}", method, methods=["GET", "POST"]),
    ]


async def answer(world: World, request: Request) -> Response:
    try:
        check_token(world, request.path_params["token"])
        name, function = METHODS.get(request.path_params["method"].lower(), ("", None))
        if function is None:
            raise UNKNOWN_METHOD
        call = await read_call(world, name, request)
    except Refusal as refusal:
        return refused(refusal)
    fault = world.faults.take(name, call.chat_id)
    if fault is None:
        return await carry_out(call)
    if fault.delivered:
        done = await carry_out(call)
        if fault.cut:
            for delivery in call.deliveries:
                delivery.answered = False
            return Response(bytes(done.body)[: len(done.body) // 2], media_type="application/json")
        for delivery in call.deliveries:
            delivery.answered = False
    return await suffer(fault, request)


def check_token(world: World, token: str) -> None:
    if ":" not in token or token.startswith("0") or len(token) > 80:
        raise INVALID_TOKEN
    if token != world.token:
        raise UNAUTHORIZED


async def carry_out(call: Call) -> Response:
    _, function = METHODS[call.method.lower()]
    try:
        if inspect.iscoroutinefunction(function):
            result = await function(call)
        else:
            with call.world.lock:
                result = function(call)
    except Refusal as refusal:
        return refused(refusal)
    for delivery in call.deliveries:
        delivery.answered = True
    return json_response(200, {"ok": True, "result": result})


def refused(refusal: Refusal) -> Response:
    return json_response(refusal.code, refusal.as_json())


def json_response(status: int, content: Any) -> Response:
    body = json.dumps(content, ensure_ascii=False)
    return Response(body, status, media_type="application/json")


async def suffer(fault: Fault, request: Request) -> Response:
    """Do to the answer what the fault says."""
    if fault.hang:
        await asyncio.sleep(fault.hang)
    if fault.close:
        abort = request.scope.get("extensions", {}).get(ABORT)
        if abort is None:
            # Mounted without a connection: the client sees the error as its own.
            raise ConnectionResetError("the stand-in closed the connection")
        abort()
        await asyncio.sleep(0)
        return Response(status_code=500)
    return Response(fault.body, fault.status, media_type=fault.content_type)


def serve_file(world: World, request: Request) -> Response:
    try:
        check_token(world, request.path_params["token"])
    except Refusal as refusal:
        return refused(refusal)
    wanted = request.path_params["path"]
    stored = next((file for file in world.files.values() if file.path == wanted), None)
    if stored is None:
        return refused(Refusal(404, "Not Found"))
    return Response(stored.data, media_type="application/octet-stream")
