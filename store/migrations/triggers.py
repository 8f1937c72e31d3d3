"""The triggers that keep the audit trail append-only, in the words of each database. A step that rebuilds `audit` sets
them anew: SQLite drops a table's triggers with the table."""

from __future__ import annotations

from alembic import op

_ACTIONS = ("UPDATE", "DELETE")
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only';
END $$
"""


def forbid_changes() -> None:
    if _on_sqlite():
        for action in _ACTIONS:
            op.execute(
                f"CREATE TRIGGER audit_no_{action.lower()} BEFORE {action} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
            )
        return
    op.execute(_POSTGRESQL_FUNCTION)
    for action in (*_ACTIONS, "TRUNCATE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{action.lower()} BEFORE {action} ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
        )


def forget_triggers() -> None:
    if _on_sqlite():
        for action in _ACTIONS:
            op.execute(f"DROP TRIGGER audit_no_{action.lower()}")
        return
    op.execute("DROP FUNCTION audit_is_append_only() CASCADE")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
