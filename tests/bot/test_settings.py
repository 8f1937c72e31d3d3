"""Each bad setting is one clear sentence; what contradicts is refused; no secret is ever shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.output import operator_language
from bot.refusals import WRONG_USAGE, RefusalError
from bot.secret_key import load_secret_key
from bot.settings import Address, Settings
from locales.catalog import catalog

NAMES = ("BOT_TOKEN", "BOT_API_URL", "PROXY_URL", "PUBLIC_URL", "WEBHOOK_SECRET", "LISTEN", "DATABASE_URL", "PROGRAMME",
         "DATA_DIR", "SECRET_KEY", "CHANNELS", "CLOCK", "CLOCK_SPEED", "LANGUAGE")  # fmt: skip
REHEARSAL = "2022-09-26T09:00:00+08:00"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def loaded(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return Settings.load()


def refused(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    with pytest.raises(RefusalError) as caught:
        loaded(monkeypatch, **values)
    assert caught.value.code == WRONG_USAGE
    return catalog("en").plain(caught.value.said)


def test_the_defaults_are_those_of_the_contract() -> None:
    settings = Settings.load()
    assert settings.bot_token is None
    assert settings.listen == Address("127.0.0.1", 8080)
    assert settings.database_url.get_secret_value() == "sqlite:///var/yuebao.db"
    assert (settings.programme, settings.data_dir, settings.language) == ("henan-edu-2022", Path("var"), "zh_CN")


@pytest.mark.parametrize(
    ("name", "bad", "expected"),
    [
        ("BOT_TOKEN", "123:AB C", "BotFather"),
        ("BOT_API_URL", "api.telegram.org", "not api.telegram.org"),
        ("PROXY_URL", "ftp://x", "socks5://"),
        ("PUBLIC_URL", "yuebao.example", "https://"),
        ("LISTEN", "8080", "host:port"),
        ("LISTEN", "127.0.0.1:99999", "host:port"),
        ("DATABASE_URL", "mysql://x", "postgresql://"),
        ("CLOCK", "2022-09-26", "offset"),
        ("CLOCK", "1664150400", "offset"),
        ("CLOCK", "2022-09-26T09:00", "offset"),
        ("CLOCK_SPEED", "0", "above 0"),
        ("CLOCK_SPEED", "nan", "above 0"),
        ("LANGUAGE", "fr", "zh_CN or en"),
    ],
)
def test_a_bad_setting_is_one_sentence_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, bad: str, expected: str
) -> None:
    said = refused(monkeypatch, **{name: bad})
    assert said.startswith(name)
    assert expected in said
    assert "\n" not in said


def test_a_bad_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "p4ssword" not in refused(monkeypatch, PROXY_URL="p4ssword")
    assert "p4ssword" not in repr(loaded(monkeypatch, PROXY_URL="http://u:p4ssword@host", BOT_TOKEN="1:p4ssword"))


def test_an_empty_setting_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, BOT_TOKEN="", CLOCK="", PUBLIC_URL="").bot_token is None


def test_the_env_file_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PROGRAMME=xinxiang-2023\nLANGUAGE=en\n", "utf-8")
    assert Settings.load().programme == "xinxiang-2023"
    assert operator_language() == "en"


def test_the_list_of_gnu_systems_is_a_language_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, LANGUAGE="en_US:en").language == "en"
    assert loaded(monkeypatch, LANGUAGE="de_DE:de").language == "zh_CN"


@pytest.mark.parametrize("url", ["", "https://api.telegram.org", "http://10.0.0.5:8081"])
def test_a_rehearsal_speaks_to_loopback_only(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert "CLOCK" in refused(monkeypatch, CLOCK=REHEARSAL, BOT_TOKEN="1:x", BOT_API_URL=url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8090", "http://localhost:1", "http://[::1]:1"])
def test_loopback_may_be_rehearsed_with(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    clock = loaded(monkeypatch, CLOCK=REHEARSAL, BOT_TOKEN="1:x", BOT_API_URL=url).clock
    assert clock == datetime(2022, 9, 26, 1, tzinfo=UTC)
    assert clock.utcoffset() == timedelta(hours=8)


def test_what_contradicts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "CHANNELS" in refused(monkeypatch, CLOCK=REHEARSAL, CHANNELS="json://x")
    monkeypatch.delenv("CLOCK")
    assert "SECRET_KEY" in refused(monkeypatch, DATABASE_URL="postgresql://localhost/x")
    monkeypatch.delenv("DATABASE_URL")
    assert "WEBHOOK_SECRET" in refused(monkeypatch, PUBLIC_URL="https://yuebao.example")


def test_the_key_is_made_once_and_readable_by_its_owner_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = loaded(monkeypatch, DATA_DIR=str(tmp_path / "new"))
    key = load_secret_key(settings)
    assert len(key) >= 32
    assert load_secret_key(settings) == key
    assert (tmp_path / "new" / "secret").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["secret"]
    assert load_secret_key(loaded(monkeypatch, SECRET_KEY="given")) == b"given"
