"""Callback data: made by rendering, read when a button is pressed.

`1.<screen>.<action>.<mac>`: the version, the screen's number in base 36, what the press means, and 11 letters that
only the holder of the secret key can make for this person. So a button pressed by someone else, or made by hand, is
known; whether a true one is stale is for the conversation to say. Screen 0 is for buttons that never grow stale.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from dialog.inputs import Press

VERSION = "1"
LONGEST_ACTION = 36
# In a group anyone may press: such a button is signed for nobody, and taken only in groups.
ANYONE = 0
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs and reads callback data with the service's secret key."""

    key: bytes

    def sign(self, action: str, screen: int, telegram_id: int) -> str:
        """The callback data of a button for that person, never more than 64 bytes."""
        if not action.isascii() or len(action) > LONGEST_ACTION:
            raise ValueError(f"an action is at most {LONGEST_ACTION} ASCII characters, not {action!r}")
        said = f"{VERSION}.{_base36(screen)}.{action}"
        return f"{said}.{self._mac(said, telegram_id)}"

    def read(self, data: str, telegram_id: int) -> Press | None:
        """The press, or None for a button of someone else, of another version or of no one."""
        said, _, mac = data.rpartition(".")
        if not hmac.compare_digest(mac.encode(), self._mac(said, telegram_id).encode()):
            return None
        _, screen, action = said.split(".", 2)
        return Press(action, int(screen, 36))

    def _mac(self, said: str, telegram_id: int) -> str:
        digest = hmac.digest(self.key, f"button:{telegram_id}:{said}".encode(), "sha256")
        return urlsafe_b64encode(digest[:8]).rstrip(b"=").decode()


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, last = divmod(number, 36)
        digits = _DIGITS[last] + digits
    return digits or "0"
