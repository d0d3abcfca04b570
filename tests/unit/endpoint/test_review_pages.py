"""``/review``: nobody decides without leave, everything is written at once, nobody overrules another unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from review_workspace import NAMELESS, OTHER, OURS, TOKEN, decided, review_workspace

from kg.reports.report import Complaint
from kg.workspace import open_workspace
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.portal.review import sessions as sessions_module
from sparql_endpoint.portal.review.reviewing import NAME, Reviewing
from sparql_endpoint.portal.review.sessions import Sessions
from sparql_endpoint.service import editions_of
from sparql_endpoint.tokens import read_tokens

PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def app(edition_workspace: Path) -> Iterator[Flask]:
    made = create_app(editions_of(open_workspace(edition_workspace)), Limits(query_timeout_s=60))
    yield made
    made.extensions["sunqar"].close()


@pytest.fixture
def workspace(app: Flask, edition_workspace: Path, tmp_path: Path) -> Iterator[Path]:
    folder = review_workspace(edition_workspace, tmp_path / "w", 12)
    app.extensions[NAME] = Reviewing.of(open_workspace(folder), read_tokens(folder / "tokens")[0], patience_s=300)
    yield folder
    app.extensions.pop(NAME).desks.close()


def logged_in(app: Flask, token: str = TOKEN, **form: str) -> FlaskClient:
    client = app.test_client()
    assert client.post("/review/login", data={"token": token, **form}, headers=PAGE).status_code == 303
    return client


def fields(text: str) -> dict[str, str]:
    """Hidden fields of the form that decides."""
    form = re.search(r'<form[^>]*class="decide".*?</form>', text, re.DOTALL)
    assert form, text[:2000]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))


def mark_of(text: str) -> str:
    found = re.search(r'name="mark" value="([^"]+)"', text)
    assert found
    return found[1]


def decide(client: FlaskClient, verdict: str, page: str | None = None, **more: str) -> Any:
    text = page if page is not None else client.get(f"/review/next?{OURS}", headers=PAGE).text
    return client.post("/review/decide", data={**fields(text), "verdict": verdict, **more}, headers=PAGE)


def test_without_tokens_or_where_nothing_can_be_written_the_page_says_what_to_do(
    app: Flask, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = app.test_client()
    monkeypatch.setattr("sparql_endpoint.portal.review.reviewing.os.access", lambda *_: False)
    page = client.get("/review", headers=PAGE)
    assert page.status_code == 403
    assert "cannot be written" in page.text
    monkeypatch.setitem(app.extensions, NAME, None)
    page = client.get("/review", headers=PAGE)
    assert page.status_code == 403
    assert "--token-file" in page.text
    assert client.get("/review/history").json["code"] == "REVIEW023"


def test_nobody_without_leave(app: Flask, workspace: Path) -> None:
    client = app.test_client()
    reads = ("", "/next", "/history", "/entity?about=x", "/reports", "/item/abcdef")
    writes = ("/decide", "/undo", "/bulk", "/bulk/enter", "/split", "/dissolve", "/reports/1", "/logout")
    for path in reads:
        answer = client.get(f"/review{path}", headers=PAGE)
        assert (answer.status_code, "/review/login" in answer.headers["Location"]) == (303, True)
        assert client.get(f"/review{path}").status_code == 401
    for path in writes:
        assert client.post(f"/review{path}", headers=PAGE).status_code == 303
        assert client.post(f"/review{path}").status_code == 401
        wrong = {"Authorization": "Bearer wrong"}
        assert client.post(f"/review{path}", headers=wrong).status_code in (401, 429)
    assert decided(workspace) == []


def test_login_cookie_limit_and_logout(app: Flask, workspace: Path) -> None:
    client = app.test_client()
    answer = client.post("/review/login", data={"token": TOKEN, "next": "//evil.example/review"}, headers=PAGE)
    cookie = answer.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/review"))
    assert answer.headers["Location"] == "/review/"
    page = client.get("/review", headers=PAGE)
    assert "Aigerim S." in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in page.headers
    client.post("/review/logout", data={"mark": mark_of(page.text)}, headers=PAGE)
    assert client.get("/review", headers=PAGE).status_code == 303
    client.set_cookie("sunqar_review", re.findall(r"sunqar_review=([^;]+)", cookie)[0], path="/review")
    assert client.get("/review", headers=PAGE).status_code == 303, "the session has ended, not only the cookie"

    assert client.post("/review/login", data={"token": NAMELESS}, headers=PAGE).status_code == 400
    assert client.post("/review/login", data={"token": NAMELESS, "name": "machine"}, headers=PAGE).status_code == 400
    assert "Nurlan" in logged_in(app, NAMELESS, name="Nurlan").get("/review", headers=PAGE).text
    statuses = [client.post("/review/login", data={"token": "x"}, headers=PAGE).status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    refused = client.post("/review/login", data={"token": TOKEN}, headers=PAGE)
    assert (refused.status_code, int(refused.headers["Retry-After"]) <= 60) == (429, True)


def test_sessions_end_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    key = sessions.begin("Aigerim")
    now[0] = sessions_module.IDLE_S - 1
    assert sessions.get(key) is not None
    now[0] += sessions_module.IDLE_S
    assert sessions.get(key) is None
    busy = sessions.begin("Hamad")
    end = now[0] + sessions_module.LONGEST_S
    while now[0] < end:
        assert sessions.get(busy) is not None
        now[0] += sessions_module.IDLE_S / 2
    assert sessions.get(busy) is None


def test_no_form_of_another_site_or_session(app: Flask, workspace: Path) -> None:
    client, other = logged_in(app), logged_in(app, OTHER)
    page = client.get(f"/review/next?{OURS}", headers=PAGE).text
    strange = mark_of(other.get("/review", headers=PAGE).text)
    good = fields(page)
    for data in ({**good, "mark": ""}, {**good, "mark": strange}, {**good, "mark": good["mark"][:-1]}, {}):
        assert client.post("/review/decide", data={**data, "verdict": "accept"}, headers=PAGE).status_code == 403
    abroad = PAGE | {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/review/decide", data={**good, "verdict": "accept"}, headers=abroad).status_code == 403
    assert client.post("/review/login", data={"token": TOKEN}, headers=abroad).status_code == 403
    assert mark_of(client.get(f"/review/next?{OURS}", headers=PAGE).text) != good["mark"]
    assert decided(workspace) == []


def test_decisions_are_written_at_once_and_taken_back(app: Flask, workspace: Path) -> None:
    client = logged_in(app)
    first = client.get(f"/review/next?{OURS}", headers=PAGE).text
    answer = decide(client, "accept", first, note="same hand")
    assert answer.status_code == 303
    (judgement,) = decided(workspace)
    assert (judgement.verdict, judgement.actor, judgement.words("reason")) == ("SAME", "Aigerim S.", ("same hand",))
    assert "same hand" in (workspace / "judgements.jsonl").read_text("utf-8")
    second = client.get(answer.headers["Location"], headers=PAGE).text
    assert fields(second)["item"] != fields(first)["item"]
    assert re.search(r"<b>|1 decision waits", second)
    assert "1 decision waits" in second
    assert decide(client, "accept", first).status_code == 303, "the same form sent twice is no mistake"
    assert len(decided(workspace)) == 1
    decide(client, "reject", second)
    decide(client, "defer", note="ask the archive")
    assert sorted(j.verdict for j in decided(workspace)) == ["DIFFERENT", "SAME", "UNSURE"]
    put_off = client.get("/review?kind=deferred", headers=PAGE).text
    assert put_off.count('class="pairing"') == 1
    for left in (2, 1, 0):  # U takes back one after another, the newest first
        page = client.get(f"/review/next?{OURS}", headers=PAGE).text
        what = re.search(r'name="what" value="(\w+)"', page)
        assert what
        back = client.post("/review/undo", data={"mark": mark_of(page), "what": what[1]}, headers=PAGE)
        assert back.status_code == 303
        assert len(decided(workspace)) == left
    again = client.get(back.headers["Location"], headers=PAGE)
    assert fields(again.text)["item"] == fields(first)["item"]


def test_two_curators_and_one_item(app: Flask, workspace: Path) -> None:
    one, other = logged_in(app), logged_in(app, OTHER)
    page, seen = (client.get(f"/review/next?{OURS}", headers=PAGE).text for client in (one, other))
    assert decide(other, "reject", seen, note="uncle and nephew").status_code == 303
    late = decide(one, "accept", page, note="my own reason")
    assert late.status_code == 409
    assert "Hamad &lt;b&gt;" in late.text
    assert "uncle and nephew" in late.text
    assert len(decided(workspace)) == 1
    # The item still waits, but one of its sides has grown meanwhile.
    page = one.get(f"/review/next?{OURS}", headers=PAGE).text
    seen = other.get(f"/review/next?{OURS}&at=1", headers=PAGE).text
    assert re.findall(r"about=([^&\"]+)&amp;machines", page) == re.findall(r"about=([^&\"]+)&amp;machines", seen) != []
    decide(other, "accept", seen)
    late = decide(one, "accept", page, note="my own reason")
    assert late.status_code == 409
    assert "my own reason" in late.text
    assert len(decided(workspace)) == 2


def test_bulk_is_shown_first_and_taken_back_whole_or_singly(app: Flask, workspace: Path) -> None:
    client = logged_in(app)
    page = client.get(f"/review/?{OURS}", headers=PAGE).text
    asked = {"mark": mark_of(page), "verdict": "reject", "all": "1", "state": OURS}
    preview = client.post("/review/bulk", data=asked, headers=PAGE)
    items = re.findall(r'name="items" value="(\w+)" checked', preview.text)
    assert (len(items), decided(workspace)) == (12, [])
    chosen = {"mark": mark_of(preview.text), "verdict": "reject", "items": items[1:], "note": "a list of namesakes"}
    done = client.post("/review/bulk/enter", data=chosen, headers=PAGE)
    assert len(decided(workspace)) == 11
    history = client.get(done.headers["Location"], headers=PAGE).text
    ids = re.findall(r'name="what" value="(\w+)"><input type="hidden" name="back"', history)
    assert len(ids) == 12, "the whole, and each"
    client.post("/review/undo", data={"mark": mark_of(history), "what": ids[1], "back": "history"}, headers=PAGE)
    assert len(decided(workspace)) == 10
    client.post("/review/undo", data={"mark": mark_of(history), "what": ids[0], "back": "history"}, headers=PAGE)
    assert decided(workspace) == []


def test_programs_decide_by_token_and_a_busy_workspace_takes_nothing(app: Flask, workspace: Path) -> None:
    client, token = app.test_client(), {"Authorization": f"Bearer {TOKEN}"}
    queue = client.get(f"/review?{OURS}", headers=token).json
    assert (queue["total"], queue["items"][0]["because"][0]) == (12, "document: both in one")
    assert client.get(f"/review/next?{OURS}&at=1", headers=token).json["item"] == queue["items"][1]
    assert client.get(f"/review/next?{OURS}&at=99", headers=token).json["item"] is None
    order = {"item": queue["items"][0]["id"], "verdict": "accept", "seen": queue["number"]}
    with open_workspace(workspace).lock():
        busy = client.post("/review/decide", json=order, headers=token)
    assert (busy.status_code, busy.json["code"], decided(workspace)) == (503, "WORKSPACE003", [])
    assert len(client.post("/review/decide", json=order, headers=token).json["added"]) == 1
    nobody = {"Authorization": f"Bearer {NAMELESS}"}
    order = {"item": client.get(f"/review?{OURS}", headers=nobody).json["items"][0]["id"], "verdict": "reject"}
    assert client.post("/review/decide", json=order, headers=nobody).json["code"] == "REVIEW012"
    assert client.post("/review/decide", json=order | {"by": "A program"}, headers=nobody).status_code == 200
    assert {j.actor for j in decided(workspace)} == {"Aigerim S.", "A program"}


def test_an_entity_is_taken_apart_and_history_tells(app: Flask, workspace: Path) -> None:
    client = logged_in(app)
    decide(client, "accept", note="one man")
    (joined,) = decided(workspace)
    page = client.get("/review/entity", query_string={"about": joined.left}, headers=PAGE).text
    assert page.count('name="members"') == 2
    data = {"mark": mark_of(page), "members": joined.right, "note": "two men"}
    assert client.post("/review/split", data=data, headers=PAGE).status_code == 303
    assert [j.verdict for j in decided(workspace)] == ["DIFFERENT"]
    wrong = client.post("/review/split", data=data | {"members": "http://nowhere"}, headers=PAGE)
    assert (wrong.status_code, "REVIEW" in wrong.text) == (404, True)
    history = client.get("/review/history?verdict=DIFFERENT&by=Aigerim+S.", headers=PAGE).text
    assert "two men" in history
    assert "one man" not in history


def test_reports_of_readers_are_answered(app: Flask, workspace: Path) -> None:
    client, book = logged_in(app), app.extensions[NAME].reports
    words = "<script>alert(1)</script> born earlier"
    report = book.add(Complaint("https://graph.example/id/person/1", "date", words), edition=1, language="kk")
    page = client.get("/review/reports", headers=PAGE).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    client.post(f"/review/reports/{report.number}", data={"mark": mark_of(page), "answer": "mended"}, headers=PAGE)
    closed = book.get(report.number)
    assert (closed.state, closed.answer, closed.by) == ("done", "mended", "Aigerim S.")
    assert client.get("/review/reports", headers=PAGE).text.count(report.number) == 0
