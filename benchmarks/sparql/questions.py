"""Twelve questions of historians over an edition, each as anybody would ask and as Sunqar's documentation advises."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.edition import Edition
from kg.prefixes import standard_prefixes

USED = ("rico", "kg", "oa", "rdfs", "skos", "schema")
XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "


@dataclass(frozen=True)
class Question:
    """plain: for every system. advised: for Sunqar, with its summary graphs and services; empty: the same.

    text: how sparq's own text search is asked instead of a filter over all titles
    """

    name: str
    plain: str
    advised: str = ""
    text: str = ""


def questions(edition: Edition, store: ox.Store) -> list[Question]:
    """About things that this edition has: those that most is said of."""
    pick = Picker(edition, store)
    kg = edition.vocabulary
    graph = f"{edition.base}/graph/summary"
    prefixes = XSD + "".join(f"PREFIX {name}: <{standard_prefixes(kg)[name]}> " for name in USED)
    person, fonds, file_, series = pick.person(), pick.set_above(3), pick.file(), pick.set_above(2)
    year, office, words = pick.year(), pick.office(), pick.words()
    between = f'FILTER(?b >= "{year}-05-05"^^xsd:date && ?b < "{year + 1}-01-01"^^xsd:date)'
    box = "FILTER(xsd:decimal(?la) > 24 && xsd:decimal(?la) < 32 && xsd:decimal(?lo) > 46 && xsd:decimal(?lo) < 60)"
    where = (
        "?pl rico:hasOrHadPhysicalLocation/rico:hasOrHadCoordinates ?co . ?co rico:latitude ?la ; rico:longitude ?lo"
    )
    names = " ".join(f'OPTIONAL {{ ?p skos:prefLabel ?{x} FILTER(LANG(?{x}) = "{x}") }}' for x in ("en", "ar", "ru"))
    made = [
        Question("01 lookup", f"SELECT ?p ?o {{ <{pick.record(file_)}> ?p ?o }}"),
        Question(
            "02 records of a file",
            f"SELECT ?r ?t ?b ?a ?l {{ ?r rico:isOrWasIncludedIn <{file_}> ; rico:title ?t ; rico:hasAuthor ?a ; "
            "rico:hasCreationDate/rico:beginningDate ?b . ?a a kg:Entity ; rdfs:label ?l }",
        ),
        Question(
            "03 named together",
            f"SELECT ?q (COUNT(DISTINCT ?r) AS ?n) {{ ?r kg:mentions <{person}> , ?q . ?q a rico:Person "
            f"FILTER(?q != <{person}>) }} GROUP BY ?q ORDER BY DESC(?n) ?q LIMIT 20",
            f"SELECT ?q ?n {{ SERVICE <{edition.base}/service/together> {{ ?q kg:namedWith <{person}> ; "
            'kg:ofKind "person" ; kg:recordCount ?n ; kg:limit 20 } } ORDER BY DESC(?n) ?q',
        ),
        Question(
            "04 persons in both archives",
            "SELECT (COUNT(*) AS ?c) { SELECT ?p { ?p a rico:Person , kg:Entity . ?r a rico:Record ; kg:mentions ?p ; "
            "rico:hasOrHadHolder ?h . ?h a schema:ArchiveOrganization } GROUP BY ?p HAVING (COUNT(DISTINCT ?h) > 1) }",
            f"SELECT (SUM(?n) AS ?c) {{ GRAPH <{graph}/named> {{ ?x kg:ofClass rico:Person ; kg:archiveCount ?a ; "
            "kg:thingCount ?n FILTER(?a > 1) } }",
        ),
        Question(
            "05 records of a period",
            "SELECT (COUNT(DISTINCT ?r) AS ?c) { ?r a rico:Record ; rico:hasCreationDate ?d . ?d rico:beginningDate ?b "
            f"{between} }}",
            f"SELECT (COUNT(DISTINCT ?r) AS ?c) {{ GRAPH <{graph}/dates> {{ ?d kg:beginsInYear {year} }} "
            f"?d rico:beginningDate ?b {between} ?r rico:hasCreationDate ?d ; a rico:Record }}",
        ),
        Question(
            "06 words in titles",
            f'SELECT ?r ?t {{ ?r rico:title ?t FILTER(CONTAINS(LCASE(STR(?t)), "{words}")) }}',
            text="PREFIX text: <http://sparq.dev/text#> SELECT ?r ?t { ?r rico:title ?t . ?t text:matches "
            f'"{words}" FILTER(CONTAINS(LCASE(STR(?t)), "{words}")) }}',
        ),
        Question(
            "07 records within a fonds",
            f"SELECT (COUNT(DISTINCT ?r) AS ?c) {{ ?r rico:isOrWasIncludedIn+ <{fonds}> . ?r a rico:Record }}",
            f"SELECT ?c {{ GRAPH <{graph}/sets> {{ ?x kg:summaryOf <{fonds}> ; kg:recordCount ?c }} }}",
        ),
        Question(
            "08 occupations",
            f"SELECT ?o (COUNT(DISTINCT ?p) AS ?n) {{ ?p a rico:Person , kg:Entity ; rico:{office} ?o }} GROUP BY ?o "
            "ORDER BY DESC(?n) ?o LIMIT 10",
            f"SELECT ?o ?n {{ GRAPH <{graph}/values> {{ ?x kg:ofProperty rico:{office} ; kg:ofClass rico:Person ; "
            "kg:summaryOf ?o ; kg:thingCount ?n } } ORDER BY DESC(?n) ?o LIMIT 10",
        ),
        Question(
            "09 places in a box",
            f"SELECT ?pl (COUNT(DISTINCT ?r) AS ?n) {{ {where} {box} ?r rico:hasOrHadSubject ?pl ; a rico:Record . "
            "?pl a kg:Entity } GROUP BY ?pl ORDER BY DESC(?n) ?pl LIMIT 20",
            f"SELECT DISTINCT ?pl ?n {{ {where} {box} ?pl a kg:Entity GRAPH <{graph}/values> {{ ?x kg:summaryOf ?pl ; "
            "kg:ofProperty rico:hasOrHadSubject ; kg:ofClass rico:Record ; kg:thingCount ?n } } "
            "ORDER BY DESC(?n) ?pl LIMIT 20",
        ),
        Question(
            "10 names in three languages",
            f"SELECT DISTINCT ?p ?en ?ar ?ru {{ ?r rico:isOrWasIncludedIn/rico:isOrWasIncludedIn <{series}> ; "
            f"kg:mentions ?p . ?p a rico:Person {names} }}",
            "SELECT ?p ?en ?ar ?ru { { SELECT DISTINCT ?p { ?set rico:isOrWasIncludedIn "
            f"<{series}> . ?r rico:isOrWasIncludedIn ?set ; kg:mentions ?p }} }} "
            f"FILTER EXISTS {{ ?p a rico:Person }} {names} }}",
        ),
        Question(
            "11 mentions of a person",
            f"CONSTRUCT {{ ?m ?p ?o . <{person}> rdfs:label ?l }} WHERE {{ ?e kg:memberOf <{person}> . "
            f"?m oa:hasBody ?e ; ?p ?o . <{person}> rdfs:label ?l }}",
        ),
        Question("12 statements", "SELECT (COUNT(*) AS ?c) { ?s ?p ?o }"),
    ]
    return [
        Question(one.name, *(prefixes + text if text else "" for text in (one.plain, one.advised, one.text)))
        for one in made
    ]


class Picker:
    """Things to ask about. The same edition, the same things."""

    def __init__(self, edition: Edition, store: ox.Store) -> None:
        self._store = store
        self._prefixes = standard_prefixes(edition.vocabulary)
        self._summary = f"{edition.base}/graph/summary"

    def person(self) -> str:
        """The one who is named most, of those whom no list or index names."""
        return self._first(
            f"SELECT ?a {{ GRAPH <{self._summary}/named> {{ ?x kg:summaryOf ?a ; kg:archiveCount ?y ; "
            "kg:recordCount ?n } ?a a rico:Person FILTER NOT EXISTS { "
            f"GRAPH <{self._summary}/co-mentions> {{ ?g kg:leavesOut ?r }} ?r kg:mentions ?a }} }} "
            "ORDER BY DESC(?n) ?a LIMIT 1"
        )

    def file(self) -> str:
        """A set that directly holds many records with an author and a date."""
        return self._first(
            "SELECT ?a (COUNT(*) AS ?n) { ?r rico:isOrWasIncludedIn ?a ; a rico:Record ; rico:hasAuthor ?x ; "
            "rico:hasCreationDate ?d } GROUP BY ?a ORDER BY DESC(?n) ?a LIMIT 1"
        )

    def record(self, file_: str) -> str:
        """One of them."""
        return self._first(f"SELECT ?a {{ ?a rico:isOrWasIncludedIn <{file_}> ; a rico:Record }} ORDER BY ?a LIMIT 1")

    def set_above(self, levels: int) -> str:
        """The largest set that has records so many levels below; fewer levels where there are none."""
        path = "/".join(["rico:isOrWasIncludedIn"] * levels)
        found = self._first(
            f"SELECT ?a {{ {{ SELECT DISTINCT ?a {{ ?r {path} ?a . ?r a rico:Record }} }} "
            f"GRAPH <{self._summary}/sets> {{ ?x kg:summaryOf ?a ; kg:recordCount ?n }} }} ORDER BY DESC(?n) ?a LIMIT 1"
        )
        return found if found or levels == 1 else self.set_above(levels - 1)

    def year(self) -> int:
        """The one with the most records."""
        return int(
            self._first(
                f"SELECT ?a {{ GRAPH <{self._summary}/dates> {{ ?x kg:ofProperty rico:hasCreationDate ; "
                "kg:beginsInYear ?a ; kg:recordCount ?n } } ORDER BY DESC(?n) ?a LIMIT 1"
            )
        )

    def office(self) -> str:
        """The property that tells what persons did, where any has it."""
        asked = "ASK { ?a rico:hasOrHadOccupationOfType ?b }"
        has = bool(self._store.query(asked, prefixes=self._prefixes))
        return "hasOrHadOccupationOfType" if has else "occupiesOrOccupied"

    def words(self) -> str:
        """Two words that stand together in some titles."""
        return (
            "letter treaty"
            if self._first('SELECT ?a { ?a rico:title ?t FILTER(CONTAINS(?t, "letter treaty")) } LIMIT 1')
            else "telegram from"
        )

    def _first(self, query: str) -> str:
        rows = list(self._store.query(query, prefixes=self._prefixes))  # type: ignore[arg-type]
        return str(rows[0]["a"].value) if rows else ""
