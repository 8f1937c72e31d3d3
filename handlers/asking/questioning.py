"""Questions in private chat: the answer with its buttons, asked back with units to choose from, why, picture, table.

Called for free text when no question of the report is open, by /ask, and when somebody asks in the middle of a report.
One message is one answer; its buttons redraw it and never grow stale while the question is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialog.inputs import Press
from dialog.screens import Button, Screen
from documents.charts.wording import About
from handlers.asking import Asked, Asker, StoreFacts, ask, ask_question, asker_of
from handlers.asking.path import understood_as
from handlers.asking.pictures import Picture, chart_of, missing_in, pictures_of
from handlers.asking.tables import LISTED, table_name, table_rows
from handlers.asking.threads import Entry, read_thread
from handlers.asking.ways import ways
from handlers.errands import Drawing, Table
from handlers.rendering import normal
from handlers.turns import Turn
from locales.catalog import catalog
from locales.languages import LANGUAGES
from locales.text import Name, Text, text
from programmes.model import Programme
from scoring.answers import Answer, Intent, Question
from scoring.answers.answered import month

# More units to choose from would fill the screen; all their names stand in the words.
_MOST_OPTIONS = 10
_A_ROW = 3
_WHY = "为什么"


def hear(turn: Turn, words: str) -> None:
    """A question in one's own words; without any, what can be asked."""
    asker = who_asks(turn)
    if asker is None:
        turn.toast(text("screen.no_rights_now"))
        return
    asked = answered(turn, words, asker)
    turn.tell(screen_of(turn, asked, asker))
    if asked.answer.table:
        send_table(turn, asked.question, asked.answer, asker)


def press(turn: Turn, argument: str) -> None:
    """A button under an answer, such as `why:12`. Rights are read again, and so are the figures."""
    what, number, *rest = argument.split(":")
    asker, entry = who_asks(turn), read_thread(turn.session.thread).entry(int(number))
    if asker is None:
        turn.toast(text("screen.no_rights_now"))
    elif entry is None:
        turn.toast(text("screen.answer_gone"))
    elif what == "pick":
        _show_for(turn, entry, asker, entry.options[int(rest[0])])
    elif what == "way":
        _show_way(turn, entry, asker, int(rest[0]))
    elif what == "why":
        _show_why(turn, entry, asker)
    elif what == "chart":
        _draw(turn, entry, asker, int(rest[0]))
    else:
        question = entry.understood.question
        send_table(turn, question, _now(turn, question, asker), asker)


def typed(turn: Turn, words: str) -> Press | None:
    """The press that typed words stand for: a label under the last answer, in either language."""
    entry, asker = read_thread(turn.session.thread).last(turn.now), who_asks(turn)
    if entry is None or asker is None:
        return None
    said = normal(words)
    for button in Screen((), _rows(entry, asker, turn.programme)).buttons:
        if said in {normal(catalog(language).plain(button.label)) for language in LANGUAGES}:
            return Press(button.action, 0)
    return None


def who_asks(turn: Turn) -> Asker | None:
    return asker_of(turn.memberships, turn.session.unit, [unit.code for unit in turn.programme.units])


def answered(turn: Turn, words: str, asker: Asker) -> Asked:
    """The question of this turn, going on from the thread; kept for those that go on from it."""
    if not words.strip():
        question = Question(Intent.HELP)
        return Asked(question, _now(turn, question, asker), None)
    thread = read_thread(turn.session.thread)
    earlier = thread.earlier(turn.place.chat, turn.now)
    asked = ask(words, asker, turn.tx, turn.programme, turn.now, earlier, turn.setting.books)
    if asked.question.intent is not None and asked.thread is not None:
        kept = thread.with_question(asked.thread, asked.answer, turn.place.chat, turn.now)
        turn.session = replace(turn.session, thread=kept.written())
    return asked


def screen_of(turn: Turn, asked: Asked, asker: Asker) -> Screen:
    """The answer with the buttons of the question that was just kept."""
    if asked.question.intent is None:
        return Screen(asked.answer.lines)
    entries = read_thread(turn.session.thread).entries
    rows = _offered(turn, entries[-1], asker) if entries and asked.thread is not None else ()
    return Screen(asked.answer.lines, rows)


def _show_way(turn: Turn, entry: Entry, asker: Asker, place: int) -> None:
    """Another programme's figures or months may be offered by now."""
    offered = ways(entry.understood.question, turn.programme, entry.at)
    if place < len(offered):
        _show_for(turn, entry, asker, offered[place][1])
    else:
        turn.toast(text("screen.answer_gone"))


def _show_for(turn: Turn, entry: Entry, asker: Asker, words: str) -> None:
    """A unit, a figure or a month was chosen: the same question with it, in the place of the one asked back."""
    understood = understood_as(words, asker, turn.programme, turn.now, entry.understood)
    found = _now(turn, understood.question, asker)
    thread = read_thread(turn.session.thread).with_question(understood, found, turn.place.chat, turn.now)
    turn.session = replace(turn.session, thread=thread.written())
    turn.redraw(Screen(found.lines, _offered(turn, thread.entries[-1], asker)))


def _show_why(turn: Turn, entry: Entry, asker: Asker) -> None:
    """The arithmetic below the answer; what stands there already needs no button any more."""
    question = understood_as(_WHY, asker, turn.programme, turn.now, entry.understood).question
    found = _now(turn, question, asker)
    turn.redraw(Screen(found.lines, _rows(replace(entry, traced=False), asker, turn.programme)))


def _draw(turn: Turn, entry: Entry, asker: Asker, place: int) -> None:
    """The picture is drawn after this turn and sent below."""
    question, now = entry.understood.question, turn.now
    # Rights may have changed since the button was shown: there may be fewer pictures now, or no answer.
    pictures, found = pictures_of(question, asker, turn.programme), _now(turn, question, asker)
    if place >= len(pictures) or not found.figures or found.period is None:
        turn.toast(text("screen.no_picture"))
        return
    picture = pictures[place]
    facts, version = _facts(turn, asker), turn.setting.books.version(turn.tx, now)
    label = text("screen.demonstration") if turn.tx.marks.label() else text("")
    words = catalog(turn.language)
    missing = missing_in(picture, facts, found.period)
    about = About(words, turn.programme, found.period, version.since, missing, words.plain(label))
    chart = chart_of(picture, question, facts, about)
    if chart is None:
        turn.toast(text("screen.no_picture"))
        return
    caption = text("screen.picture", title=chart.frame.title, month=month(found.period))
    turn.send_later(Drawing(chart, f"{version.name}:{turn.language}"), f"{found.period}.png", caption)


def send_table(turn: Turn, question: Question, found: Answer, asker: Asker) -> None:
    """The file is written after this turn and sent below."""
    if found.period is None:
        turn.toast(text("screen.no_table"))
        return
    rows = table_rows(question, found, _facts(turn, asker), catalog(turn.language), turn.now)
    name = table_name(found, turn.programme.id, turn.now)
    turn.send_later(Table(rows), name, text("answers.export", month=month(found.period)))


def _now(turn: Turn, question: Question, asker: Asker) -> Answer:
    """The answer as of this turn."""
    return ask_question(question, asker, turn.tx, turn.programme, turn.now, turn.setting.books)


def _facts(turn: Turn, asker: Asker) -> StoreFacts:
    return StoreFacts(turn.tx, turn.programme, asker.role, asker.units, turn.setting.books)


def _offered(turn: Turn, entry: Entry, asker: Asker) -> tuple[tuple[Button, ...], ...]:
    """The rows under an answer that is shown now."""
    if entry.answered and pictures_of(entry.understood.question, asker, turn.programme):
        turn.offer_picture()
    return _rows(entry, asker, turn.programme)


def _rows(entry: Entry, asker: Asker, programme: Programme) -> tuple[tuple[Button, ...], ...]:
    """The units to choose from, one a row; what may finish an unclear question; or what else there is to an answer."""
    if not entry.answered and not entry.options:
        offered = ways(entry.understood.question, programme, entry.at)
        buttons = [Button(label, f"go:ask:way:{entry.number}:{place}") for place, (label, _) in enumerate(offered)]
        return tuple(tuple(buttons[start : start + _A_ROW]) for start in range(0, len(buttons), _A_ROW))
    if not entry.answered:
        names = enumerate(entry.options[:_MOST_OPTIONS])
        return tuple(
            (Button(text("screen.unit", unit=name), f"go:ask:pick:{entry.number}:{place}"),) for place, name in names
        )
    question = entry.understood.question
    buttons = [Button(text("screen.button_why"), f"go:ask:why:{entry.number}")] if entry.traced else []
    buttons += _picture_buttons(entry.number, pictures_of(question, asker, programme), programme)
    if question.intent in LISTED:
        buttons.append(Button(text("screen.button_table"), f"go:ask:table:{entry.number}"))
    return (tuple(buttons),) if buttons else ()


def _picture_buttons(number: int, pictures: tuple[Picture, ...], programme: Programme) -> Iterator[Button]:
    for place, picture in enumerate(pictures):
        label: Text = text("screen.button_picture")
        if len(pictures) > 1:
            named = next(one for one in programme.classes if one.code == picture.of)
            label = text("screen.button_picture_of", name=Name(named.zh, named.en))
        yield Button(label, f"go:ask:chart:{number}:{place}")
