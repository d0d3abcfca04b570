"""``…/service/similar``: shared entities whose names may be a given name, in any script, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from kg.edition import Edition
from kg.search.query import opened
from sparql_endpoint.results import Row, Term
from sparql_endpoint.services.arguments import bad, last_part, limit_of, text_of
from sparql_endpoint.services.local import THING, Context, decimal, iri, text

if TYPE_CHECKING:
    from kg.resolve.names.index import Match, NameIndex

_KINDS = ("person", "body", "place", "event", "term")
_NAMES_AN_ENTITY = 4
_LONGEST = 200
_LEAST = 0.001
_FAR = 50.0


@dataclass(frozen=True)
class _Names:
    """All names of shared entities; index: of the words in them; entities: IRI, kind, name and language of each."""

    index: NameIndex
    entities: tuple[tuple[str, str, str, str], ...]


class SimilarService:
    """The subject is a shared entity, the likeliest first."""

    inputs = frozenset(("nameLike", "inLanguage", "ofKind", "limit"))
    required = frozenset(("nameLike",))
    outputs = frozenset(("score", "matched", "matchedLanguage", "explanation"))

    def answer(self, context: Context, given: Mapping[str, Term]) -> Iterator[Row]:
        """One row an entity, by its likeliest name. score: probability that the two names name one, by names alone."""
        kind = last_part(given, "ofKind")
        if kind and kind not in _KINDS:
            raise bad("ofKind", f"one of {', '.join(_KINDS)}")
        name, limit = text_of(given, "nameLike")[:_LONGEST], limit_of(given, 10)
        lang = text_of(given, "inLanguage") or given["nameLike"].lang or None
        known: _Names = context.kept.get(context.edition, f"names {kind}", lambda: _names(context.edition, kind))
        seen: set[str] = set()
        most = min(_NAMES_AN_ENTITY * limit, len(known.entities))
        matches = known.index.match(name, lang, kind or None, most) if known.entities else []
        for match in sorted(matches, key=lambda each: (-each.logit, known.entities[each.number])):
            entity, _, written, written_lang = known.entities[match.number]
            score = 1 / (1 + exp(-max(match.logit, -_FAR)))
            if entity in seen or len(seen) == limit or score < _LEAST:
                continue
            seen.add(entity)
            row = {
                THING: iri(entity),
                "score": decimal(score),
                "matched": text(written, written_lang),
                "explanation": text(_explained(known.index, name, lang, match)),
            }
            if written_lang:
                row["matchedLanguage"] = text(written_lang)
            yield row


def _names(edition: Edition, kind: str) -> _Names:
    from kg.resolve.names.index import NameIndex

    with closing(opened(edition.search_path)) as database:
        rows = database.execute(
            "SELECT t.iri, t.kind, p.text, p.lang FROM passage p JOIN thing t ON t.id = p.thing "
            "WHERE p.field = 0 AND (? = '' OR t.kind = ?) ORDER BY p.id",
            (kind, kind),
        )
        entities = tuple(tuple(row) for row in rows)
    return _Names(NameIndex((written, lang or None) for _, _, written, lang in entities), entities)


def _explained(index: NameIndex, name: str, lang: str | None, match: Match) -> str:
    """Which words of the two names go together, and which are left over."""
    from kg.resolve.names.parts import parse

    asked, found = parse(name, lang).parts, index.names[match.number].parts
    pairs = [f"{asked[one].text} = {found[other].text}" for one, other in match.pairs]
    left = [part.text for at, part in enumerate(asked) if at not in {one for one, _ in match.pairs}]
    over = [part.text for at, part in enumerate(found) if at not in {other for _, other in match.pairs}]
    rest = [f"{sign}{word}" for sign, words in (("−", left), ("+", over)) for word in words]
    return "; ".join([*pairs, *([" ".join(rest)] if rest else [])])
