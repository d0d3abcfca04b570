"""The ways between two things, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from kg.dossier.model import Thing
from kg.dossier.read import Dossiers, dossiers
from kg.dossier.side_by_side import fact_between, named_at
from kg.paths.find import Hop, paths
from sparql_endpoint.portal.entity.shown import Named, Sentence, named, quote_of, sentence
from sparql_endpoint.portal.sentences import parts
from sparql_endpoint.service import View

HOPS, MOST = 4, 5


@dataclass(frozen=True, slots=True)
class Way:
    """One way: all that lies on it from end to end, and what is said of each step."""

    through: tuple[Named, ...]
    steps: tuple[Sentence, ...]


def ways(
    view: View, start: str, goal: str, wanted: tuple[str, ...], interface: tuple[str, ...], *, hubs: bool
) -> tuple[Way, ...]:
    """At most some, the shortest first. hubs: also through countries and whatever is beside very many things."""
    found = paths(view.edition.paths_path, start, goal, hops=HOPS, limit=MOST, hubs=hubs)
    with dossiers(view.edition.dossiers_path) as table:
        iris = {iri for hops in found for hop in hops for iri in (hop.here, hop.there, hop.property)}
        numbers = {iri: table.number(iri) for iri in iris}
        things = {thing.iri: thing for thing in table.things(numbers.values()).values()}
        shown = {iri: named(things[iri], wanted) for iri in iris if iri in things}
        known: dict[Hop, Sentence] = {}
        for hop in {hop: None for hops in found for hop in hops}:
            known[hop] = _step(table, hop, numbers, shown, wanted, interface)
        return tuple(
            Way(
                tuple(_end(shown, iri) for iri in (hops[0].here, *(hop.there for hop in hops))),
                tuple(known[hop] for hop in hops),
            )
            for hops in found
        )


def _step(
    table: Dossiers, hop: Hop, numbers: dict[str, int | None], shown: dict[str, Named], wanted: tuple[str, ...],
    interface: tuple[str, ...],
) -> Sentence:  # fmt: skip
    one, other = (hop.here, hop.there) if hop.forward else (hop.there, hop.here)
    here, there = numbers[one], numbers[other]
    if here and there and "/id/record/" not in one:
        fact = fact_between(table, here, hop.property, there)
        if fact is not None:
            return sentence(fact, _end(shown, one), wanted, interface)
    quote = quote_of(named_at(table, there, here), wanted) if here and there else None
    label = table.things([numbers[hop.property]])
    relation = named(next(iter(label.values())), interface) if label else _end(shown, hop.property)
    witnesses = ((quote.identifier, quote),) if quote else ()
    return Sentence(
        parts(hop.property), relation, "", True, _end(shown, one), _end(shown, other), None, None, None,
        len(witnesses), witnesses,
    )  # fmt: skip


def _end(shown: dict[str, Named], iri: str) -> Named:
    return shown.get(iri) or named(Thing(iri), ())
