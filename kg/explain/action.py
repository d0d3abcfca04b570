"""``sunqar explain``: of two things, why they are one; of three, why the statement stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extractors.errors import RunAborted, UsageError
from kg.console import result
from kg.store.base import Reader
from kg.workspace import Workspace, open_workspace

IDENTITY, STATEMENT = 2, 3


def explain_action(path: Path | None, terms: Sequence[str], lang: str, as_json: bool) -> None:
    """Two terms or three; EXPLAIN000 for another number."""
    if len(terms) not in (IDENTITY, STATEMENT):
        raise UsageError(
            "EXPLAIN000",
            f"{len(terms)} arguments were given.",
            advice="Give two things (why are they one?), or subject, predicate and object (why does it stand?).",
        )
    workspace = open_workspace(path)
    with _store(workspace) as store:
        if len(terms) == STATEMENT:
            from kg.explain import statement

            subject, predicate, target = terms
            told = statement.explain_statement(store, workspace.iris, subject, predicate, target, lang)
            result(told.as_dict(), [statement.render(told, lang)], as_json=as_json)
            return
        from kg.explain.identity import explain_identity
        from kg.explain.known import Known
        from kg.explain.render import render

        with workspace.ledger() as ledger:
            found = explain_identity(Known(ledger.db, workspace.iris), store, *terms)
        result(found, render(found), as_json=as_json)


@contextmanager
def _store(workspace: Workspace) -> Iterator[Reader]:
    """The edition that is served; before there is one, the work store."""
    from kg.store.oxigraph import OxigraphStore

    if (workspace.editions_path / "current").exists():
        yield OxigraphStore(workspace.current_edition().store_path, read_only=True)
        return
    if not workspace.ledger_path.exists():
        raise RunAborted(
            "EXPLAIN003",
            "Nothing was ingested yet.",
            where=str(workspace.path),
            advice="Run `sunqar build PATH…` first.",
        )
    with workspace.lock():
        yield workspace.work_store()
