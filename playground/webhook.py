"""Webhook delivery: each update is posted until the bot answers 2xx, with its secret header, later and later.

Started by `setWebhook` on the loop of the server; ends when the webhook is removed. Other than Telegram it
posts one update at a time, so a test sees one order.
"""

from __future__ import annotations

import asyncio

import httpx

from playground.updates import Update
from playground.world import World

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 5.0
ANSWER_WITHIN = 60.0

# The loop itself keeps only weak references to its tasks.
_running: set[asyncio.Task[None]] = set()


def keep_delivering(world: World) -> None:
    task = asyncio.get_running_loop().create_task(deliver_while_set(world, world.webhook.url))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def deliver_while_set(world: World, url: str) -> None:
    pause = FIRST_PAUSE
    async with httpx.AsyncClient(timeout=ANSWER_WITHIN, trust_env=False) as client:
        with world.updates.bell.waiter() as woken:
            while world.webhook.url == url:
                woken.clear()
                waiting = world.updates.first(1)
                if not waiting:
                    await woken.wait()
                    continue
                if await post(world, client, waiting[0]):
                    with world.changed:
                        world.updates.remove(waiting[0])
                        world.changed.notify_all()
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)


async def post(world: World, client: httpx.AsyncClient, update: Update) -> bool:
    webhook = world.webhook
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
    webhook.attempts += 1
    try:
        answer = await client.post(webhook.url, json=update.as_json(), headers=headers)
    except httpx.HTTPError as error:
        webhook.last_error = (world.now(), str(error) or type(error).__name__)
        return False
    if answer.is_success:
        return True
    webhook.last_error = (world.now(), f"Wrong response from the webhook: {answer.status_code}")
    return False
