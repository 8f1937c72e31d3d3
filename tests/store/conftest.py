"""The store's tests run on SQLite and on PostgreSQL."""

from __future__ import annotations

from tests.databases import database, database_url, postgresql_server, target_url

__all__ = ["database", "database_url", "postgresql_server", "target_url"]
