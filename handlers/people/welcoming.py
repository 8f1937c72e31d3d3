"""/start: a one-time code binds the Telegram account to a role and unit. Private chat only.

Wrong, used and expired codes get the same answer, and the store lets nobody try many.
"""

from __future__ import annotations

from dialog.inputs import Command
from dialog.screens import Button, Screen
from handlers import menus
from handlers.homes import show_home
from handlers.people import languages
from handlers.turns import Turn
from locales.languages import choose
from locales.text import text
from store.chains import Plain
from store.records import Invite


def start(turn: Turn, command: Command) -> None:
    """With a code: join. Without: home, or how to get a code."""
    if command.argument:
        _redeem(turn, command.argument)
    elif turn.memberships:
        show_home(turn)
    else:
        show_stranger(turn)


def show_stranger(turn: Turn) -> None:
    """Whom to ask for a code, and the other language."""
    programme = turn.programme
    lines = (text("onboarding.stranger", jurisdiction=programme.jurisdiction), text("onboarding.who_invites"))
    buttons = (Button(text("screen.button_language"), "language:"),)
    turn.show(Screen(lines, (buttons,)))


def _redeem(turn: Turn, code: str) -> None:
    invite = turn.tx.invites.redeem(code, turn.sender.telegram_id, turn.real)
    if invite is None:
        turn.tell(Screen((text("onboarding.bad_code"),)))
        return
    _join(turn, invite)
    if turn.person and turn.person.language is None:
        languages.ask_language(turn, text("onboarding.joined"))
    else:
        show_home(turn, text("onboarding.joined"))


def _join(turn: Turn, invite: Invite) -> None:
    """Give the role, and write into the trail who came in by which invitation."""
    name = invite.name or turn.sender.name
    person = turn.tx.people.add(turn.sender.telegram_id, name, choose(turn.sender.language_code), turn.now)
    turn.renew()
    turn.tx.people.grant(person.id, invite.role, invite.unit, f"invite:{invite.id}", turn.now)
    after: dict[str, Plain] = {"person": person.id, "role": str(invite.role), "invite": invite.id}
    turn.tx.audit.append(invite.unit or "", turn.who, "joined", None, after, turn.now)
    turn.renew()
    if turn.person and menus.announce(turn.tx, turn.setting, turn.person, turn.memberships, turn.real):
        turn.wake()
