"""Logging: one line per event, `key=value` for ids, no line without the redactor. Set up once by each process."""

from __future__ import annotations

import logging
import re
import sys
from types import TracebackType

# The token inside a URL or alone. Telegram's own are digits, a colon and 35 letters; a stand-in's may be shorter.
_TOKEN = re.compile(r"bot\d+:[\w-]+|\b\d{6,}:[\w-]{20,}")
_USUAL = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_LOUD = ("httpx", "httpcore", "uvicorn", "alembic", "apscheduler")


class RedactingFormatter(logging.Formatter):
    """Formats the whole record (message, arguments, traceback), then takes the secrets out of the finished line."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        self._secrets = tuple(sorted((s for s in secrets if s), key=len, reverse=True))

    def format(self, record: logging.LogRecord) -> str:
        extra = "".join(f" {key}={value}" for key, value in record.__dict__.items() if key not in _USUAL)
        return self.redact(_one_line(super().format(record) + extra))

    def redact(self, line: str) -> str:
        """The line without any token or configured secret."""
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return _TOKEN.sub("bot***", line)


def set_up_logging(secrets: tuple[str, ...] = (), level: int = logging.INFO) -> None:
    """Give the root logger one handler on standard error, with the redactor; quieten what speaks of URLs."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _log_crash


def _one_line(line: str) -> str:
    """A name with a line break must not forge a line of the log; control characters are shown, not obeyed."""
    shown = line.replace("\n", "\\n")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown)


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("yuebao").critical("stopped by an error", exc_info=(kind, error, trace))
