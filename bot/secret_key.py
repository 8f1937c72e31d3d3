"""The key that signs buttons, invites' hashes and QR codes: SECRET_KEY, or one made once into `DATA_DIR/secret`.

The one that was made is part of a backup, and comes back with it.
"""

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
    path = _place(settings)
    make_folder(settings.data_dir)
    if not path.exists():
        _make(path)
    return path.read_bytes()


def made_key(settings: Settings) -> bytes | None:
    """The key that was made, for a backup; None where there is none, or where SECRET_KEY is the key."""
    path = _place(settings)
    return None if settings.secret_key or not path.exists() else path.read_bytes()


def put_back(settings: Settings, key: bytes) -> None:
    """The key of a restored backup takes the place of what stands there; SECRET_KEY goes before both."""
    make_folder(settings.data_dir)
    _written(_place(settings), key).replace(_place(settings))


def _place(settings: Settings) -> Path:
    return settings.data_dir / "secret"


def _written(path: Path, key: bytes) -> Path:
    """The whole key in a file beside the place, so that no reader sees half of it."""
    draft = path.with_name(f"secret.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _make(path: Path) -> None:
    """Link a new key to its place: whoever comes second leaves the first one there."""
    draft = _written(path, secrets.token_urlsafe(48).encode())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
