"""The key that signs buttons, invites' hashes and QR codes: SECRET_KEY, or one made once into `DATA_DIR/secret`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from bot.folders import make_folder
from bot.settings import Settings


def load_secret_key(settings: Settings) -> bytes:
    """The key's bytes. Two processes that start together agree on one file: whoever loses the race reads it."""
    if settings.secret_key:
        return settings.secret_key.get_secret_value().encode()
    path = settings.data_dir / "secret"
    make_folder(settings.data_dir)
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Write a whole new key beside the place and link it there, so that no reader sees half of it."""
    draft = path.with_name(f"secret.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_urlsafe(48).encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
