"""Broadcasts with their recipients, circulars, and which unknown calls were told of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("author", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("selection", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("file_kind", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("edit_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author"], ["person.id"], name=op.f("fk_broadcast_author_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast")),
        sa.UniqueConstraint("nonce", name=op.f("uq_broadcast_nonce")),
    )
    op.create_index(op.f("ix_broadcast_programme_state"), "broadcast", ["programme", "state"])
    op.create_table(
        "recipient",
        sa.Column("broadcast", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("units", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["broadcast"], ["broadcast.id"], name=op.f("fk_recipient_broadcast_broadcast")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_recipient_person_person")),
        sa.PrimaryKeyConstraint("broadcast", "person", name=op.f("pk_recipient")),
    )
    op.create_table(
        "circular",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("unit_class", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("last_report", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("papers", sa.String(), nullable=False),
        sa.Column("preview_for", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["approved_by"], ["person.id"], name=op.f("fk_circular_approved_by_person")),
        sa.ForeignKeyConstraint(["preview_for"], ["person.id"], name=op.f("fk_circular_preview_for_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circular")),
        sa.UniqueConstraint("programme", "number", name=op.f("uq_circular_programme_number")),
    )
    op.create_index(op.f("ix_circular_programme_period_unit_class"), "circular", ["programme", "period", "unit_class"])
    op.create_table(
        "told_unknown",
        sa.Column("outbox", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("outbox", name=op.f("pk_told_unknown")),
    )


def downgrade() -> None:
    for table in ("told_unknown", "circular", "recipient", "broadcast"):
        op.drop_table(table)
