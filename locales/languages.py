"""The languages, and which one suits a person's Telegram client. Read by onboarding, settings and the catalogs."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh_CN", "en"]

LANGUAGES: tuple[Language, ...] = ("zh_CN", "en")


def choose(language_code: str | None) -> Language | None:
    """The language for Telegram's `language_code`, or None: then the person is asked.

    Every Chinese, the traditional ones too, gets zh_CN: its readers read it far better than English.
    """
    primary = (language_code or "").strip().lower().replace("_", "-").split("-")[0]
    if primary == "zh":
        return "zh_CN"
    return "en" if primary == "en" else None


def known(code: str) -> Language:
    """`code` as a language of the catalogs; ValueError names those there are."""
    for language in LANGUAGES:
        if language == code:
            return language
    raise ValueError(f"there is no language {code!r}; the languages are {', '.join(LANGUAGES)}")
