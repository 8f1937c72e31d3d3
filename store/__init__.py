"""The database: tables, migrations, repositories, inbox, outbox, audit chain. What leaves are frozen dataclasses."""
