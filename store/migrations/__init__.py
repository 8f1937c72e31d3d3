"""The schema's history: one file in `versions/` a step, run by Alembic when a database is behind."""
