"""Who someone is in the work: liaison 联络员, leader 组长, official 处室人员, coordinator 协调员, admin 管理员."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What each may see and do: `scoring.answers.permissions` for answers, each conversation for its commands."""

    LIAISON = "liaison"
    LEADER = "leader"
    OFFICIAL = "official"
    COORDINATOR = "coordinator"
    ADMIN = "admin"
