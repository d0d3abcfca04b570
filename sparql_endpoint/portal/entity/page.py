"""Everything the page of an entity says, from its dossier."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.dossier import model
from kg.dossier.read import Dossiers, dossiers
from kg.publication.citing_things import Cited
from sparql_endpoint.portal.catalogues import N_
from sparql_endpoint.portal.cite.work import cited
from sparql_endpoint.portal.entity.names import InLanguage, by_language, title
from sparql_endpoint.portal.entity.network import Network, network
from sparql_endpoint.portal.entity.outside import Outside, outside
from sparql_endpoint.portal.entity.places import PlaceOf, places
from sparql_endpoint.portal.entity.shown import Named, Sentence, named, quote_of, sentence
from sparql_endpoint.portal.entity.timeline import Timeline, timeline
from sparql_endpoint.portal.quotes import Quote
from sparql_endpoint.portal.sentences import name_of
from sparql_endpoint.results import Term
from sparql_endpoint.service import View

PAGE_SIZE = 10
ROLES = {
    "describesOrDescribed": N_("Described in"),
    "hasSender": N_("As sender"),
    "hasAddressee": N_("As addressee"),
    "hasAuthor": N_("As author"),
    "hasCreator": N_("As creator"),
    "hasPublisher": N_("As publisher"),
    "hasCollector": N_("As collector"),
    "hasOrHadSubject": N_("As subject"),
    "isAssociatedWithPlace": N_("As place"),
}
"""What an entity is to a record, by the last part of the record's property."""
_BOTH_WAYS = frozenset({"isAgentAssociatedWithAgent", "hasOrHadSpouse", "hasSibling", "hasFamilyAssociationWith"})
_OF_THE_FILE = frozenset({"source", "identifier"})
"""Statements about the entry, not about what it describes."""
_MOST_FACTS = 300
_MOST_ROLES = 8
LIFE = ("hasBirthDate", "hasBirthPlace", "hasDeathDate", "hasDeathPlace", "hasBeginningDate", "hasEndDate",
        "occurredAtDate", "hasOrHadLocation", "hasEventType")  # fmt: skip
"""Statements that stand at the head of a page, in this order."""


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """What the entity is to some records: (record, title, call number, words) of the first, and how many there are."""

    label: Named
    records: tuple[tuple[str, Term, str, Quote | None], ...]
    total: int

    @property
    def heading(self) -> str:
        """What it is to them, in English; empty where only the property's label says so."""
        return ROLES.get(name_of(self.label.iri), "")


@dataclass(frozen=True, slots=True)
class Column:
    """What one archive says. life: dates and places of the head; relations: the other sentences; texts: (label, text,
    witnesses) in the archive's words; mentions: one page of them, of total in so many records."""

    archive: Named
    life: tuple[Sentence, ...]
    relations: tuple[Sentence, ...]
    texts: tuple[Sentence, ...]
    roles: tuple[RoleGroup, ...]
    mentions: tuple[Quote, ...]
    total: int
    records: int
    offset: int

    @property
    def code(self) -> str:
        """Of the archive."""
        return self.archive.iri.rsplit("/", 1)[1]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement on identity, ready to be shown."""

    one: Named
    other: Named
    judgement: model.Judgement


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Ready to be shown. cut: whether there are more statements than the page shows; work: as it is cited.

    whole: whether all that the dossier keeps is shown, or the first of each.
    """

    iri: str
    title: Term
    kinds: tuple[Named, ...]
    names: tuple[InLanguage, ...]
    columns: tuple[Column, ...]
    places: tuple[PlaceOf, ...]
    timeline: Timeline
    network: Network
    outside: tuple[Outside, ...]
    judgements: tuple[Judged, ...]
    judged: int
    cut: bool
    work: Cited
    whole: bool

    @property
    def mapped(self) -> bool:
        """Whether there is a point to put on a map."""
        return any(place.point for place in self.places)

    @property
    def two_sided(self) -> bool:
        """Whether more than one archive knows it."""
        return len(self.columns) > 1


def entity_page(
    view: View,
    iri: str,
    wanted: tuple[str, ...],
    interface: tuple[str, ...],
    offsets: dict[str, int],
    *,
    whole: bool = False,
) -> EntityPage | None:
    """None where there is no dossier of the IRI. offsets: archive IRI to the first mention to show."""
    with dossiers(view.edition.dossiers_path) as table:
        number = table.number(iri)
        if number is None or not table.is_entity(number):
            return None
        names = table.names(number)
        subject = Named(iri, title(names, iri, wanted))
        pairs = table.facts(number, _MOST_FACTS + 1)
        facts = [fact for fact, _ in pairs[:_MOST_FACTS]]
        said = once([sentence(fact, subject, wanted, interface) for fact in facts])
        columns = _columns(table, number, said, wanted, interface, offsets)
        judged, total = table.judgements(number)
        return EntityPage(
            iri,
            subject.label,
            tuple(named(kind, interface) for kind in table.kinds(number)),
            by_language(names, wanted[0]),
            columns,
            places(table, number, subject, pairs, wanted),
            timeline(table, number, pairs, wanted),
            network(table, number, subject, wanted),
            outside(table.outside(number)),
            tuple(Judged(named(j.one, wanted), named(j.other, wanted), j) for j in judged),
            total,
            len(pairs) > _MOST_FACTS,
            cited(view.edition, iri, subject.label, [column.archive.label.value for column in columns]),
            whole,
        )


def once(said: list[Sentence]) -> list[Sentence]:
    """Each statement of an archive once: that A came after B and that B was followed by A are one."""
    found: dict[tuple[str, ...], Sentence] = {}
    for each in (each for each in said if each.key not in _OF_THE_FILE):
        if each.text:
            key: tuple[str, ...] = each.archive, each.relation.iri, each.text.lang, each.text.value
        else:
            both_ways = f"{each.key} {each.far.iri}" if each.key in _BOTH_WAYS and each.far else each.words
            key = each.archive, both_ways, each.date.edtf if each.date else ""
        same = found.get(key)
        if same is None:
            found[key] = each
        else:
            witnesses = tuple(dict.fromkeys((*same.witnesses, *each.witnesses)))
            found[key] = replace(same, witnesses=witnesses, sources=max(same.sources, each.sources, len(witnesses)))
    return list(found.values())


def _columns(
    table: Dossiers, number: int, said: list[Sentence], wanted: tuple[str, ...], interface: tuple[str, ...],
    offsets: dict[str, int],
) -> tuple[Column, ...]:  # fmt: skip
    counts = table.mention_counts(number)
    roles = _roles(table, number, wanted, interface)
    archives = sorted({*counts, *roles, *(each.archive for each in said)})
    things = {thing.iri: thing for thing in table.things(table.number(archive) for archive in archives).values()}
    columns = []
    for archive in archives:
        own = [each for each in said if each.archive == archive]
        head = [each for each in own if each.forward and each.key in LIFE]
        offset = max(0, offsets.get(archive, 0))
        mentions = table.mentions(number, archive, offset, PAGE_SIZE) if archive in counts else ()
        columns.append(
            Column(
                named(things.get(archive, model.Thing(archive)), wanted),
                tuple(sorted(head, key=lambda each: LIFE.index(each.key))),
                tuple(each for each in own if each.text is None and each not in head),
                tuple(each for each in own if each.text is not None),
                roles.get(archive, ()),
                tuple(shown for quote in mentions if (shown := quote_of(quote, wanted))),
                *counts.get(archive, (0, 0)),
                offset,
            )
        )
    return tuple(columns)


def _roles(
    table: Dossiers, number: int, wanted: tuple[str, ...], interface: tuple[str, ...]
) -> dict[str, tuple[RoleGroup, ...]]:
    groups: dict[tuple[str, str], list[tuple[model.Role, int]]] = {}
    for role, total in table.roles(number, _MOST_ROLES):
        groups.setdefault((role.archive, role.property.iri), []).append((role, total))
    found: dict[str, list[RoleGroup]] = {}
    for (archive, _), roles in groups.items():
        records = tuple(
            (role.record.thing.iri, named(role.record.thing, wanted).label, role.record.identifier,
             quote_of(role.quote, wanted))
            for role, _ in roles
        )  # fmt: skip
        found.setdefault(archive, []).append(RoleGroup(named(roles[0][0].property, interface), records, roles[0][1]))
    return {archive: tuple(each) for archive, each in found.items()}
