"""What officials say of filed reports, the quarterly reports in words, and visits (视导) with their findings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnClause, Index, UniqueConstraint, literal_column
from sqlmodel import Field

from store.columns import Row, UtcDateTime

# As each database spells "is true", as in `store.tables.reports`.
_LATEST: ColumnClause[bool] = literal_column("latest")
_LATEST_SQLITE: ColumnClause[bool] = literal_column("latest = 1")


class ReviewRow(Row, table=True):
    """A filed revision was accepted or returned. Rows are only added; the last one is the revision's status."""

    __tablename__ = "review"
    __table_args__ = (Index(None, "programme", "unit", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    unit: str
    period: str
    revision: int
    status: str
    reason: str
    who: str
    at: datetime = Field(sa_type=UtcDateTime)


class TextReportRow(Row, table=True):
    """One filed revision of a report in words for a quarter (`2023-Q1`). `parts` is canonical JSON, words by code."""

    __tablename__ = "text_report"
    __table_args__ = (
        UniqueConstraint("programme", "form", "unit", "quarter", "revision"),
        Index(
            "ix_text_report_latest",
            "programme",
            "form",
            "quarter",
            "unit",
            unique=True,
            sqlite_where=_LATEST_SQLITE,
            postgresql_where=_LATEST,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    form: str
    unit: str
    quarter: str
    revision: int
    latest: bool
    parts: str
    late: bool | None
    filed_at: datetime = Field(sa_type=UtcDateTime)
    first_filed_at: datetime = Field(sa_type=UtcDateTime)
    receipt: str
    reason: str
    who: str


class VisitRow(Row, table=True):
    """A visit to a unit on a local date: who took part and what was seen, as words or empty."""

    __tablename__ = "visit"
    __table_args__ = (Index(None, "programme", "unit"),)

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    unit: str
    held_on: date
    present: str
    seen: str
    recorded_by: int = Field(foreign_key="person.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)


class FindingRow(Row, table=True):
    """What was found on a visit and by when it is to be mended: open, then mended (the unit says so), then closed.

    `opened_at` is when the unit was told of this deadline, anew when it is opened again: reminders count from it.
    `answer` is what an official said last, closing it or opening it again.
    """

    __tablename__ = "finding"
    __table_args__ = (Index(None, "programme", "state"), Index(None, "visit"))

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    visit: int = Field(foreign_key="visit.id")
    unit: str
    words: str
    mend_by: date
    opened_at: datetime = Field(sa_type=UtcDateTime)
    state: str
    mended_words: str
    mended_by: int | None = Field(foreign_key="person.id")
    mended_at: datetime | None = Field(sa_type=UtcDateTime)
    answer: str
    answered_by: int | None = Field(foreign_key="person.id")
    answered_at: datetime | None = Field(sa_type=UtcDateTime)
    added_by: int = Field(foreign_key="person.id")
    added_at: datetime = Field(sa_type=UtcDateTime)
