"""The home screen: who one is here and the first useful buttons. Shown after joining and by /start."""

from __future__ import annotations

from dialog.inputs import Press
from dialog.screens import Button, Screen
from dialog.text_reports.ending import START
from handlers.evaluating import self_assessing
from handlers.rendering import labels_of, normal
from handlers.turns import Turn
from handlers.visiting import mending
from locales.text import Name, Text, text
from programmes.roles import COORDINATORS, OFFICE, OFFICIALS, REPORTERS, Role
from store.records import Membership

_DESKS = frozenset({"text", "circular", "remind", "bind", "people", "score", "review"})
_ROLES = {
    Role.LIAISON: text("screen.role_liaison"),
    Role.LEADER: text("screen.role_leader"),
    Role.OFFICIAL: text("screen.role_official"),
    Role.COORDINATOR: text("screen.role_coordinator"),
    Role.ADMIN: text("screen.role_admin"),
}


def show_home(turn: Turn, *before: Text) -> None:
    """What the person is and can do now."""
    programme = turn.programme
    lines = [*before, text("screen.programme", title=Name(programme.title, programme.title_en))]
    lines += [_membership(turn, one) for one in turn.memberships]
    if programme.calendar.over(turn.now):
        lines.append(text("screen.programme_over", year=str(programme.year), next=str(programme.year + 1)))
    turn.show(Screen(tuple(lines), home_rows(turn)))


def home_rows(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    """The buttons, the most useful first."""
    return _rows(turn, mending.count(turn))


def _rows(turn: Turn, findings: int) -> tuple[tuple[Button, ...], ...]:
    """`findings` of visits to be mended are counted where the screen is shown, not for every answer in words."""
    rows: list[tuple[Button, ...]] = []
    if turn.has(*REPORTERS):
        rows.append((Button(text("screen.button_report"), "report"), Button(text("screen.button_status"), "status")))
    if turn.has(*REPORTERS) and turn.programme.text_forms:
        rows.append((START,))
    if findings:
        rows.append((Button(text("visits.button.mine_count", count=findings), "finding"),))
    if self_assessing.can_open(turn):
        rows.append((self_assessing.OPEN,))
    if turn.has(*OFFICIALS):
        rows.append((Button(text("evaluation.button.open"), "score"), Button(text("review.button.open"), "review")))
    if turn.has(*OFFICE):
        rows.append((Button(text("circulars.button.open"), "circular"),))
    if turn.has(*COORDINATORS):
        rows.append((Button(text("remind.button.open"), "remind"), Button(text("remind.button.groups"), "bind")))
        rows.append((Button(text("screen.button_people"), "people"),))
    rows.append((Button(text("screen.button_ask"), "ask"), Button(text("screen.button_help"), "help")))
    rows.append((Button(text("screen.button_language"), "language"),))
    return tuple(rows)


def spoken(turn: Turn, words: str) -> Press | None:
    """The press that words stand for when the home screen is not open: a desk's button in either language, or its name.

    Liaisons' commands are the report's own to hear, for there the same words may be an answer.
    """
    said, home = normal(words), Screen((), _rows(turn, findings=0))
    calls = {button.action for button in home.buttons} & _DESKS
    labels = labels_of(home)
    action = said if said in calls else labels.get(said)
    return Press(action, 0) if action in calls else (mending.spoken(turn, words) or self_assessing.spoken(turn, words))


def role_name(role: Role) -> Text:
    return _ROLES[role]


def _membership(turn: Turn, membership: Membership) -> Text:
    role = role_name(membership.role)
    if membership.unit is None:
        return text("screen.you_are", role=role)
    return text("screen.you_are_of", role=role, unit=turn.programme.unit(membership.unit).name)
