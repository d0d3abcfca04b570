"""Outside identifiers from a Reconciliation service: asked only where configured, kept, suggested, never decided."""

from __future__ import annotations

import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import ValidationError
from reconciliation_server import SPACE, serving

from extractors.languages.fold import fold
from kg.explain.identity import explain_identity
from kg.explain.known import Known
from kg.iri import Iris
from kg.ledger import FileResult
from kg.linking import link
from kg.rdf.mapper import LocalEntity
from kg.reconciliation.accepted import accepted, accepted_graph
from kg.reconciliation.client import Client, Query
from kg.reconciliation.fill import fill
from kg.reconciliation.http import ServiceError, checked_address, request
from kg.resolve.candidates import Candidate, LateLinker
from kg.resolve.judgements import Judgement, judge
from kg.resolve.linkers.reconciliation import ReconciliationLinker
from kg.resolve.log import append
from kg.resolve.rules import ReconciliationRule
from kg.review.situation import situation
from kg.workspace import init_workspace, open_workspace

IRIS = Iris("https://example.org", "https://example.org/def#")


def person(iri: str, name: str, identifiers: tuple[str, ...] = (), label: str = "PERSON") -> Candidate:
    return Candidate(iri, label, "x", (("en", name),), (fold(name),), identifiers, (), ("d",), False)


PEOPLE = (
    person("l:1", "Qasim bin Muhammad"), person("l:2", "Qasim bin Muhammad"), person("l:3", "Nobody Known"),
    person("l:4", "Qasim bin Thani", ("viaf:1",)), person("l:5", "Smith"), person("l:6", "Doha", label="PLACE"),
)  # fmt: skip


def rule(url: str, **settings: object) -> ReconciliationRule:
    return ReconciliationRule(url=url, allow_private=True, **settings)  # type: ignore[arg-type]


def suggestions(db: sqlite3.Connection, people: tuple[Candidate, ...] = PEOPLE) -> list[Judgement]:
    linker = ReconciliationLinker()
    assert isinstance(linker, LateLinker)
    return list(linker.propose_after(people, (), SimpleNamespace(db=db)))  # type: ignore[arg-type]


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as db:
        yield db


def test_suggestions_are_unsure_and_come_again_offline(db: sqlite3.Connection) -> None:
    with serving() as service:
        told = rule(service.url, types={"PERSON": "Q5"})
        assert fill(db, PEOPLE, [told]) == ()
        (asked,) = service.asked
        assert [query["query"] for query in asked.values()] == ["Nobody Known", "Qasim bin Muhammad"]
        assert all(query["type"] == "Q5" for query in asked.values())
        assert fill(db, PEOPLE[::-1], [told]) == ()
        assert service.requests == 1
    (found,) = suggestions(db)
    assert (found.verdict, found.pair) == ("UNSURE", tuple(sorted(("l:1", SPACE + "Q7"))))
    assert found.confidence < 0.9
    assert dict(found.evidence)["identifier"].startswith("wikidata:Q7")
    assert suggestions(db, PEOPLE[::-1]) == [found]
    assert fill(db, PEOPLE, [told]) == ()


def test_nothing_is_opened_or_kept_unless_configured(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("a name was looked up"))
    assert fill(db, PEOPLE, []) == ()
    assert db.execute("SELECT name FROM sqlite_master").fetchall() == []
    assert suggestions(db) == []


def test_a_service_taken_out_of_the_settings_suggests_no_more(db: sqlite3.Connection) -> None:
    with serving() as service:
        fill(db, PEOPLE, [rule(service.url)])
    assert len(suggestions(db)) == 2
    fill(db, PEOPLE, [])
    assert suggestions(db) == []


def test_an_accepted_suggestion_comes_in_with_its_identifier(db: sqlite3.Connection) -> None:
    with serving() as service:
        fill(db, PEOPLE, [rule(service.url)])
    assert accepted(db, suggestions(db)) == ()
    yes = judge("l:1", SPACE + "Q7", "SAME", "review", 1.0, actor="aigul")
    (found,) = accepted(db, [yes])
    assert (found.iri, found.identifiers, found.label) == (SPACE + "Q7", ("wikidata:Q7",), "PERSON")
    assert any(b"wikidata:Q7" in line for line in accepted_graph([found], IRIS).nquads.splitlines())
    assert len(suggestions(db, (*PEOPLE, found))) == 2


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [("broken", "RECON004"), ("other", "RECON004"), ("huge", "RECON005"), ("302", "RECON003"), ("403", "RECON003"),
     ("429", "RECON003"), ("500", "RECON003")],
)  # fmt: skip
def test_what_goes_wrong_is_told_and_what_was_known_stays(db: sqlite3.Connection, behaviour: str, code: str) -> None:
    waits: list[float] = []
    with serving("good", behaviour) as service:
        told = rule(service.url, batch=1, types={"PERSON": "", "PLACE": ""})
        warnings = fill(db, PEOPLE, [told], lambda one: Client(one, wait=waits.append))
    assert [warning.split()[0] for warning in warnings] == [code]
    assert service.requests == (5 if behaviour in ("429", "500") else 2)
    assert waits == ([1.0, 2.0, 4.0] if behaviour in ("429", "500") else [])
    assert db.execute("SELECT count(*) FROM reconciled").fetchone() == (1,)


def test_a_busy_service_is_asked_again(db: sqlite3.Connection) -> None:
    with serving("429", "503", "good") as service:
        assert fill(db, PEOPLE, [rule(service.url)], lambda one: Client(one, wait=lambda _: None)) == ()
    assert len(suggestions(db)) == 2


@pytest.mark.parametrize("behaviour", ["hang", "drip"])
def test_a_slow_service_is_left(behaviour: str) -> None:
    with serving(behaviour) as service:
        client = Client(rule(service.url, timeout_s=0.2), wait=lambda _: None)
        started = time.monotonic()
        with pytest.raises(ServiceError) as caught:
            client.ask([Query("PERSON", "Qasim bin Muhammad")])
        assert time.monotonic() - started < 3
    assert caught.value.code == "RECON002"


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "::ffff:192.168.0.1", "0.0.0.0"]
)
def test_private_addresses_are_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    told = [(0, 0, 0, "", ("8.8.8.8", 80)), (0, 0, 0, "", (address, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: told)
    with pytest.raises(ServiceError) as caught:
        checked_address("example.org", 80, "http://example.org/", allow_private=False)
    assert caught.value.code == "RECON001"
    assert checked_address("example.org", 80, "http://example.org/", allow_private=True) == "8.8.8.8"


def test_a_private_service_is_never_reached_by_default(db: sqlite3.Connection) -> None:
    with serving() as service:
        (warning,) = fill(db, PEOPLE, [ReconciliationRule(url=service.url)])
        assert service.requests == 0
    assert warning.startswith("RECON001")
    with pytest.raises(ServiceError):
        request("http://localhost:1/", None, timeout_s=1, allow_private=False)


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "https://user:x@example.org/", "x"])
def test_addresses_of_other_kinds_are_no_services(url: str) -> None:
    with pytest.raises(ValidationError):
        ReconciliationRule(url=url)


def test_from_a_service_through_review_into_the_graph(tmp_path: Path) -> None:
    init_workspace(tmp_path, IRIS.base, {})
    name = "Qasim bin Muhammad"
    here = LocalEntity(IRIS.local("x", "1"), "PERSON", name, "en", fold(name), (), "d", None, True)
    with serving() as service:
        with (tmp_path / "sunqar.toml").open("a") as settings:
            settings.write(f'\n[[reconciliation]]\nurl = "{service.url}"\nallow_private = true\n')
        workspace = open_workspace(tmp_path)
        with workspace.ledger() as ledger:
            store = workspace.work_store()
            ledger.record(ledger.start_run("ingest", "1"), [(FileResult("x", "0", "p", "f", graph="g"), (here,))])
            assert link(ledger, store, workspace).suggested == 1
            assert list(store.select(f"SELECT ?g {{ GRAPH ?g {{ <{SPACE}Q7> ?p ?o }} }}")) == []
            now = situation(ledger.db, workspace.iris)
            (offered,) = now.counted
            assert now.candidates[SPACE + "Q7"].identifiers == ("wikidata:Q7",)
            with ledger.db:
                append(ledger.db, [judge(*offered.pair, "SAME", "review", 1.0, actor="aigul")])
            link(ledger, store, workspace)
            entity, id_ = workspace.iris.own("Entity"), workspace.iris.own("externalId")
            found = store.select(f"SELECT ?id {{ ?e a <{entity}> ; <{id_}> ?id }}")
            assert [row["id"] for row in found] == ["wikidata:Q7"]
            told = explain_identity(Known(ledger.db, workspace.iris), store, name, SPACE + "Q7")
            assert (told.one, [step.judgement.actor for step in told.steps]) == (True, ["aigul"])
    assert service.requests == 1
