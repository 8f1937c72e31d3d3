"""Drafts and filed reports. A filed revision is never changed; a correction is a new one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ColumnClause, Index, UniqueConstraint, literal_column
from sqlmodel import Field

from store.columns import Row, UtcDateTime

# As each database spells "is true", or it would not use the index for the queries that ask it.
_LATEST: ColumnClause[bool] = literal_column("latest")
_LATEST_SQLITE: ColumnClause[bool] = literal_column("latest = 1")


class DraftRow(Row, table=True):
    """What a unit's people have answered for a period. Discarded, it stays without body, so that versions only grow."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("programme", "unit", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    unit: str
    period: str
    body: str | None
    version: int
    filler: int = Field(foreign_key="person.id")
    touched_at: datetime = Field(sa_type=UtcDateTime)


class ReportRow(Row, table=True):
    """One filed revision of a unit's month (`2022-06`) or of its balance before the first period (`opening`).

    `held_up`: confirmed in the first hour after an outage across the due moment, so `filed_at` is that moment and
    `confirmed_at` the true one. `audit_number`: the row of the unit's audit chain that holds the same figures.
    """

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("programme", "unit", "period", "revision"),
        UniqueConstraint("programme", "receipt"),
        Index(
            "ix_report_latest",
            "programme",
            "unit",
            "period",
            unique=True,
            sqlite_where=_LATEST_SQLITE,
            postgresql_where=_LATEST,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    unit: str
    period: str
    revision: int
    latest: bool
    status: str
    late: bool | None
    filed_at: datetime = Field(sa_type=UtcDateTime)
    first_filed_at: datetime = Field(sa_type=UtcDateTime)
    confirmed_at: datetime = Field(sa_type=UtcDateTime)
    held_up: bool
    source: str
    receipt: str
    reported_in: str | None
    reason: str
    who: str
    audit_number: int


class FigureRow(Row, table=True):
    """One line of a revision. `value` is empty exactly where the kind is not_applicable."""

    __tablename__ = "figure"

    report: int = Field(primary_key=True, foreign_key="report.id")
    indicator: str = Field(primary_key=True)
    kind: str
    value: int | None = Field(sa_type=BigInteger)
    reason: str
