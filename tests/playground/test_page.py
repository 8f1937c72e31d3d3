"""The page in a real browser: what a newcomer sees and does, on a desk and on a phone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.playground.conftest import Stage

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--no-first-run",
]  # fmt: skip
BANNER = "演示数据 · 非真实上报"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        left_out = "the playground's page in a browser is not tested: no Chromium on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(left_out)
        pytest.skip(left_out)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, stage: Stage) -> Iterator[Page]:
    stage.wait_until_online()
    stage.wait_for(lambda: len(stage.messages("陈协调")) == 2, "the last welcome")
    yield from opened(browser, stage, width=1440, height=900)


@pytest.fixture
def phone(browser: Browser, stage: Stage) -> Iterator[Page]:
    stage.wait_until_online()
    yield from opened(browser, stage, width=390, height=844)


def opened(browser: Browser, stage: Stage, *, width: int, height: int) -> Iterator[Page]:
    """A page that must not complain in its console."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(15_000)
    page.goto(stage.url)
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()
    assert not complaints


def pane(page: Page, name: str) -> str:
    return f'section[aria-label="{name}"]'


def test_a_conversation(page: Page) -> None:
    mine = page.locator(pane(page, "王联络"))
    mine.get_by_placeholder("输入消息…").fill("培训120")
    mine.get_by_placeholder("输入消息…").press("Enter")
    expect(mine.locator(".mine .text").last).to_have_text("培训120")
    expect(mine.locator(".theirs .text").last).to_contain_text("你说：培训120（2022-09-26T09:0")
    mine.get_by_role("button", name="确认提交").last.click()
    last = mine.locator(".theirs").last
    expect(last.locator("strong")).to_have_text("回执")
    expect(last.locator(".foot")).to_contain_text("已编辑")
    expect(last.locator(".key")).to_have_count(0)
    expect(mine.locator(".toast")).to_have_text("已收到")
    expect(page.locator(pane(page, "李处长")).locator(".toast")).to_have_count(0)
    expect(page.get_by_text(BANNER)).to_be_visible()


def test_an_alert_a_deep_link_and_a_file(page: Page) -> None:
    mine = page.locator(pane(page, "李处长"))
    mine.get_by_role("button", name="警告").click()
    expect(page.get_by_role("dialog")).to_contain_text("已收到")
    page.get_by_role("button", name="知道了").click()
    other = page.locator(pane(page, "陈协调"))
    other.get_by_role("button", name="填报").click()
    expect(other.locator(".mine .text").last).to_have_text("/start hello")
    other.get_by_label("命令").click()
    other.get_by_role("button", name="/report").click()
    expect(other.locator(".mine .text").last).to_have_text("/report")
    other.get_by_placeholder("输入消息…").fill("/file")
    other.get_by_label("发送").click()
    with page.expect_download() as download:
        other.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename == "月报.pdf"
    page.set_input_files(f"{pane(page, '李处长')} input[type=file]", {
        "name": "盖章.txt", "mimeType": "text/plain", "buffer": b"stamped",
    })  # fmt: skip
    expect(mine.locator(".mine .document")).to_contain_text("盖章.txt")


def test_editing_stopping_and_the_group(page: Page) -> None:
    mine = page.locator(pane(page, "王联络"))
    mine.locator(".mine").first.hover()
    mine.get_by_label("修改消息").first.click()
    page.get_by_role("dialog").get_by_role("textbox").fill("改过了")
    page.get_by_role("button", name="保存").click()
    expect(mine.locator(".mine .text").first).to_have_text("改过了")
    mine.get_by_role("button", name="停用机器人").click()
    expect(mine.locator(".head")).to_contain_text("已停用机器人")
    group = page.locator(pane(page, "人人持证工作群"))
    group.get_by_label("发言人").select_option(label="陈协调")
    group.get_by_placeholder("输入消息…").fill("/status")
    group.get_by_label("发送").click()
    expect(group.locator(".mine .text")).to_have_text("/status@yuebao_demo_bot")
    expect(group.locator(".theirs .text")).to_contain_text("你说：/status")
    group.locator(".theirs").hover()
    group.locator(".theirs").get_by_label("回复").click()
    group.get_by_placeholder("输入消息…").fill("收到")
    group.get_by_label("发送").click()
    expect(group.locator(".mine .quote").last).to_contain_text("你说：/status")
    expect(group.locator(".theirs .text").last).to_contain_text("你说：收到")


def test_the_clock_the_language_and_someone_new(page: Page) -> None:
    expect(page.locator("#now")).to_contain_text("2022年9月26日")
    page.locator("#clock").click()
    page.get_by_role("button", name="截止日 10:00").click()
    expect(page.locator("#now")).to_contain_text("2022年9月30日")
    expect(page.locator("#service")).to_have_text("机器人在线")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("Demonstration data · not a real report")).to_be_visible()
    expect(page.locator("#service")).to_have_text("bot is online")
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("Name").fill("赵组长")
    page.get_by_label("Role").select_option(label="Leader")
    page.get_by_role("dialog").get_by_role("button", name="Add").click()
    new = page.locator(pane(page, "赵组长"))
    expect(new.locator(".theirs .text")).to_contain_text("/start code-leader-")
    expect(new.locator(".head")).to_contain_text("Leader · 焦作大学")


def test_a_stranger_presses_start(page: Page) -> None:
    page.get_by_role("button", name="添加人员").click()
    page.get_by_label("姓名").fill("路人")
    page.get_by_role("dialog").get_by_role("button", name="添加").click()
    new = page.locator(pane(page, "路人"))
    new.get_by_role("button", name="开始").click()
    expect(new.locator(".theirs .text")).to_contain_text("你说：/start")


def test_our_font_draws_the_chinese(page: Page) -> None:
    loaded = "document.fonts.ready.then(() => [...document.fonts].filter((font) => font.status === 'loaded').length)"
    assert page.evaluate(loaded) >= 2
    assert page.evaluate("document.fonts.check('15px \"Yuebao Sans\"', '焦作大学')")
    family = page.evaluate("getComputedStyle(document.querySelector('.key')).fontFamily")
    assert re.match(r'"?Yuebao Sans', family)


def test_a_phone_shows_one_pane_behind_tabs(phone: Page) -> None:
    expect(phone.locator(".pane:visible")).to_have_count(1)
    expect(phone.get_by_text(BANNER)).to_be_visible()
    phone.get_by_role("tab", name="李处长").click()
    expect(phone.locator(".pane:visible")).to_have_attribute("aria-label", "李处长")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    for selector in (".key", ".icon", ".tabs button"):
        box = phone.locator(f"{selector}:visible").first.bounding_box()
        assert box
        assert box["height"] >= 36


def test_a_page_that_was_reloaded_shows_the_same(page: Page) -> None:
    before = page.locator(pane(page, "王联络")).locator(".text").all_inner_texts()
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator(pane(page, "王联络")).locator(".text").all_inner_texts() == before
