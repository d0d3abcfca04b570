"""``sunqar withdraw``: take something out of what is published, for good or until it is undone."""

from __future__ import annotations

import getpass
import re
from pathlib import Path

from extractors.errors import UsageError
from kg.access.withdrawals import Withdrawal, append, history, in_force, restore
from kg.access.withheld import cluster_of
from kg.console import result, say
from kg.ledger import Ledger
from kg.store.base import Reader
from kg.workspace import Workspace, open_workspace
from kg.writing import writing
from ontology.terms import RICO

_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def withdraw_action(
    path: Path | None,
    target: str,
    *,
    archive: str | None,
    reason: str,
    by: str | None,
    with_records: bool,
    undo: bool,
    publish_now: bool,
    as_json: bool,
) -> None:
    """``sunqar withdraw`` and ``--undo``. UsageError WITHDRAW001 without a reason."""
    from kg.publish import publish

    workspace = open_workspace(path)
    if not reason.strip():
        raise UsageError("WITHDRAW001", "A withdrawal needs a reason.", advice="Give one with --reason.")
    actor = by or getpass.getuser()
    with writing(workspace, "withdraw") as (ledger, store, _):
        restore(ledger)
        records: list[Withdrawal] = []
        if undo:
            wanted = _to_undo(ledger, workspace, target, archive)
        else:
            first = find_target(ledger, store, workspace, target, archive)
            own = describing_records(store, first)
            records = naming_records(store, workspace, first, own)
            wanted = [first, *own, *(records if with_records else ())]
        append(ledger, "undo" if undo else "withdraw", [_signed(one, reason, actor) for one in wanted])
        published = publish(workspace, ledger, store) if publish_now else None
    word = "published again" if undo else "withdrawn"
    lines = [f"{one.target} ({one.kind}) is {word}" for one in wanted]
    if records and not with_records:
        say(f"The words of {len(records)} records still name it; --with-records withdraws them too:")
        lines += [f"  named in: {one.target}" for one in records]
    lines.append(
        f"edition {published.edition.number} is served now"
        if published
        else "It holds from the next `sunqar publish` on."
    )
    value = {
        "action": "undo" if undo else "withdraw",
        "targets": [{"target": one.target, "kind": one.kind, "iris": one.iris} for one in wanted],
        "named_in": [one.target for one in records],
        "edition": published.edition.number if published else None,
    }
    result(value, lines, as_json=as_json)


def withdrawals_action(path: Path | None, as_json: bool) -> None:
    """``sunqar withdraw --list``: the whole log."""
    with open_workspace(path).ledger() as ledger:
        log = history(ledger.db)
    lines = [
        f"{one['made']}  {one['action']:8} {one['kind']:6} {one['target']}  by {one['actor']}: {one['reason']}"
        for one in log
    ]
    result({"log": log}, lines or ["Nothing was ever withdrawn."], as_json=as_json)


def find_target(
    ledger: Ledger, store: Reader, workspace: Workspace, target: str, archive: str | None
) -> Withdrawal:
    """What an IRI or a call number stands for. UsageError where it is nothing, or several things."""
    base = workspace.iris.base
    iri = target.replace(f"{base}/page/", f"{base}/id/", 1).replace(f"{base}/data/", f"{base}/id/", 1)
    rows = ledger.db.execute(
        "SELECT DISTINCT archive, document, record FROM unit WHERE (record = ? OR document = ?) "
        "AND (? IS NULL OR archive = ?) ORDER BY 1, 2",
        (iri, target, archive, archive),
    ).fetchall()
    found = sorted({row[2] for row in rows})
    if len(found) > 1:
        raise UsageError(
            "WITHDRAW002",
            f"{target} is a call number in several archives: {', '.join(sorted({row[0] for row in rows}))}.",
            advice="Name one with --archive, or give the IRI.",
        )
    if found:
        return Withdrawal(found[0], "record", (found[0],), "", "")
    members = cluster_of(store, iri) if iri.startswith(f"{base}/id/") and not _NOT_IN_IRI.search(iri) else {target}
    known = ledger.db.execute(
        f"SELECT count(*) FROM entity WHERE iri IN ({', '.join('?' * len(members))})",  # noqa: S608 (marks only)
        sorted(members),
    ).fetchone()
    if not known[0]:
        raise UsageError(
            "WITHDRAW003",
            f"Nothing in this workspace is called {target}.",
            advice="Give the IRI from its page, or a call number as `sunqar query` shows it.",
        )
    return Withdrawal(iri, "entity", tuple(sorted(members)), "", "")


def describing_records(store: Reader, entity: Withdrawal) -> list[Withdrawal]:
    """Authority records about nothing else: they go with the entity."""
    if entity.kind == "record":
        return []
    values = " ".join(f"<{iri}>" for iri in entity.iris)
    describes = RICO.describesOrDescribed
    query = f"SELECT ?r ?o WHERE {{ VALUES ?e {{ {values} }} ?r <{describes}> ?e , ?o }}"
    said: dict[str, set[str]] = {}
    for row in store.select(query):
        said.setdefault(row["r"], set()).add(row["o"])
    return [Withdrawal(iri, "record", (iri,), "", "") for iri, all_ in sorted(said.items()) if all_ <= {*entity.iris}]


def naming_records(
    store: Reader, workspace: Workspace, entity: Withdrawal, own: list[Withdrawal]
) -> list[Withdrawal]:
    """Other records whose words name the entity: these words stay, unless the records go as well."""
    if entity.kind == "record":
        return []
    values = " ".join(f"<{iri}>" for iri in entity.iris)
    query = f"SELECT DISTINCT ?r WHERE {{ VALUES ?e {{ {values} }} ?r <{workspace.iris.own('mentions')}> ?e }}"
    found = {row["r"] for row in store.select(query)} - {one.target for one in own}
    return [Withdrawal(iri, "record", (iri,), "", "") for iri in sorted(found)]


def _to_undo(ledger: Ledger, workspace: Workspace, target: str, archive: str | None) -> list[Withdrawal]:
    now = in_force(ledger.db)
    base = workspace.iris.base
    iri = target.replace(f"{base}/page/", f"{base}/id/", 1)
    records = ledger.db.execute(
        "SELECT DISTINCT record FROM unit WHERE document = ? AND (? IS NULL OR archive = ?)", (target, archive, archive)
    )
    wanted = {iri, *(row[0] for row in records)}
    found = [one for one in now if one.target in wanted or iri in one.iris]
    made = {one.made for one in found if one.kind == "entity"}
    found += [one for one in now if one not in found and one.made in made and one.kind == "record"]
    if not found:
        listed = ", ".join(one.target for one in now) or "nothing"
        raise UsageError("WITHDRAW004", f"{target} is not withdrawn.", advice=f"Withdrawn now: {listed}.")
    return found


def _signed(one: Withdrawal, reason: str, actor: str) -> Withdrawal:
    return Withdrawal(one.target, one.kind, one.iris, reason, actor)

