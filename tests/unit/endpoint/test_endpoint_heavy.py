"""Long queries are known again: by their text, by their like from the same client, and from all after two clients."""

from __future__ import annotations

from kg.store.query import QueryJob
from sparql_endpoint.heavy import Key, LongQueries

QUERY = 'SELECT * {{ ?s ?p ?o . ?t ?q ?u FILTER(?o != {n} && ?u != "{n}") }}'


def key(n: int, client: str) -> Key:
    return Key(QueryJob(QUERY.format(n=n)), client)


def test_known_by_text_and_by_shape() -> None:
    known = LongQueries()
    assert key(1, "a") not in known
    known.note(key(1, "a"), long=True)
    assert key(1, "b") in known, "the same query, whoever asks it"
    assert key(2, "a") in known, "its like from the same client"
    assert key(2, "b") not in known, "one client cannot make another's queries long"
    known.note(key(3, "c"), long=True)
    assert key(2, "b") in known, "after two clients, anybody's"
    assert Key(QueryJob("ASK {}"), "a") not in known
    known.note(key(2, "b"), long=False)
    assert key(4, "d") not in known, "one that ended soon"


def test_another_dataset_is_another_query_and_another_edition_forgets() -> None:
    known = LongQueries()
    known.note(key(1, "a"), long=True)
    assert Key(QueryJob(QUERY.format(n=1), default_graphs=("http://e/g",)), "a") not in known
    known.clear()
    assert key(1, "a") not in known


def test_memory_has_an_end() -> None:
    known = LongQueries()
    for n in range(4200):
        known.note(Key(QueryJob(f"ASK {{ ?s ?p{chr(0x4E00 + n)} ?o }}"), "a"), long=True)
    assert len(known._texts) <= 4096
    assert len(known._shapes) <= 4096
