"""The settings of the contract, from the environment or `.env`. Every command starts by `Settings.load()`.

Secrets are `SecretStr`, so that no print, log line or traceback shows them. What contradicts is refused here, with one
sentence; what can only be known with the database open (a playground's mark) is refused by the wiring.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.refusals import WRONG_USAGE, RefusalError, refuse

TELEGRAM = "https://api.telegram.org"
_SECRETS = frozenset({"bot_token", "webhook_secret", "secret_key", "channels", "proxy_url", "database_url"})
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the HTTP server listens; port 0 is any free one."""

    host: str
    port: int

    @classmethod
    def parse(cls, written: str) -> Address:
        """Read `127.0.0.1:8080` or `[::1]:8080`."""
        host, _, port = written.strip().rpartition(":")
        if not host or not port.isascii() or not port.isdecimal() or int(port) > 65535:
            raise ValueError("host:port")
        return cls(host.strip("[]"), int(port))


class Settings(BaseSettings):
    """One attribute for each setting of the contract, in lower case."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    bot_token: SecretStr | None = None
    bot_api_url: str = TELEGRAM
    proxy_url: SecretStr | None = None
    public_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: Annotated[Address, NoDecode] = Address("127.0.0.1", 8080)
    database_url: SecretStr = SecretStr("sqlite:///var/yuebao.db")
    programme: str = "henan-edu-2022"
    data_dir: Path = Path("var")
    secret_key: SecretStr | None = None
    channels: SecretStr | None = None
    clock: datetime | None = None
    clock_speed: float = 1.0
    language: Literal["zh_CN", "en"] = "zh_CN"

    @classmethod
    def load(cls) -> Settings:
        """Read and check everything; a RefusalError names the first setting that cannot stand."""
        try:
            settings = cls()
        except ValidationError as error:
            raise _refusal_of(error) from None
        return settings._without_contradictions()

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and re.search(r"[\s/]", value.get_secret_value()):
            raise ValueError("a token has no space or slash")
        return value

    @field_validator("bot_api_url", "public_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not (urlsplit(value).scheme in {"http", "https"} and urlsplit(value).hostname):
            raise ValueError("http or https")
        return value.rstrip("/") if value else None

    @field_validator("proxy_url")
    @classmethod
    def _proxy(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and urlsplit(value.get_secret_value()).scheme not in {
            "http",
            "https",
            "socks5",
            "socks5h",
        }:
            raise ValueError("http or socks5")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_header(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("1 to 256 of A-Z a-z 0-9 _ -")
        return value

    @field_validator("listen", mode="before")
    @classmethod
    def _address(cls, value: str | Address) -> Address:
        return value if isinstance(value, Address) else Address.parse(value)

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        scheme = value.get_secret_value().partition(":")[0]
        if scheme not in {"sqlite", "postgresql", "postgresql+psycopg"}:
            raise ValueError("sqlite or postgresql")
        return value

    @field_validator("language", mode="before")
    @classmethod
    def _language(cls, value: str) -> str:
        return language_of(value)

    @field_validator("clock", mode="before")
    @classmethod
    def _aware(cls, value: str | None) -> datetime | None:
        if value is None:
            return None
        moment = datetime.fromisoformat(value.strip())
        if moment.tzinfo is None:
            raise ValueError("an offset is needed")
        return moment

    @field_validator("clock_speed")
    @classmethod
    def _positive(cls, value: float) -> float:
        if not 0 < value <= 1_000_000:
            raise ValueError("above 0")
        return value

    @property
    def uses_postgresql(self) -> bool:
        return self.database_url.get_secret_value().startswith("postgresql")

    @property
    def api_is_loopback(self) -> bool:
        return _is_loopback(urlsplit(self.bot_api_url).hostname or "")

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every configured secret, for the filter that keeps them out of the logs."""
        kept = (self.bot_token, self.webhook_secret, self.secret_key, self.channels, self.proxy_url)
        addresses = self.channels.get_secret_value().split() if self.channels else ()
        return (*(secret.get_secret_value() for secret in kept if secret), *addresses)

    def _without_contradictions(self) -> Self:
        """Return self, or refuse what each setting alone allows but not together."""
        speaks = self.bot_token is not None or self.bot_api_url != TELEGRAM
        if self.clock and speaks and not self.api_is_loopback:
            raise refuse("cli.settings.clock_needs_loopback", WRONG_USAGE, url=self.bot_api_url)
        if self.clock and self.channels:
            raise refuse("cli.settings.clock_without_channels", WRONG_USAGE)
        if self.uses_postgresql and not self.secret_key:
            raise refuse("cli.settings.postgresql_needs_key", WRONG_USAGE)
        if self.public_url and not self.webhook_secret:
            raise refuse("cli.settings.webhook_needs_secret", WRONG_USAGE)
        return self


def language_of(written: str) -> str:
    """LANGUAGE as meant here. GNU systems set the same name to a list such as `en_US:en`, which is read too."""
    for tag in written.split(":"):
        for short, language in (("zh", "zh_CN"), ("en", "en")):
            if tag.strip().lower().replace("-", "_").partition("_")[0] == short:
                return language
    return "zh_CN" if ":" in written else written


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refusal_of(error: ValidationError) -> RefusalError:
    """The sentence about the first bad setting; a secret's value is never shown."""
    first = error.errors(include_url=False, include_context=False)[0]
    name = str(first["loc"][0])
    found = "***" if name in _SECRETS else str(first["input"])
    return refuse(f"cli.settings.{name}", WRONG_USAGE, found=found)
