"""Scans and transcriptions joined to the units of a finding aid: by its digital objects, by call number, by file name.

Pure: documents and file names in, a table of pairs out; what has no partner is listed on either side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal
from urllib.parse import unquote, urlsplit

from extractors.document import Document, Level
from kg.call_numbers import COUNTS, Key, key, lone_number, tells
from kg.rdf.vocabulary import SINGLE_LEVELS, TRANSCRIPTIONS

By = Literal["digital object", "call number", "file name", "folder"]
_SIDES = frozenset(("r", "v", "a", "b", "recto", "verso", "об"))
DEPTH = 4
"""Folders above a file that may spell its call number, at most: archive, fond, opis, delo."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of description that files may belong to. daos: its digital objects, as the finding aid refers to them."""

    id: str
    level: Level
    keys: frozenset[Key]
    daos: tuple[str, ...]
    leaf: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be the page, the scan or the text of a unit. numbers: what it says itself of its call number."""

    path: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A file and its unit, and what joined them."""

    path: str
    unit: str
    level: Level
    by: By


@dataclass(frozen=True, slots=True)
class Pairing:
    """What was joined and what was not. idle_units: leaves, and units with digital objects, that no file belongs to."""

    pairs: tuple[Pair, ...]
    idle_files: tuple[str, ...]
    idle_units: tuple[str, ...]


def units(documents: Sequence[Document]) -> tuple[Unit, ...]:
    """The units that a finding aid describes, itself left out; in its order."""
    described = {document.id: document for document in documents if not document.describes}
    parents = {document.parent for document in described.values()}
    return tuple(
        Unit(
            document.id,
            document.level,
            frozenset(_keys(document, described)),
            tuple(_daos(document)),
            document.id not in parents,
        )
        for document in described.values()
    )


def pair(known: Sequence[Unit], candidates: Iterable[Candidate]) -> Pairing:
    """Join each file to the one unit that the surest sign points to; a sign that points to several joins nothing."""
    by_key, by_dao = _index(known)
    levels = {unit.id: unit.level for unit in known}
    pairs, idle = [], []
    for candidate in sorted(candidates, key=lambda one: one.path):
        found = next((hit for hit in _signs(candidate, by_key, by_dao) if hit), None)
        if found is None:
            idle.append(candidate.path)
        else:
            pairs.append(Pair(candidate.path, found[0], levels[found[0]], found[1]))
    busy = {one.unit for one in pairs}
    return Pairing(
        tuple(pairs), tuple(idle), tuple(u.id for u in known if (u.leaf or u.daos) and u.id not in busy)
    )


def joined(document: Document, found: Pair | None) -> Document:
    """The document as a page or text of its unit; one that describes itself stays a record, within a set.

    A document that already is the unit, or a part of another document, is left as it is.
    """
    if found is None or document.id == found.unit or document.parent:
        return document
    if document.form in TRANSCRIPTIONS or found.level in SINGLE_LEVELS:
        return replace(document, instantiates=found.unit, level=found.level)
    return replace(document, parent=found.unit)


def _keys(document: Document, described: Mapping[str, Document]) -> Iterator[Key]:
    """Of its id, of its call numbers and of their chain from the top down: ``5 1 2`` for fond 5, opis 1, delo 2."""
    own = _call_numbers(document)
    yield from (one for one in map(key, (document.id, *own)) if tells(one))
    chain, above = list(own[:1]), described.get(document.parent or "")
    while above is not None and chain:
        number = next(iter(_call_numbers(above)), "")
        if number and key(chain[0])[: len(key(number))] != key(number):
            chain.insert(0, number)
            yield key(" ".join(chain))
        above = described.get(above.parent or "")
    counts = tuple(count for number in chain for count in lone_number(number))
    if len(counts) > 1:
        yield (COUNTS, *counts)


def _call_numbers(document: Document) -> tuple[str, ...]:
    return tuple(value for value in document.identifiers if not value.startswith("dao:"))


def _daos(document: Document) -> Iterator[str]:
    yield from (value.removeprefix("dao:") for value in document.identifiers if value.startswith("dao:"))
    if document.url:
        yield document.url


def _index(known: Sequence[Unit]) -> tuple[dict[Key, set[str]], dict[tuple[str, ...], set[str]]]:
    by_key: dict[Key, set[str]] = defaultdict(set)
    by_dao: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for unit in known:
        for one in unit.keys:
            by_key[one].add(unit.id)
        for dao in unit.daos:
            parts = _path_parts(dao)
            least = 1 if len(parts) == 1 or tells(key(parts[-1])) else 2  # any folder may hold a 0001.jpg
            for start in range(len(parts) - least + 1):
                by_dao[parts[start:]].add(unit.id)
    return by_key, by_dao


def _path_parts(reference: str) -> tuple[str, ...]:
    """``https://a.org/x/Delo%2012/0001.JPG`` -> ("x", "delo 12", "0001"): folders and stem, lower case."""
    path = PurePath(unquote(urlsplit(reference.replace("\\", "/")).path).lower())
    parts = [part for part in path.parts if part not in ("/", ".", "..")]
    return (*parts[:-1], PurePath(parts[-1]).stem) if parts else ()


def _signs(
    candidate: Candidate, by_key: Mapping[Key, set[str]], by_dao: Mapping[tuple[str, ...], set[str]]
) -> Iterator[tuple[str, By] | None]:
    """What points to one unit, the surest first; None for a sign that points to none or to several."""
    parts = _path_parts(candidate.path)
    folders, stem = parts[:-1], parts[-1]
    for length in range(min(len(parts), DEPTH + 1), 0, -1):
        yield _one(by_dao.get(parts[-length:]), "digital object")
    for length in range(min(len(folders), DEPTH), 0, -1):  # the digital object is the folder of the pages
        if tells(key(" ".join(folders[-length:]))):
            yield _one(by_dao.get(folders[-length:]), "digital object")
    for number in candidate.numbers:
        yield _one(by_key.get(key(number)), "call number")
    name = key(stem)
    for length in range(min(len(folders), DEPTH), -1, -1):
        above = sum((key(folder) for folder in folders[len(folders) - length :]), ())
        yield _one(by_key.get(above + name), "file name")
        counted = _without_page(name)
        yield _one(by_key.get(above + counted) if tells(counted) else None, "file name")
    for length in range(min(len(folders), DEPTH), 0, -1):
        above = sum((key(folder) for folder in folders[-length:]), ())
        yield _one(by_key.get(above), "folder")
    for length in range(min(len(folders), DEPTH), 1, -1):  # "journal 1/issue 3", whatever the words are
        counts = [lone_number(folder) for folder in folders[-length:]]
        yield _one(by_key.get((COUNTS, *sum(counts, ()))) if all(counts) else None, "folder")


def _without_page(name: Key) -> Key:
    """A file name's parts without the number of the page, and the side of the leaf after it."""
    return name[:-2] if name[-1:] and name[-1] in _SIDES else name[:-1]


def _one(found: set[str] | None, by: By) -> tuple[str, By] | None:
    return (next(iter(found)), by) if found is not None and len(found) == 1 else None
