"""/help, and what is answered to a command that does not exist: what can be done here."""

from __future__ import annotations

from dialog.inputs import Command
from dialog.screens import Screen
from handlers.evaluating import self_assessing
from handlers.homes import home_rows
from handlers.people import welcoming
from handlers.turns import Turn
from handlers.visiting import conversing as visiting
from handlers.visiting import mending
from locales.text import Text, text
from programmes.roles import COORDINATORS, OFFICE, OFFICIALS, REPORTERS


def show_help(turn: Turn, _: Command) -> None:
    """The commands that this person can use."""
    if turn.memberships:
        turn.show(Screen(tuple(_lines(turn)), home_rows(turn)))
    else:
        welcoming.show_stranger(turn)


def unknown_command(turn: Turn, command: Command) -> None:
    """No such command, or none for this person: both read the same."""
    if turn.memberships:
        turn.show(Screen((text("screen.unknown_command", command=command.name), *_lines(turn)), home_rows(turn)))
    else:
        welcoming.show_stranger(turn)


def _lines(turn: Turn) -> list[Text]:
    lines = [text("screen.help_title")]
    if turn.has(*REPORTERS):
        lines += [text("screen.help_report"), text("screen.help_status"), text("screen.help_correct")]
        lines += [text("texts.help")] if turn.programme.text_forms else []
        lines += [text("screen.help_cancel")]
    if self_assessing.can_open(turn):
        lines.append(text("evaluation.self.help"))
    if mending.count(turn):
        lines.append(text("visits.help_mine"))
    if turn.has(*OFFICIALS):
        lines += [text("evaluation.help"), text("review.help")]
    if visiting.may(turn):
        lines.append(text("visits.help"))
    if turn.has(*OFFICE):
        lines.append(text("circulars.help"))
    if turn.has(*COORDINATORS):
        lines += [text("remind.help"), text("groups.help"), text("screen.help_people")]
    return [*lines, text("screen.help_ask"), text("screen.help_language")]
