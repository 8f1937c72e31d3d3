"""/language: which of the two languages the bot speaks with this person."""

from __future__ import annotations

from dialog.inputs import Command
from dialog.screens import Button, Screen
from handlers import homes, menus
from handlers.turns import Turn
from locales.languages import LANGUAGES
from locales.text import Text, text

ACTION = "language:"
# Each language is named in itself, so that whoever needs it can read it.
_NAMES = {"zh_CN": text("screen.language_chinese"), "en": text("screen.language_english")}


def show_languages(turn: Turn, command: Command) -> None:
    """Ask; `/language en` answers at once."""
    if command.argument:
        choose_language(turn, command.argument)
    else:
        ask_language(turn)


def ask_language(turn: Turn, *before: Text) -> None:
    buttons = tuple(Button(_NAMES[language], f"{ACTION}{language}") for language in LANGUAGES)
    turn.show(Screen((*before, text("screen.which_language")), (buttons,)))


def choose_language(turn: Turn, wanted: str) -> None:
    """Keep the choice and go on in that language. Someone not yet invited has nothing to keep it in."""
    chosen = next((one for one in LANGUAGES if wanted.lower() in {one.lower(), one.partition("_")[0]}), None)
    if chosen is None:
        ask_language(turn)
        return
    if turn.person:
        turn.tx.people.set_language(turn.person.id, chosen)
        turn.renew()
        if menus.announce(turn.tx, turn.setting, turn.person, turn.memberships, turn.real):
            turn.wake()
    homes.show_home(turn, text("screen.language_chosen"))
