"""getUpdates: a true long poll. The offset confirms, a second poller ends the first, a webhook excludes both."""

from __future__ import annotations

import asyncio

from playground.calls import Call
from playground.messages import Json
from playground.methods.registry import method
from playground.refusals import OTHER_POLLER, WEBHOOK_ACTIVE, WEBHOOK_SET, bad_request
from playground.updates import LARGEST_BATCH, Update

LONGEST_POLL = 50


@method("getUpdates")
async def get_updates(call: Call) -> list[Json]:
    world, queue = call.world, call.world.updates
    if world.webhook.url:
        raise WEBHOOK_ACTIVE
    limit = call.integer("limit", LARGEST_BATCH)
    limit = limit if 1 <= limit <= LARGEST_BATCH else LARGEST_BATCH
    with world.lock:
        remember_kinds(call)
        queue.poller += 1
        mine = queue.poller
        # Whoever waits already learns that it has been replaced.
        queue.bell.ring()
        queue.confirm(call.integer("offset"))
        world.changed.notify_all()
    found = await wait_for_updates(call, mine, limit, min(max(call.integer("timeout"), 0), LONGEST_POLL))
    return [update.as_json() for update in found]


async def wait_for_updates(call: Call, mine: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109 - the method's own argument
    world, queue = call.world, call.world.updates
    deadline = asyncio.get_running_loop().time() + timeout
    with queue.bell.waiter() as woken:
        while True:
            if queue.poller != mine:
                await asyncio.sleep(world.conflict_delay)
                raise WEBHOOK_SET if world.webhook.url else OTHER_POLLER
            with world.lock:
                found = queue.first(limit)
            left = deadline - asyncio.get_running_loop().time()
            if found or left <= 0:
                return found
            woken.clear()
            try:
                # Not asyncio.wait_for, which before Python 3.12 may swallow a cancellation.
                async with asyncio.timeout(left):
                    await woken.wait()
            except TimeoutError:
                return []


def remember_kinds(call: Call) -> None:
    """`allowed_updates` holds until another call names it; an empty list is the default set again."""
    if not call.text("allowed_updates"):
        return
    kinds = call.json("allowed_updates", "allowed updates")
    if not isinstance(kinds, list):
        raise bad_request("can't parse allowed updates JSON object")
    call.world.updates.allowed = frozenset(str(kind) for kind in kinds)
