"""What the service looks at before it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import wiring
from bot.refusals import RefusalError
from bot.wiring import open_catalogs
from locales.catalog import Catalog, catalog


def test_a_catalog_that_was_not_compiled_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_catalogs()
    root = tmp_path / "locales"
    source = root / "en" / "LC_MESSAGES" / "new.po"
    source.parent.mkdir(parents=True)
    source.touch()
    monkeypatch.setattr(wiring, "catalog", lambda _: Catalog("en", root))
    with pytest.raises(RefusalError) as stopped:
        open_catalogs()
    said = catalog("en").plain(stopped.value.said)
    assert said.startswith(
        "A text of the bot cannot be read: the catalog locales/en/LC_MESSAGES/new.po is not compiled"
    )
    assert "`make setup`" in said
