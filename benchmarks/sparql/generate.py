"""Archive data in the shape of a Sunqar edition, of any size, the same for the same seed.

Two archives, four levels of description, texts with mentions as web annotations, local and shared entities, dates as
nodes, places with coordinates. One person in ten is named in both archives; few are named often and most seldom. More
than half of the triples are about mentions, as in an edition of real documents. It conforms to the shapes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from terms import Terms
from words import BEGINNINGS, ENDINGS, FIRST, OCCUPATIONS, WORDS

from kg.iri import Iris
from kg.rdf import nt

ARCHIVES = {"qatar-gulf": ("en", "ar"), "kazakhstan-ca": ("ru", "kk")}
FONDS = 6
RECORDS_A_GRAPH = 200
TRIPLES_A_RECORD = 109
"""About; shared entities, places and record sets among them."""


class Generator:
    """Named graphs one by one, as N-Triples without their full stop, some more than once."""

    def __init__(self, records: int, iris: Iris, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._iris = iris
        self._terms = Terms(iris.vocabulary)
        self._resolved: list[str] = []
        self._named: set[int] = set()
        self._first, self._occupations = FIRST.split(), OCCUPATIONS.split()
        self._last = [beginning + end for beginning in BEGINNINGS.split() for end in ENDINGS.split()]
        self._words_of = {lang: words.split() for lang, words in WORDS.items()}
        self._records = records
        self._persons = max(200, records // 3)
        self._places = max(100, records // 30)
        self._series = max(12, records // 300)
        self._files = max(60, records // 30)

    def graphs(self) -> Iterator[tuple[str, list[str]]]:
        """Source graphs of both archives, the gazetteer, then ``graph/resolved``, which grows with the sources."""
        for number, name in enumerate(self._occupations):
            node = self._node("concept", number)
            self._resolved += self._terms.a(node, "skos:Concept", "rico:OccupationType")
            self._resolved.append(self._terms.say(node, "skos:prefLabel", nt.literal(name, "en")))
        for code in ARCHIVES:
            yield self._graph(code, "finding-aid", self._sets(code))
        for index, start in enumerate(range(0, self._records, RECORDS_A_GRAPH)):
            code = tuple(ARCHIVES)[index % 2]
            numbers = range(start, min(start + RECORDS_A_GRAPH, self._records))
            yield self._graph(
                code, f"volume-{index}", [line for number in numbers for line in self._record(code, number)]
            )
        yield self._iris.graph("gazetteer"), [line for number in range(self._places) for line in self._place(number)]
        yield self._iris.graph("resolved"), self._resolved

    def _graph(self, code: str, name: str, lines: list[str]) -> tuple[str, list[str]]:
        terms, iris = self._terms, self._iris
        graph = iris.source_graph(code, name, "generated")
        activity, agent = iris.activity(code, "generated"), iris.agent("generator 1")
        head = [
            *terms.a(graph, "prov:Entity"),
            terms.link(graph, "prov:wasAttributedTo", iris.archive(code)),
            terms.link(graph, "prov:wasGeneratedBy", activity),
            terms.say(graph, "dcterms:identifier", nt.literal(name)),
            *terms.a(activity, "prov:Activity"),
            terms.link(activity, "prov:wasAssociatedWith", agent),
            *terms.a(agent, "prov:SoftwareAgent"),
            terms.say(agent, "rdfs:label", nt.literal("generator 1")),
        ]
        return graph, head + lines

    def _place(self, number: int) -> Iterator[str]:
        """Its local entity in the gazetteer; what is shared goes to the resolved graph."""
        terms, node, local = self._terms, self._node("place", number), self._node("local", f"place-{number}")
        location, coordinates = f"{node}#location", f"{node}#coordinates"
        lat, long = self._random.uniform(22, 56), self._random.uniform(46, 88)
        label = terms.say(node, "rdfs:label", nt.literal(f"{self._random.choice(self._last)} Bay", "en"))
        yield from terms.a(local, "rico:Place", "kg:LocalEntity")
        yield label.replace(node, local)
        self._resolved += [
            *terms.a(node, "rico:Place", "kg:Entity"),
            label,
            terms.link(local, "kg:memberOf", node),
            terms.link(node, "rico:isEquivalentTo", local),
            terms.link(node, "rico:hasOrHadPhysicalLocation", location),
            *terms.a(location, "rico:PhysicalLocation"),
            terms.link(location, "rico:hasOrHadCoordinates", coordinates),
            *terms.a(coordinates, "rico:Coordinates"),
            terms.say(coordinates, "rico:latitude", nt.literal(f"{lat:.4f}")),
            terms.say(coordinates, "rico:longitude", nt.literal(f"{long:.4f}")),
        ]

    def _shared(self, number: int) -> str:
        """IRI of a person, who is described when first named."""
        node, out, terms = self._node("person", number), self._resolved, self._terms
        if number in self._named:
            return node
        self._named.add(number)
        name = nt.literal(self._name(), "en")
        out += [*terms.a(node, "rico:Person", "kg:Entity"), terms.say(node, "rdfs:label", name)]
        out.append(terms.say(node, "skos:prefLabel", name))
        for lang, every in (("ar", 3), ("ru", 4)):
            if number % every == 0:
                out.append(terms.say(node, "skos:prefLabel", nt.literal(self._words(lang, 2), lang)))
        if number % 5 == 0:
            out.append(terms.say(node, "kg:externalId", nt.literal(f"wikidata:Q{1000000 + number}")))
        kind = min(int(self._random.expovariate(0.3)), len(self._occupations) - 1)
        out.append(terms.link(node, "rico:hasOrHadOccupationOfType", self._node("concept", kind)))
        return node

    def _sets(self, code: str) -> list[str]:
        """Fonds of the archive, their series, the files of those; each archive has every second."""
        terms, out = self._terms, []
        side, lang = tuple(ARCHIVES).index(code), ARCHIVES[code][0]
        for kind, many in (("fonds", FONDS), ("series", self._series), ("file", self._files)):
            for number in range(side, many, 2):
                node = self._node(kind, number)
                out += [*terms.a(node, "rico:RecordSet"), *self._titled(node, f"{kind} {number}", lang)]
                out.append(terms.say(node, "rico:identifier", nt.literal(f"{code}/{kind}/{number}")))
                out.append(terms.link(node, "rico:hasOrHadHolder", self._iris.archive(code)))
                out.append(terms.link(node, "rico:hasRecordSetType", f"kg:level-{kind}"))
                if kind != "fonds":
                    above, among = ("fonds", FONDS) if kind == "series" else ("series", self._series)
                    whole = self._node(above, side + 2 * (number // 2 % ((among - side + 1) // 2)))
                    out.append(terms.link(node, "rico:isDirectlyIncludedIn", whole))
                    out.append(terms.link(node, "rico:isOrWasIncludedIn", whole))
        return out

    def _record(self, code: str, number: int) -> Iterator[str]:
        terms, chance = self._terms, self._random
        side, lang = tuple(ARCHIVES).index(code), chance.choice(ARCHIVES[code])
        node, text = self._node("record", number), self._node("instantiation", number)
        day = (date(1820, 1, 1) + timedelta(days=chance.randrange(365 * 130))).isoformat()
        when, scan = self._iris.date(day, day, "gregorian"), f"{text}-file"
        whole = self._node("file", side + 2 * chance.randrange(self._files // 2))
        yield from terms.a(node, "rico:Record")
        yield from self._titled(node, self._words(lang, chance.randint(4, 9)).capitalize(), lang)
        yield terms.say(node, "rico:identifier", nt.literal(f"{code}/{number:08d}"))
        yield terms.link(node, "rico:isDirectlyIncludedIn", whole)
        yield terms.link(node, "rico:isOrWasIncludedIn", whole)
        yield terms.link(node, "rico:hasOrHadHolder", self._iris.archive(code))
        yield terms.link(node, "rico:hasCreationDate", when)
        yield terms.link(node, "rico:hasOrHadLanguage", f"kg:lang-{lang}")
        yield terms.say(node, "rico:scopeAndContent", nt.literal(self._words(lang, 25), lang))
        yield terms.link(node, "rico:hasOrHadDigitalInstantiation", scan)
        yield terms.link(scan, "rico:hasOrHadDerivedInstantiation", text)
        yield terms.link(text, "kg:textOf", node)
        yield terms.link(self._iris.activity(code, "generated"), "prov:used", scan)
        yield terms.say(text, "kg:text", nt.literal(self._words(lang, 40)))
        for each in (scan, text):
            yield from terms.a(each, "rico:Instantiation")
            yield terms.say(each, "dcterms:format", nt.literal("text/plain"))
            yield terms.say(each, "kg:sha256", nt.literal(sha256(each.encode()).hexdigest()))
        yield from self._date(when, day)
        author, place = self._person(side), self._node("place", chance.randrange(self._places))
        self._resolved.append(terms.link(node, "rico:hasAuthor", self._shared(author)))
        self._resolved.append(terms.link(node, "rico:hasOrHadSubject", place))
        named = {author, *(self._person(side) for _ in range(chance.choice((0, 1, 2, 2, 3, 4))))}
        for order, person in enumerate(sorted(named)):
            yield from self._mention(node, text, number * 8 + order, person, code)

    def _date(self, node: str, day: str) -> Iterator[str]:
        yield from self._terms.a(node, "rico:Date")
        yield self._terms.link(node, "kg:calendar", "kg:calendar-gregorian")
        for property_ in ("rico:beginningDate", "rico:endDate"):
            yield self._terms.say(node, property_, nt.date(day))
        for property_ in ("rico:expressedDate", "rdfs:label"):
            yield self._terms.say(node, property_, nt.literal(day))

    def _mention(self, record: str, text: str, number: int, person: int, code: str) -> Iterator[str]:
        terms, node, local = self._terms, self._node("mention", number), self._node("local", number)
        name, start, entity = self._name(), self._random.randrange(200), self._shared(person)
        target, quote, position = f"{node}#target", f"{node}#quote", f"{node}#position"
        yield from terms.a(node, "oa:Annotation")
        yield terms.link(node, "oa:hasTarget", target)
        yield terms.link(node, "oa:hasBody", local)
        yield terms.link(node, "oa:motivatedBy", "oa:identifying")
        yield terms.link(node, "kg:entityType", "kg:type-person")
        yield terms.link(node, "kg:method", "kg:method-model")
        yield terms.link(node, "prov:wasGeneratedBy", self._iris.activity(code, "generated"))
        yield terms.say(node, "itsrdf:taConfidence", nt.decimal(0.5 + self._random.randrange(500) / 1000))
        yield from terms.a(target, "oa:SpecificResource")
        yield terms.link(target, "oa:hasSource", text)
        yield terms.link(target, "oa:hasSelector", quote)
        yield terms.link(target, "oa:hasSelector", position)
        yield from terms.a(quote, "oa:TextQuoteSelector")
        yield terms.say(quote, "oa:exact", nt.literal(name))
        yield from terms.a(position, "oa:TextPositionSelector")
        yield terms.say(position, "oa:start", nt.integer(start))
        yield terms.say(position, "oa:end", nt.integer(start + len(name)))
        yield from terms.a(local, "rico:Person", "kg:LocalEntity")
        yield terms.say(local, "rdfs:label", nt.literal(name, "en"))
        self._resolved.append(terms.link(local, "kg:memberOf", entity))
        self._resolved.append(terms.link(entity, "rico:isEquivalentTo", local))
        self._resolved.append(terms.link(record, "kg:mentions", entity))

    def _person(self, side: int) -> int:
        """Every tenth number is of both archives, the others of that with their parity; low numbers come often."""
        number = int(self._persons * self._random.random() ** 2.5)
        last = self._persons - 1 - (self._persons - 1 - side) % 2
        return number if number % 10 == 0 else min(last, number // 2 * 2 + side)

    def _titled(self, node: str, title: str, lang: str) -> list[str]:
        return [self._terms.say(node, property_, nt.literal(title, lang)) for property_ in ("rico:title", "rdfs:label")]

    def _name(self) -> str:
        return f"{self._random.choice(self._first)} {self._random.choice(self._last)}"

    def _words(self, lang: str, many: int) -> str:
        return " ".join(self._random.choices(self._words_of[lang], k=many))

    def _node(self, kind: str, number: int | str) -> str:
        return f"{self._iris.base}/id/{'record' if kind in ('fonds', 'series', 'file') else kind}/{kind}-{number}"
