"""How every command speaks: JSON or words on standard output, one sentence on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from dotenv import dotenv_values

from bot.settings import language_of
from locales.catalog import catalog
from locales.text import Text


def print_json(document: object) -> None:
    """One JSON document and nothing else."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


def print_text(said: Text) -> None:
    """A line of the operator's language on standard output."""
    sys.stdout.write(catalog(operator_language()).plain(said) + "\n")


def print_lines(said: Sequence[Text]) -> None:
    """Several lines of the operator's language on standard output."""
    sys.stdout.write(catalog(operator_language()).lines(said).text + "\n")


def complain(said: Text) -> None:
    """One sentence on standard error."""
    sys.stderr.write(catalog(operator_language()).plain(said) + "\n")


def operator_language() -> str:
    """LANGUAGE as far as it can be read: a refusal of the settings themselves must be sayable too."""
    written = os.environ.get("LANGUAGE") or dotenv_values(".env").get("LANGUAGE") or ""
    return "en" if language_of(written) == "en" else "zh_CN"
