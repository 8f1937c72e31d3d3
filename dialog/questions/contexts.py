"""Who asks a question, about which programme, and when. Given by the caller to `understand`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programmes.model import Programme
from programmes.roles import Role


@dataclass(frozen=True, slots=True)
class Context:
    """`unit` is the asker's own, None for officials."""

    programme: Programme
    role: Role
    unit: str | None
    now: datetime
