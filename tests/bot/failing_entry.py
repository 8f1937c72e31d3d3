"""The real service in which handling the message 爆炸 raises: always, or YUEBAO_FAIL_TIMES times.

A second between two tries is a fiftieth here.
"""

from __future__ import annotations

import os
import sys

from bot.cli import main
from bot.transport import intake
from dialog.inputs import Command, Say
from handlers import conversing
from handlers.reading import Attachment
from handlers.turns import Turn

if __name__ == "__main__":
    left = int(os.environ.get("YUEBAO_FAIL_TIMES", "1000"))
    hear = conversing.hear

    def failing(turn: Turn, said: Command | Say | None, attachment: Attachment | None = None) -> None:
        global left
        if isinstance(said, Say) and said.text == "爆炸" and left:
            left -= 1
            raise RuntimeError("handling failed")
        hear(turn, said, attachment)

    pause_before = intake.pause_before
    intake.pause_before = lambda attempt: pause_before(attempt) / 50
    conversing.hear = failing
    main(sys.argv[1:])
