"""What is personal of persons who may be alive: birth, family, residence. Offices and what they did in them stay.

A person of whom neither a death nor a place of death is known, in any source, and who was born less than a set number
of years ago may be alive. Whoever has no birth date is not held to be alive: nothing tells it, and most such names are
of the long dead. Identity is still judged with the dates: only what is published is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from kg.access import personal as table
from kg.access.pruning import Triple, triples
from kg.access.withheld import cluster_of
from kg.iri import Iris
from kg.store.base import Reader
from ontology.terms import RICO, SSSOM

_ENDS = frozenset({RICO.relationConnects, RICO.relationHasSource, RICO.relationHasTarget})
_LIFE = ("life", "place", "family")
"""Kinds of evidence for identity that quote what is personal."""
_AT_ONCE = 200
_DATE = "/id/date/"


def living_persons(store: Reader, day: date, years: int) -> frozenset[str]:
    """IRIs of the entities, and of all their local entities, that may be alive on that day."""
    born: dict[str, str] = {}
    query = f"SELECT ?p ?b WHERE {{ ?p <{RICO.hasBirthDate}> ?d . ?d <{RICO.endDate}>|<{RICO.beginningDate}> ?b }}"
    for row in store.select(query):
        born[row["p"]] = max(born.get(row["p"], ""), row["b"])
    since = f"{day.year - years:04d}-{day.month:02d}-{day.day:02d}"
    ended = f"SELECT DISTINCT ?p WHERE {{ ?p <{RICO.hasDeathDate}>|<{RICO.hasDeathPlace}> ?d }}"
    dead = {row["p"] for row in store.select(ended)}
    found: set[str] = set()
    for person in sorted(person for person, birth in born.items() if birth > since and not birth.startswith("-")):
        if person not in found:
            same = cluster_of(store, person)
            found |= set() if same & dead else same
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Personal:
    """What is cut. ends: pairs of a living person and what was said of it; nodes: relation nodes of such statements.

    public: pairs of a living person and an occupation, which RiC-O holds to be a demographic group as well
    """

    living: frozenset[str]
    ends: frozenset[tuple[str, str]]
    nodes: frozenset[str]
    public: frozenset[tuple[str, str]]
    properties: frozenset[str]
    heading: str

    def cut(self, lines: Sequence[str]) -> tuple[list[str], frozenset[str]]:
        """The lines that may be shown; a date that nothing points at any more goes too. And the IRIs of such dates."""
        marked = frozenset(f"<{iri}>" for iri in self.living | self.nodes)
        about = [line for line in lines if not marked.isdisjoint(_ends(line))]  # taken apart are these few only
        cut = {one.line: one.target for one in triples(about) if self._is_personal(one)}
        kept = [line for line in lines if line not in cut]
        dates = {f"<{target}>" for target in cut.values() if _DATE in target}
        loose = dates.difference(_ends(line)[1] for line in kept) if dates else dates
        if loose:
            kept = [line for line in kept if _ends(line)[0] not in loose]
        return kept, frozenset(date[1:-1] for date in loose)

    def _is_personal(self, one: Triple) -> bool:
        if one.subject in self.nodes or one.target in self.nodes:
            return True
        if one.subject not in self.living and one.target not in self.living:
            return False
        ends = ((one.subject, one.target), (one.target, one.subject))
        if any(pair in self.public for pair in ends):
            return False
        return one.predicate in self.properties or any(pair in self.ends for pair in ends) or self._is_heading(one)

    def _is_heading(self, one: Triple) -> bool:
        """Whether it is the heading of a section that goes."""
        if one.predicate != self.heading:
            return False
        kind = one.line.partition(f"<{self.heading}> ")[2].lstrip('"').partition(":")[0]
        return kind not in table.PUBLIC_SECTIONS


def personal_of(store: Reader, living: frozenset[str], iris: Iris) -> Personal:
    """Find what is personal of these persons in all graphs."""
    pairs: set[tuple[str, str]] = set()
    public: set[tuple[str, str]] = set()
    nodes: set[str] = set()
    properties = table.properties(iris)
    stated = f'!STRSTARTS(STR(?g), "{iris.graph("inferred/")}")'
    for values in _asked(living):
        query = f"SELECT ?i ?o WHERE {{ VALUES ?i {{ {values} }} ?i <{RICO.hasOrHadOccupationOfType}> ?o }}"
        public |= {(row["i"], row["o"]) for row in store.select(query)}
        for pattern in ("?i ?p ?o", "?o ?p ?i"):
            query = (
                f"SELECT ?i ?o WHERE {{ VALUES ?i {{ {values} }} VALUES ?p {{ {_written(properties)} }} {pattern} }}"
            )
            pairs |= {(row["i"], row["o"]) for row in store.select(query)}
        query = (
            f"SELECT ?i ?o WHERE {{ VALUES ?i {{ {values} }} "
            f"GRAPH ?g {{ ?i <{table.EXISTENCE}> ?o }} FILTER({stated}) }}"
        )
        pairs |= {(row["i"], row["o"]) for row in store.select(query)}
    to_person, to_other = (" UNION ".join(f"{{ ?r <{end}> {one} }}" for end in sorted(_ENDS)) for one in ("?i", "?e"))
    for values in _asked(living):
        # A union of patterns each: with variables for the two properties the engine looks at every pair of them.
        query = (
            f"SELECT DISTINCT ?i ?r ?c ?e WHERE {{ VALUES ?i {{ {values} }} {to_person} ?r a ?c . {to_other} "
            "FILTER(?e != ?i) }"
        )
        for row in store.select(query):
            ends = (row["i"], row["e"])
            states = ends in pairs and ends not in public and row["c"] != RICO.PositionHoldingRelation
            if row["c"] in table.RELATIONS or states:
                nodes.add(row["r"])
    return Personal(
        living, frozenset(pairs - public), frozenset(nodes), frozenset(public), properties, iris.own("heading")
    )


def dates_in(lines: Iterable[str]) -> set[str]:
    """IRIs of the dates that stand in the lines."""
    return {end[1:-1] for line in lines if _DATE in line for end in _ends(line) if _DATE in end and end[0] == "<"}


def gone_dates(store: Reader, loose: Iterable[str], iris: Iris, besides: Set[str]) -> frozenset[str]:
    """Those of the dates that no source states anything with any more, so that nothing can follow about them.

    besides: graphs that are known to state nothing with them
    """
    left: set[str] = set()
    stated = f'!STRSTARTS(STR(?g), "{iris.graph("inferred/")}")'
    dates = frozenset(loose)
    for values in _asked(dates):
        for pattern in ("?d ?p ?o", "?s ?p ?d"):
            query = (
                f"SELECT DISTINCT ?d ?g WHERE {{ VALUES ?d {{ {values} }} GRAPH ?g {{ {pattern} }} FILTER({stated}) }}"
            )
            left |= {row["d"] for row in store.select(query) if row["g"] not in besides}
    return dates - left


def without_dates(lines: Sequence[str], dates: frozenset[str]) -> list[str]:
    """The lines that name none of the dates."""
    marked = frozenset(f"<{iri}>" for iri in dates)
    return [line for line in lines if marked.isdisjoint(_ends(line))]


def touched_graphs(store: Reader, personal: Personal) -> list[str]:
    """Names of the graphs that hold something to be cut."""
    found: set[str] = set()
    asked = _written({*personal.properties, personal.heading, table.EXISTENCE})
    for values in _asked(personal.living):
        for pattern in ("?i ?p ?o", "?o ?p ?i"):
            query = (
                f"SELECT DISTINCT ?g WHERE {{ VALUES ?i {{ {values} }} VALUES ?p {{ {asked} }} "
                f"GRAPH ?g {{ {pattern} }} }}"
            )
            found |= {row["g"] for row in store.select(query)}
    for values in _asked(personal.nodes):
        query = f"SELECT DISTINCT ?g WHERE {{ VALUES ?i {{ {values} }} GRAPH ?g {{ ?i ?p ?o }} }}"
        found |= {row["g"] for row in store.select(query)}
    return sorted(found)


def _ends(line: str) -> tuple[str, str]:
    """Subject and object of a canonical N-Quad, each in its brackets; of a literal its first word."""
    subject, _, target, _ = line.split(" ", 3)
    return subject, target


def _asked(iris: Iterable[str]) -> Iterator[str]:
    ordered = sorted(iris)
    for start in range(0, len(ordered), _AT_ONCE):
        yield _written(ordered[start : start + _AT_ONCE])


def _written(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(iris))


def without_life_evidence(lines: Sequence[str], living: frozenset[str], iris: Iris) -> list[str]:
    """``graph/links`` with the words of reasons that quote the life of a living person taken out; their kind stays."""
    ends = (f" <{SSSOM.subject_id}> ", f" <{SSSOM.object_id}> ")
    marked = frozenset(f"<{iri}>" for iri in living)
    told = (_ends(line) for line in lines if any(end in line for end in ends))
    about = {subject for subject, target in told if target in marked}
    because = f" <{iris.own('because')}> "
    return sorted({_veiled(line, because) if _ends(line)[0] in about else line for line in lines})


def _veiled(line: str, because: str) -> str:
    start, found, words = line.partition(because)
    reason = words.lstrip('"')
    if not found or not (reason.startswith(_LIFE) or "born " in reason):
        return line
    kind = reason.partition(":")[0].partition('"')[0] if reason.startswith(_LIFE) else "life"
    return f'{start}{because}"{kind}: not shown of persons who may be alive"{words[words.rindex(" <"):]}'
