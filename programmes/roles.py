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


# Who reports for a unit; who checks and judges; who runs the service; all who are of no unit.
REPORTERS = (Role.LIAISON, Role.LEADER)
OFFICIALS = (Role.OFFICIAL, Role.ADMIN)
COORDINATORS = (Role.COORDINATOR, Role.ADMIN)
OFFICE = (Role.OFFICIAL, Role.COORDINATOR, Role.ADMIN)
