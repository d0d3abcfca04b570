"""A record: its words, who and what it names, and where."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.client import markup
from kg.client.errors import BadRequest, NotFound
from kg.client.evidence import EvidenceList, with_numbers
from kg.client.frames import frame, solutions, table
from kg.client.mentions import Mention, in_record
from kg.client.texts import term
from kg.client.things import rows

if TYPE_CHECKING:
    import pandas as pd

    from kg.client.graph import Graph

_MOST = 5000
_HEAD = """SELECT ?number ?title ?holder ?holderName ?date {{ {iri} rico:identifier ?number
  OPTIONAL {{ {iri} rico:title ?title }}
  OPTIONAL {{ {iri} rico:hasOrHadHolder ?holder
    OPTIONAL {{ ?holder rdfs:label ?holderName FILTER(LANG(?holderName) = "en") }} }}
  OPTIONAL {{ {iri} rico:hasCreationDate/rdfs:label ?date }}
}} ORDER BY ?number ?title ?holder ?holderName ?date LIMIT 1"""
_TEXTS = """SELECT DISTINCT ?content ?lang ?source {{ GRAPH ?g {{ ?text kg:textOf {iri} ; kg:text ?content
  OPTIONAL {{ ?text dcterms:language ?lang }} ?g dcterms:identifier ?source }} }} ORDER BY ?source ?content ?lang"""


class Record:
    """A record of the graph. Nothing is read before it is asked for, and then once."""

    def __init__(self, graph: Graph, iri: str) -> None:
        """iri: of a record or record set. NotFound where the edition has no such record."""
        self.graph = graph
        self.iri = iri
        found = rows(graph.source, _HEAD.format(iri=term(iri)))
        if not found:
            raise NotFound("CLIENT003", "The edition has no such record.", where=iri, advice="Check the address.")
        self._head = {name: cell for name, cell in found[0].items()}

    @property
    def call_number(self) -> str:
        """As its archive writes it."""
        return self._said("number")

    @property
    def title(self) -> str:
        """Empty where it has none."""
        return self._said("title")

    @property
    def title_lang(self) -> str:
        """Language of the title, BCP 47; empty where unknown."""
        return str(self._head.get("title", {}).get("xml:lang", ""))

    @property
    def archive(self) -> str:
        """English name of the archive that holds it, else its IRI."""
        return self._said("holderName") or self._said("holder")

    @property
    def date(self) -> str:
        """Date of its creation as the source writes it; empty where none is known."""
        return self._said("date")

    @cached_property
    def texts(self) -> pd.DataFrame:
        """Columns text, lang, source (call number of the file it comes from), one row for each version."""
        query = _TEXTS.format(iri=term(self.iri))
        found = [
            tuple(str(row[name]["value"]) if name in row else None for name in ("content", "lang", "source"))
            for row in rows(self.graph.source, query)
        ]
        return table(("text", "lang", "source"), found)

    @property
    def text(self) -> str:
        """All its words, versions and parts after one another with an empty line between; empty where it has none."""
        return "\n\n".join(dict.fromkeys(str(one) for one in self.texts["text"]))

    def mentions(self, limit: int = _MOST) -> pd.DataFrame:
        """Who, what, where and when it names, in the order of the words.

        Columns quote, kind, name, name_lang, thing (IRI), confidence, method, reviewed, page, start, end (code points
        of the text), mention.
        """
        columns = (
            "quote", "kind", "name", "name_lang", "thing", "confidence", "method", "reviewed", "page", "start", "end",
            "mention",
        )  # fmt: skip
        found = [
            (
                one.quote, one.kind, one.name or None, one.lang or None, one.thing or None, one.confidence, one.method,
                one.reviewed, one.number or None, one.start, one.end, one.iri,
            )
            for one in self._mentions(limit)
        ]  # fmt: skip
        return table(columns, found, confidence="Float64", start="Int64", end="Int64")

    def evidence(self, limit: int = 20) -> EvidenceList:
        """The mentions with what stands around them and their scans, in the order of the words."""
        return with_numbers(self.graph.source, self._mentions(limit))

    def cite(self, style: str = "text") -> str:
        """As ``Graph.cite``."""
        return self.graph.cite(self, style)

    def _mentions(self, limit: int) -> list[Mention]:
        if limit < 1:
            raise BadRequest("CLIENT004", f"A limit of {limit} is none.", advice="Give a number from 1.")
        return in_record(self.graph.source, self.iri, limit)

    def _said(self, name: str) -> str:
        return str(self._head.get(name, {}).get("value", ""))

    def __repr__(self) -> str:
        return f"<Record {self.call_number}: {self.title or self.iri}>"

    def _repr_html_(self) -> str:
        shown = self.title or self.call_number
        return markup.pairs(
            [
                ("Record", markup.link(self.iri, markup.name(shown, self.title_lang))),
                ("Call number", markup.name(self.call_number)),
                ("Archive", markup.name(self.archive)),
                ("Date", markup.name(self.date) if self.date else ""),
            ]
        )


def records_frame(graph: Graph, query: str) -> pd.DataFrame:
    """The table of a query of ours."""
    return frame(*solutions(graph.source.ask(query).body))
