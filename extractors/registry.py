"""Name -> implementation, from entry points. A newcomer adds a file and one line of pyproject.toml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from extractors.document import Document
from extractors.errors import InputRejected, UsageError
from extractors.source import Source

READERS = "sunqar.readers"


@runtime_checkable
class Reader(Protocol):
    """Turns one file of one format into Documents.

    media_type  of the files, for ``dcterms:format``; a reader of several kinds of file is ``Varied`` too
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str

    def sniff(self, source: Source) -> float:
        """How sure, 0 to 1, that this is the reader for the source; looks at the content first."""

    def read(self, source: Source) -> Iterator[Document]:
        """Yield documents lazily. Raises InputRejected, with a code and a line, for what cannot be read."""


@runtime_checkable
class Gatherer(Protocol):
    """A reader whose file is made of several: it names those that it reads itself, so that nobody else does."""

    def parts(self, source: Source) -> tuple[str, ...]:
        """References, as in the file, to files beside it; those that are not there are left to ``read``."""


@runtime_checkable
class Varied(Protocol):
    """A reader of several kinds of file."""

    def media_type_of(self, source: Source) -> str:
        """Media type of this file."""


def media_type(name: str, source: Source) -> str:
    """Media type of a source that the reader of that name reads."""
    chosen = reader(name)
    return chosen.media_type_of(source) if isinstance(chosen, Varied) else chosen.media_type


@cache
def _points(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group=group), key=lambda point: point.name)}


def names(group: str) -> tuple[str, ...]:
    """All registered names of a group, sorted."""
    return tuple(_points(group))


@cache
def load(group: str, name: str) -> object:
    """The registered object itself; UsageError naming what there is, for an unknown name."""
    point = _points(group).get(name)
    if point is None:
        raise UsageError(
            "REGISTRY001",
            f"There is no {group.split('.')[-1].rstrip('s')} named {name!r}.",
            advice=f"Available: {', '.join(names(group)) or 'none'}.",
        )
    return point.load()


@cache
def reader(name: str) -> Reader:
    """The reader of that name, made once. UsageError where it is no reader."""
    made = load(READERS, name)()  # type: ignore[operator]
    if not isinstance(made, Reader):
        raise UsageError("REGISTRY002", f"{name!r} does not fulfil the Reader protocol.")
    return made


@cache
def _gatherers() -> tuple[tuple[Reader, Gatherer], ...]:
    found = (reader(name) for name in names(READERS))
    return tuple((one, one) for one in found if isinstance(one, Gatherer))


def parts_of(source: Source) -> tuple[str, ...]:
    """References to the files that the source's reader reads with it; none for most. Faults are told by ``read``."""
    for one, gatherer in _gatherers():
        if one.sniff(source) > 0.5:
            try:
                return gatherer.parts(source)
            except InputRejected:
                return ()
    return ()


def reader_for(source: Source) -> Reader:
    """The reader that is surest of the source; ties go to the first by name, so the choice is stable.

    InputRejected where none reads it.
    """
    scored = [(reader(name).sniff(source), name) for name in names(READERS)]
    score, name = max(scored, key=lambda pair: pair[0])
    if score <= 0:
        fault = source.prolog.rejection(source.name)
        if fault is not None:  # it is XML, but nobody can tell which: say what is wrong with it
            raise fault
        raise InputRejected(
            "READ001",
            f"No reader recognises {source.name}.",
            advice=f"Known formats: {', '.join(names(READERS))}. Name one with --format.",
        )
    return reader(name)
