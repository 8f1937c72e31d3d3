"""The understanding of questions: text, who asks and the earlier question in; a typed question or a doubt out.

`understand` is called by `yuebao ask`, private chat, groups and inline mode. The vocabulary is data beside the code:
`lexicon.toml` (words), `intents.toml` (which words make which intent), `places.toml` (names that only look like units).
"""

from __future__ import annotations

from dialog.questions.contexts import Context
from dialog.questions.understanding import Understood, understand

__all__ = ["Context", "Understood", "understand"]
