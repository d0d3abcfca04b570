"""A batch of questions answered: names matched in their own process, the rest asked of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kg.resolve.profile import Years
from sparql_endpoint.portal.labels import labels
from sparql_endpoint.portal.reconcile import facts
from sparql_endpoint.portal.reconcile.matcher import Asked, Matcher
from sparql_endpoint.portal.reconcile.named import Candidate, Found
from sparql_endpoint.portal.reconcile.questions import TYPES, Question
from sparql_endpoint.portal.reconcile.weighing import Known, Told, Weighed, told, weigh
from sparql_endpoint.results import Term
from sparql_endpoint.service import View

_OF_NOTHING = float("-inf")


def answers(
    view: View, matcher: Matcher, asked: Sequence[Question], wanted: tuple[str, ...]
) -> tuple[dict[str, list[Weighed]], dict[str, Term], dict[str, facts.Life], float]:
    """By the key of each question its candidates; labels and lives of all of them; processor seconds of matching."""
    read = [told(question) for question in asked]
    named = [at for at, question in enumerate(asked) if question.name.strip()]
    texts = [_asked(asked[at], view.edition.base) for at in named]
    reply = matcher.ask(view.edition.search_path, texts) if texts else None
    found = {at: reply.found[place] for place, at in enumerate(named)} if reply else {}
    bearers = facts.bearing(view, (identifier for each in read for identifier in each.identifiers))
    pools = [
        _open(view, _with_bearers(view, found.get(at, Found((), _OF_NOTHING)), question, told_, bearers))
        for at, (question, told_) in enumerate(zip(asked, read, strict=True))
    ]
    known = _known(view, pools, read)
    results = {
        question.key: weigh(question, told_, pool, known)
        for question, told_, pool in zip(asked, read, pools, strict=True)
    }
    shown = {each.candidate.iri for weighed in results.values() for each in weighed}
    lives = {**facts.lives(view, shown - known.lives.keys()), **known.lives} if shown else {}
    return results, labels(view, shown, wanted), lives, reply.seconds if reply else 0.0


def result(weighed: Weighed, label: Term, description: str, types: dict[str, str], base: str) -> dict[str, Any]:
    """A candidate as the API writes it. types: names of the types by kind."""
    each = weighed.candidate
    return {
        "id": each.iri.removeprefix(f"{base}/id/"),
        "name": label.value,
        "description": description,
        "type": [{"id": TYPES[each.kind], "name": types[each.kind]}],
        "score": weighed.score,
        "match": weighed.match,
        "features": [{"id": name, "value": value} for name, value in weighed.features],
    }


def lifetime(lived: facts.Life | None) -> str:
    """1866–1910; ? for an end that is not known, empty where neither is."""
    return f"{years_of(lived.get('birth')) or '?'}–{years_of(lived.get('death')) or '?'}" if lived else ""


def years_of(span: Years | None) -> str:
    """1866, or 1866/1868 where it is known no closer or sources differ; empty for None."""
    if span is None:
        return ""
    return str(span.earliest) if span.earliest == span.latest else f"{span.earliest}/{span.latest}"


def _asked(question: Question, base: str) -> Asked:
    archives = question.values("archive")
    name = question.name.strip()
    if "/" in name and name.split("/")[0] in TYPES:  # the id of an entity
        name = f"{base}/id/{name}"
    archive = archives[0].removeprefix(f"{base}/id/").removeprefix("archive/") if archives else ""
    return Asked(name, question.kinds, question.lang, archive)


def _with_bearers(
    view: View, found: Found, question: Question, read: Told, bearers: dict[str, tuple[str, ...]]
) -> Found:
    """And the entities that have an identifier that was told, whatever they are called."""
    there = {each.iri for each in found.candidates}
    start = f"{view.edition.base}/id/"
    more = []
    for iri in dict.fromkeys(iri for identifier in read.identifiers for iri in bearers.get(identifier, ())):
        kind = iri.removeprefix(start).split("/")[0]
        if iri not in there and kind in question.kinds:
            more.append(Candidate(iri, kind, "", 0.0, False, True, 0, ()))
    return replace(found, candidates=(*found.candidates, *more)) if more else found


def _open(view: View, found: Found) -> Found:
    """Without what was withdrawn."""
    gone = view.edition.withdrawn
    return replace(found, candidates=tuple(each for each in found.candidates if each.iri not in gone))


def _known(view: View, pools: Sequence[Found], read: Sequence[Told]) -> Known:
    """What the edition says of the candidates of the questions that tell more than a name."""

    def of(wanted: Sequence[object]) -> set[str]:
        return {each.iri for pool, told_ in zip(pools, wanted, strict=True) if told_ for each in pool.candidates}

    places = of([each.places for each in read])
    tied = facts.values(view, places, facts.PLACES) if places else {}
    named = facts.values(view, {term.value for terms in tied.values() for term in terms}, facts.NAMES) if tied else {}
    lives = of([each.born or each.died or each.active for each in read])
    bearing, points = of([each.identifiers for each in read]), of([each.points for each in read])
    start = f"{view.edition.base}/id/"
    return Known(
        facts.lives(view, lives) if lives else {},
        {
            iri: [
                text
                for term in terms
                for text in (
                    term.value,
                    term.value.removeprefix(start),
                    *(name.value for name in named.get(term.value, ())),
                )
            ]
            for iri, terms in tied.items()
        },
        {
            iri: [term.value for term in terms]
            for iri, terms in (facts.values(view, bearing, facts.IDENTIFIERS) if bearing else {}).items()
        },
        facts.points(view, points) if points else {},
    )
