"""What a person typed as one side of the question: an IRI, a call number with a name, or a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.errors import UsageError
from extractors.languages.fold import fold
from kg.explain.known import Known
from kg.iri import TYPE_SEGMENTS
from kg.resolve.candidates import Candidate

BETWEEN = "::"
"""Between a call number and a name: ``KZ-5/1/2::Касым``."""
_SHOWN = 8
_ENTITY = re.compile(rf"(?:.*/)?(?:id|page|data)/(?:{'|'.join(TYPE_SEGMENTS.values())})/([0-9a-f]{{24}})(?:\.\w+)?/?\Z")
_LOCAL = re.compile(r"(?:.*/)?(?:id|page|data)/local/([0-9a-f]{24})(?:\.\w+)?/?\Z")


@dataclass(frozen=True, slots=True)
class End:
    """One side. members: the local entities that it means;  spokesman: the one of them that is shown."""

    typed: str
    members: tuple[str, ...]
    spokesman: str


def end_of(known: Known, typed: str) -> End:
    """Raises UsageError: EXPLAIN001 for nothing of that name, EXPLAIN002 for several."""
    text = typed.strip().strip("<>")
    if text in known.candidates:
        return End(typed, (text,), text)
    if match := _LOCAL.match(text):
        iri = f"{known.iris.base}/id/local/{match.group(1)}"
        if iri in known.candidates:
            return End(typed, (iri,), iri)
    elif match := _ENTITY.match(text):
        row = known.db.execute("SELECT founder FROM registry WHERE entity = ?", (match.group(1),)).fetchone()
        members = known.members(match.group(1))
        if row and (members or row[0] in known.candidates):
            spokesman = row[0] if row[0] in known.candidates else members[0]
            return End(typed, members or (spokesman,), spokesman)
    elif "://" not in text:
        return _named(known, typed, text)
    raise UsageError(
        "EXPLAIN001", "Nothing in this workspace has that IRI.", where=typed,
        advice="Give the IRI of a page of the portal, or call number and name: 'KZ-5/1/2::Касым'.",
    )  # fmt: skip


def _rank(one: Candidate) -> tuple[bool, bool, str]:
    """What a document or list names goes before places and outside things, an entry before mentions."""
    return not one.documents, not one.described, one.iri


def _named(known: Known, typed: str, text: str) -> End:
    number, between, name = text.rpartition(BETWEEN)
    wanted = fold(name)
    found = [
        each.iri
        for each in known.candidates.values()
        if wanted in each.folded and (not between or number.strip() in each.documents)
    ]
    if not found and between:
        parts = set(wanted.split())
        inside = [each for each in known.candidates.values() if number.strip() in each.documents]
        found = [each.iri for each in inside if any(parts and parts <= set(form.split()) for form in each.folded)]
    entities = {known.entity_of(iri) or iri for iri in found}
    if len(entities) == 1 or (between and len(found) == 1):
        return End(typed, tuple(sorted(found)), min(found, key=lambda iri: _rank(known.candidates[iri])))
    if not found:
        where = f"document {number!r}" if between else "workspace"
        raise UsageError(
            "EXPLAIN001", f"Nobody and nothing in the {where} is called {name.strip()!r}.", where=typed,
            advice="Look it up in the portal, and give the IRI of its page.",
        )  # fmt: skip
    choices = "; ".join(
        f"{known.candidates[iri].documents[0]}::{name.strip()} <{iri}>" for iri in sorted(found)[:_SHOWN]
    )
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise UsageError(
        "EXPLAIN002", f"{len(found)} local entities of {len(entities)} entities are called that.", where=typed,
        advice=f"Say which: {choices}{more}.",
    )  # fmt: skip
