"""setWebhook, deleteWebhook, getWebhookInfo; the deliveries themselves are made by `playground.webhook`."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playground.calls import Call
from playground.messages import Json
from playground.methods.polling import remember_kinds
from playground.methods.registry import method
from playground.refusals import bad_request
from playground.webhook import keep_delivering

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    world, url, secret = call.world, call.text("url"), call.text("secret_token")
    if not url:
        return remove(call)
    parts = urlsplit(url)
    # Telegram asks for HTTPS; a local Bot API server, which this stands in for, takes HTTP as well.
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    remember_kinds(call)
    drop_if_asked(call)
    world.webhook.url, world.webhook.secret = url, secret
    world.updates.poller += 1
    world.updates.bell.ring()
    call.record(None, {"url": url})
    keep_delivering(world)
    return True


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    return remove(call)


def remove(call: Call) -> bool:
    drop_if_asked(call)
    call.world.webhook.url = call.world.webhook.secret = ""
    call.world.updates.bell.ring()
    call.record(None, {"url": ""})
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    world = call.world
    shown: Json = {
        "url": world.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
        "max_connections": 40,
    }
    if world.webhook.last_error:
        shown["last_error_date"], shown["last_error_message"] = world.webhook.last_error
    if world.updates.allowed:
        shown["allowed_updates"] = sorted(world.updates.allowed)
    return shown


def drop_if_asked(call: Call) -> None:
    if call.flag("drop_pending_updates"):
        call.world.updates.pending.clear()
