"""Ends the process where an orderly end takes too long. Armed by `yuebao run` when told to stop, and when it is over.

Work in a thread cannot be cancelled (a channel that answers one byte a second, a large workbook), and Python waits for
its threads without end. What counts is committed: the process may leave such work behind.
"""

from __future__ import annotations

import logging
import os
from threading import Timer

log = logging.getLogger(__name__)


class LastResort:
    """One a process."""

    def __init__(self) -> None:
        self._timer: Timer | None = None

    def arm(self, seconds: float, code: int) -> None:
        """Leave after so many seconds with that exit code, if there is still a process then. The last call counts."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = Timer(seconds, _leave, (code,))
        self._timer.daemon = True
        self._timer.start()


def _leave(code: int) -> None:
    log.warning("something does not end in time; it is left behind", extra={"code": code})
    logging.shutdown()
    os._exit(code)
