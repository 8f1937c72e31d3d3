"""Only a browser on this machine that opened the page itself can talk to it."""

from __future__ import annotations

from tests.playground.conftest import Stage


def test_strangers_are_turned_away(stage: Stage) -> None:
    page = stage.http
    assert page.get("/chat/state").status_code == 200
    assert page.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert page.get("/chat/state", headers={"Origin": "http://evil.example"}).status_code == 403
    assert page.post("/chat/say", json={}, headers={"Origin": "null"}).status_code == 403
    page.cookies.clear()
    assert page.get("/chat/state").status_code == 403
    assert page.post("/chat/say", json={}).status_code == 403
    answer = page.get("/")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert page.get("/chat/state").status_code == 200
    assert page.get("/page/..%2fguard.py").status_code == 404
    assert page.get("/fonts/README.md").status_code == 404


def test_nobody_speaks_in_another_s_chat(stage: Stage) -> None:
    people = list(map(int, stage.state()["backstage"]["people"]))
    forged = stage.act("say", person=people[0], chat=people[1], text="我是处长")
    assert forged.status_code == 400
    assert stage.act("say", person=7, chat=people[1], text="x").status_code == 400
    assert stage.act("press", person=people[0], chat=people[0], message=1, data="x").status_code == 400
