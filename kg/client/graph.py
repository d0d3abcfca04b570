"""One opened graph: what a researcher asks of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from kg.client import asking
from kg.client.answer import Answer
from kg.client.edition_info import EditionInfo
from kg.client.errors import NotOffered
from kg.client.frames import frame
from kg.client.source import Source
from kg.client.texts import with_values
from kg.prefixes import standard_prefixes

if TYPE_CHECKING:
    import pandas as pd

    from kg.client.entity import Entity
    from kg.client.map import Map
    from kg.client.network import Network
    from kg.client.paths import Path as PathBetween
    from kg.client.record import Record
    from kg.client.timeline import Timeline


class Graph:
    """An opened graph; made by ``open_graph``. Use it in ``with``, or let it be closed with the program.

    Every table is a pandas DataFrame; ``attrs`` says of which edition it is, by which query, and whether it is whole.
    Every method raises ClientError or one of its kinds, and nothing else on purpose.
    """

    def __init__(self, source: Source, page_rows: int = 10_000) -> None:
        """source: what is read; page_rows: rows of one request, where a result is read in several."""
        self.source = source
        self._page_rows = page_rows

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        info = self.source.edition()
        return f"<Graph {self.source.name}: {info if info else 'a SPARQL endpoint'}>"

    def close(self) -> None:
        """End the query processes of a local edition."""
        self.source.close()

    @property
    def edition(self) -> EditionInfo:
        """Which edition is open. NotOffered for an endpoint that is not ours."""
        info = self.source.edition()
        if info is None:
            raise NotOffered(
                "CLIENT002",
                "This endpoint is not one of ours: it has no editions.",
                where=self.source.name,
                advice="Ask it with .sparql(), or open one of our portals.",
            )
        return info

    def sparql(
        self, query: str, *, bindings: Mapping[str, object] | None = None, limit: int | None = None
    ) -> Any:
        """Answer a query: a DataFrame for SELECT, bool for ASK, ``rdflib.Graph`` for CONSTRUCT and DESCRIBE.

        query     SPARQL 1.1; the prefixes of the house (``rico:``, ``kg:``, ``skos:``, …) need no declaration
        bindings  value of a variable, or a list of values: a thing, an address, a text, (text, language), number, date
        limit     most rows; ``attrs["complete"]`` tells whether there are more

        Columns are typed (``frames.frame``): Int64, Float64, boolean, datetime64, text; a column with language tags has
        another behind it, ``NAME_lang``. A result that one answer does not hold is read page by page, if ORDER BY
        names every variable; else it is cut, and ``attrs["complete"]`` is False. QueryRejected for a query that is
        wrong, with line and column; QueryTooHeavy for one that ran past a limit.
        """
        asked = with_values(query, bindings or {})
        answer = asking.ask(self.source, asked, limit, self._page_rows)
        if isinstance(answer, Answer):
            return self._other(answer)
        return self._with_attrs(frame(answer.variables, answer.rows), asked, answer.complete)

    def search(self, words: str, *, lang: str | None = None, kind: str | None = None, limit: int = 20) -> pd.DataFrame:
        """Things and records that hold the words, in any script and spelling, the best first.

        lang: of the record or the name, BCP 47; kind: person, body, place, event, term or record; limit: 1 to 5000.
        Columns: kind, name, lang (of the name), iri, score (0 to 1), matched, field (where the words were found),
        snippet, archives (codes, separated by a space), records (how many name it), from_year, to_year, confidence.
        """
        from kg.client.searching import search_frame

        return self._with_attrs(search_frame(self.source, words, lang, kind, limit), words, complete=True)

    def examples(self, lang: str = "en") -> pd.DataFrame:
        """The example queries: id, title, description in a language (en, ar, ru, kk), query, parameters, group.

        parameters: names and the values that stand in the query, as ``{"name": "Doha"}``.
        """
        from kg.client.examples import all_examples, example_rows
        from kg.client.frames import table

        columns = ("id", "title", "description", "group", "query", "parameters")
        rows = example_rows(all_examples(self.source.edition()), lang)
        return self._with_attrs(table(columns, rows, parameters="object"), "", complete=True)

    def example(self, name: str, /, **parameters: object) -> pd.DataFrame:
        """The answer to an example query, with other values for its parameters where they are given.

        A text is looked for in each of the four languages; (text, language) in one alone. NotFound for a name that
        there is not, BadRequest for a parameter that the example does not have.
        """
        from kg.client.examples import filled, the_example

        found: pd.DataFrame = self.sparql(filled(the_example(name, self.source.edition()).sparql, parameters))
        return found

    def cite(self, iri: object = None, style: str = "text") -> str:
        """How to cite the edition, or a thing of it with the day of access.

        iri: of a record or an entity, or the Record or Entity itself; None: the edition. style: text, bibtex, ris, csl
        """
        from kg.client.cite import of_edition, of_thing
        from kg.client.things import cited

        if iri is None:
            return of_edition(self.edition, style)
        title, lang, archives, number = cited(self.source, self.edition, address := self.iri_of(iri))
        return of_thing(self.edition, address, title, lang, archives, number, style)

    def stats(self) -> pd.DataFrame:
        """What the edition holds: kind, number of things, number of archives, records that both archives' … name."""
        from kg.client.stats import stats_frame

        return self._with_attrs(stats_frame(self.source, self.edition), "", complete=True)

    def entity(self, iri_or_name: object) -> Entity:
        """A person, body, place, event or term, by its address or by a name of it in any language.

        NotFound where nothing is called so; of several that are, the one that most records name.
        """
        from kg.client.entity import Entity

        return Entity(self, self.iri_of(iri_or_name))

    def record(self, iri: object) -> Record:
        """A record by its address or its call number. NotFound where there is none."""
        from kg.client.record import Record
        from kg.client.things import record_iri

        return Record(self, record_iri(self.source, iri))

    def network(
        self, kind: Literal["together", "correspondence", "relations"] = "together", *, about: object = None,
        minimum: int = 1, limit: int = 500,
    ) -> Network:  # fmt: skip
        """Who is named together with whom, who wrote to whom, or what is said to hold between two.

        about: an entity, whose neighbourhood it is; minimum: least weight (records, letters, statements) of an edge;
        limit: most edges, the heaviest first
        """
        from kg.client.network import network

        return network(self, kind, None if about is None else self.iri_of(about), minimum, limit)

    def timeline(self, about: object = None, by: Literal["year", "decade"] = "year") -> Timeline:
        """Records by the year or decade of their creation and by archive; about: those that name an entity."""
        from kg.client.timeline import timeline

        return timeline(self, None if about is None else self.iri_of(about), by)

    def map(self, kind: Literal["places", "events"] = "places", about: object = None) -> Map:
        """Places with coordinates, by the records that name them; events by where they took place.

        about: an entity: places that the records name that name it, or events in which it took part
        """
        from kg.client.map import map_of

        return map_of(self, kind, None if about is None else self.iri_of(about))

    def paths(self, a: object, b: object, *, max_length: int = 3, limit: int = 5) -> list[PathBetween]:
        """The shortest ways between two things, each step with its sentence, record and words.

        max_length: most statements of a path, 1 to 6; limit: most paths. Empty where there is none.
        """
        from kg.client.paths import paths_between

        return paths_between(self, self.iri_of(a), self.iri_of(b), max_length, limit)

    def export(self, path: str | Path, *, query: str | None = None, frame: Any = None) -> Path:
        """Write a table or graph to a file, by the end of its name: csv, parquet, json, gexf, graphml, ttl.

        query: asked and written; frame: a DataFrame or a Network. csv begins with a byte order mark; gexf and graphml
        need a Network or two columns ``source`` and ``target``; ttl needs a CONSTRUCT query. Returns the path.
        """
        from kg.client.export import export

        return export(self, Path(path), query, frame)

    def iri_of(self, thing: object) -> str:
        """The IRI of an Entity or a Record, of an address, or of whatever has this name. NotFound."""
        from kg.client.things import thing_iri

        return thing_iri(self.source, thing)

    def _with_attrs(self, made: pd.DataFrame, query: str, complete: bool) -> pd.DataFrame:
        # Plain texts: Parquet keeps them with the table.
        info = self.source.edition()
        made.attrs = {"edition": str(info) if info else "", "query": query, "complete": complete}
        return made

    def _other(self, answer: Answer) -> Any:
        if answer.kind == "boolean":
            return bool(json.loads(answer.body)["boolean"])
        import rdflib

        # N-Triples are Turtle as well.
        made = rdflib.Graph().parse(data=answer.body, format="turtle" if b"@prefix" in answer.body[:2000] else "nt")
        info = self.source.edition()
        for prefix, namespace in standard_prefixes(info.vocabulary if info else "").items():
            if namespace:
                made.bind(prefix, namespace, replace=True)
        return made
