"""The gate keeps pace with a graph of some hundred thousand triples."""

from __future__ import annotations

import time

from validation_support import BASE, DATA, VOCABULARY, MemoryStore, good_quads

from kg.validation import run

COPIES = 1500


def test_many_triples_a_second(capsys):
    lines = good_quads()
    shared = [line for line in lines if "/graph/archives>" in line]
    own = "".join(line for line in lines if line not in shared)
    # Each copy is a document of its own in a graph of its own; the archive is one.
    copies = (
        own.replace(f"{DATA}id/qna", f"{DATA}ID/qna").replace(f"{DATA}id/", f"{DATA}id/{n}-") for n in range(COPIES)
    )
    graphs = (copy.replace("source/one", f"source/{n}") for n, copy in enumerate(copies))
    store = MemoryStore("".join(graphs).replace(f"{DATA}ID/", f"{DATA}id/") + "".join(shared))
    start = time.process_time()
    report = run(store, None, VOCABULARY, BASE)
    seconds = time.process_time() - start
    with capsys.disabled():
        print(f"\n{len(store.store)} triples, {report.checks} checks: {len(store.store) / seconds:,.0f} triples/s")
    assert report.findings == ()
    assert len(store.store) > 250_000
    assert len(store.store) / seconds > 20_000
