"""The drawing process: reads specs from standard input, writes pictures to standard output, ends when input ends.

Started by `documents.charts.drawing` as `python -m documents.charts.worker`. It outlives no parent, not even a killed
one: the pipe closes, the read ends. A frame is four bytes of length and so many of content; a reply begins with one
byte, 1 for a picture and 0 for an error in words. Only its parent writes to it, so that pickled specs are no risk.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import BinaryIO

PICTURE, ERROR = b"\x01", b"\x00"
LENGTH_BYTES = 4


def main() -> None:
    """Warm up, say so by an empty picture, then draw until nobody asks any more."""
    # Ctrl-C reaches the whole group; the parent decides when this ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # A stray print of a library must not get between two frames.
    os.dup2(2, 1)
    _warm_up()
    try:
        _write(answers, PICTURE)
        while (content := _read(asked)) is not None:
            _write(answers, _drawn(content))
    except BrokenPipeError:
        # The parent was killed: nobody is there for a picture or for a traceback.
        os._exit(0)


def _warm_up() -> None:
    """The import takes seconds, and every kind of picture its first moment."""
    from documents.charts.pictures import picture
    from documents.charts.specimens import specimens

    for chart in specimens():
        picture(chart)


def _drawn(content: bytes) -> bytes:
    from documents.charts.pictures import drawn

    try:
        return PICTURE + drawn(pickle.loads(content))  # noqa: S301 - written by the parent alone
    except Exception as error:
        return ERROR + f"{type(error).__name__}: {error}".encode()


def _read(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH_BYTES)
    return source.read(int.from_bytes(head, "big")) if len(head) == LENGTH_BYTES else None


def _write(target: BinaryIO, content: bytes) -> None:
    target.write(len(content).to_bytes(LENGTH_BYTES, "big") + content)
    target.flush()


if __name__ == "__main__":
    main()
