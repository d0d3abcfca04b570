"""The names of an entity by language: what is missing is said, not hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.dossier.model import Name
from sparql_endpoint.portal.i18n import LANGUAGES
from sparql_endpoint.portal.labels import pick
from sparql_endpoint.results import Term


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Names in one language, the preferred first; none where the sources give none. lang empty: language unknown."""

    lang: str
    names: tuple[Term, ...]


def by_language(names: Sequence[Name], first: str) -> tuple[InLanguage, ...]:
    """The reader's language first, then the other languages of the portal, then all others."""
    found: dict[str, list[Name]] = {code: [] for code in dict.fromkeys((first, *LANGUAGES))}
    for name in sorted(names, key=lambda name: (not name.preferred, name.lang, name.text)):
        found.setdefault(name.lang.split("-")[0], []).append(name)
    return tuple(InLanguage(code, tuple(_term(name) for name in each)) for code, each in found.items())


def title(names: Sequence[Name], iri: str, wanted: tuple[str, ...]) -> Term:
    """The preferred name in the reader's language, else another one in it, else the next best."""
    preferred = [name for name in names if name.preferred]
    if not any(name.lang.split("-")[0] == wanted[0] for name in preferred):
        inside = [name for name in names if name.lang.split("-")[0] == wanted[0]]
        preferred = inside or preferred
    return pick([_term(name) for name in preferred or names] or [Term("literal", iri)], wanted)


def _term(name: Name) -> Term:
    return Term("literal", name.text, name.lang)
