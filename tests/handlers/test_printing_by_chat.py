"""打印表 under the receipt and /status: the own unit's filed month as one page to sign; by button and by words."""

from __future__ import annotations

from tests.chat import Person, Screen
from tests.running import Bot

LINES = "培训120 取证80 高级工30 1+X10"


def _file(liaison: Person, month: str = "") -> Screen:
    liaison.ask(f"{month}{LINES}")
    return liaison.tap("确认提交")


def _form_of(person: Person, period: str) -> Screen:
    """The file, which follows in a message of its own."""
    ending = f"{period}.pdf"
    person.chat.wait_until(
        lambda: any((one.file_name or "").endswith(ending) for one in person.screens()), f"the form of {period}", 60
    )
    return next(one for one in reversed(person.screens()) if (one.file_name or "").endswith(ending))


def test_the_receipt_leads_to_the_form(liaison: Person, unit: str) -> None:
    receipt = _file(liaison)
    assert "回执" in receipt
    liaison.press("打印表")
    sent = _form_of(liaison, "2022-09")
    assert sent.file
    assert sent.file.startswith(b"%PDF-")
    assert unit in sent.text
    assert "回执" in sent.text
    assert "盖公章" in sent.text
    assert "回执" in next(one for one in liaison.screens() if one.message_id == receipt.message_id)


def test_status_asks_which_month_and_the_label_can_be_said(liaison: Person) -> None:
    liaison.ask("/status")
    assert "打印表" not in liaison.screen.buttons
    _file(liaison, "8月 ")
    _file(liaison)
    liaison.ask("/status")
    liaison.tap("打印表")
    assert liaison.screen.buttons[:2] == ["9月", "8月"]
    liaison.press("8月")
    assert _form_of(liaison, "2022-08").file
    liaison.say("打印表")
    liaison.expect("打印哪个月")
    liaison.say("9月")
    assert _form_of(liaison, "2022-09").file


def test_nothing_filed_prints_nothing(liaison: Person, unit: str) -> None:
    said = liaison.ask("打印表")
    assert unit in said
    assert "请先填报" in said


def test_it_is_for_people_of_a_unit_and_for_their_own_alone(bot: Bot, liaison: Person) -> None:
    receipt = _file(liaison)
    other = bot.join("外人", role="official")
    query = other.press_data(receipt.button("打印表").data or "", on=other.screen.message_id)
    assert other.wait_for_answer(query)
    assert not [one for one in other.screens() if one.file_name]


def test_an_english_liaison_gets_the_same_chinese_paper(bot: Bot, unit: str) -> None:
    smith = bot.join("Ms Smith", unit=unit, language_code="en")
    smith.ask("training 120 certificates 80 senior 30 1+X 10")
    assert "receipt" in smith.tap("Confirm").text.lower()
    smith.press("Form to print")
    assert "in Chinese" in _form_of(smith, "2022-09")
