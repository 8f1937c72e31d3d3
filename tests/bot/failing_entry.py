"""The real service in which handling the message 爆炸 raises: always, or YUEBAO_FAIL_TIMES times."""

from __future__ import annotations

import os
import sys
from typing import Any

from bot.cli import main
from dialog.inputs import Command, Say
from handlers import conversing
from handlers.turns import Turn

if __name__ == "__main__":
    left = int(os.environ.get("YUEBAO_FAIL_TIMES", "1000"))
    hear = conversing.hear

    def failing(turn: Turn, said: Command | Say | None, *more: Any) -> None:
        global left
        if isinstance(said, Say) and said.text == "爆炸" and left:
            left -= 1
            raise RuntimeError("handling failed")
        hear(turn, said, *more)

    conversing.hear = failing
    main(sys.argv[1:])
