"""Which lines of a source graph stand there because of which of its records, worked out from the graph alone.

What a record says of itself, its texts and pages, the quotations from them, the relations that it proves, and whatever
these lead to; not what other records say, nor what describes the source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractors.document import Access
from kg.access.pruning import Triple, triples
from kg.iri import Iris
from kg.rdf.units import Unit, pack
from ontology.terms import DCTERMS, OA, RDF, RICO

_BACK = (RICO.isEvidencedBy, OA.hasSource, OA.hasTarget)
"""Properties whose subject goes with the object, beside ``textOf``."""
_SHARED = re.compile(r"/id/(?:record|activity|agent|archive)/[^#]*\Z")
"""Things that no record brings along."""


def units_of(
    lines: Sequence[str],
    graph: str,
    archive: str,
    iris: Iris,
    access: Mapping[str, Access],
    elsewhere: Mapping[str, Sequence[str]],
) -> tuple[Unit, ...]:
    """The records of a source graph as units; texts of a record of another source are one too, below that record.

    access     by id, what is known of it
    elsewhere  by IRI, the identifiers of records of other sources

    The id of a record is the identifier that its IRI is made of.
    """
    found = list(triples(lines))
    own = f"{iris.base}/id/record/"
    identifiers: dict[str, list[str]] = defaultdict(list)
    texts: dict[str, list[str]] = defaultdict(list)
    above: dict[str, list[str]] = defaultdict(list)
    text_of = iris.own("textOf")
    typed = {one.subject for one in found if one.predicate == RDF.type}
    for one in found:
        if one.predicate == RICO.identifier and one.subject.startswith(own):
            identifiers[one.subject].append(value_of(one))
        elif one.predicate == text_of:
            texts[one.target].append(one.subject)
        elif one.predicate == RICO.isDirectlyIncludedIn:
            above[one.subject].append(one.target)
    every = {record: _made_of(record, told, archive, iris) for record, told in identifiers.items()}
    ids = {record: document for record, document in every.items() if record in typed and record in texts}
    elsewhere = {record: (document,) for record, document in every.items() if record not in ids} | dict(elsewhere)
    source = next((value_of(one) for one in found if one.subject == graph and one.predicate == DCTERMS.identifier), "")
    reached = _Reach(found, text_of)
    made = []
    for record, document in sorted(ids.items(), key=lambda item: item[1]):
        said, spoken = reached.lines([record]), reached.lines(texts[record])
        holders = tuple(every[each] for each in above[record] if each in every)
        made.append(
            Unit(
                document,
                holders or ((source,) if source not in ("", document) else ()),
                record,
                texts[record][0] if texts[record] else "",
                access.get(document),
                pack(said - spoken),
                pack(spoken),
            )
        )
    for record in sorted(texts.keys() - ids.keys()):
        known = (_made_of(record, elsewhere[record], archive, iris),) if elsewhere.get(record) else ()
        spoken = reached.lines(texts[record])
        made.append(Unit(source, known, record, texts[record][0], access.get(source), pack(()), pack(spoken)))
    return tuple(made)


def _made_of(record: str, told: Iterable[str], archive: str, iris: Iris) -> str:
    ordered = sorted(told)
    return next((each for each in ordered if iris.record(archive, each) == record), ordered[0])


def value_of(one: Triple) -> str:
    """Lexical form of the literal of a line, escapes of quotation marks and backslashes undone."""
    literal = one.line.split("> ", 2)[2]
    end = literal.rindex('"')
    return re.sub(r"\\(.)", r"\1", literal[1:end])


class _Reach:
    """Lines by what leads to them."""

    def __init__(self, found: Sequence[Triple], text_of: str) -> None:
        self._said: dict[str, list[int]] = defaultdict(list)
        self._next: dict[str, set[str]] = defaultdict(set)
        for number, one in enumerate(found):
            self._said[one.subject].append(number)
            if one.target:
                self._next[one.subject].add(one.target)
                if one.predicate in (*_BACK, text_of):
                    self._next[one.target].add(one.subject)

    def lines(self, starts: Iterable[str]) -> set[int]:
        """Numbers of the lines about these things and about all that they bring along."""
        waiting = list(starts)
        seen = set(waiting)
        for thing in waiting:
            for other in sorted(self._next.get(thing, ())):
                if other not in seen and other in self._said and not _SHARED.search(other):
                    seen.add(other)
                    waiting.append(other)
        return {number for thing in waiting for number in self._said[thing]}
