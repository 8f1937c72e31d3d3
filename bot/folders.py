"""Makes the folders that the settings name, where they are not there yet. Called before anything is opened in them."""

from __future__ import annotations

from pathlib import Path

from bot.refusals import refuse


def make_folder(folder: Path) -> None:
    """The folder with all above it; a RefusalError where that is not allowed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse("cli.folder_not_made", folder=str(folder), reason=error.strerror or "") from error


def make_folder_of(url: str) -> None:
    """SQLite makes the file but not its folder."""
    path = url.removeprefix("sqlite:///")
    if path != url and path:
        make_folder(Path(path).parent)
