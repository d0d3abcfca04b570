"""One file, from bytes to a named graph: what a worker process does. Pure but for its module-level caches."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import parent_process
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.access import with_access, with_sidecar
from extractors.deadline import deadline
from extractors.document import Document
from extractors.errors import CodedError, InputRejected, RunAborted
from extractors.registry import Reader, reader, reader_for
from extractors.source import Source
from kg.executors.child import MARK
from kg.iri import Iris, stable_id
from kg.ledger import FileResult
from kg.pairing import Pair, joined
from kg.rdf.mapper import LocalEntity, map_source
from kg.rdf.units import Unit
from kg.replica.dumps import OWN_GRAPH
from kg.replica.replica import replica

if TYPE_CHECKING:
    from extractors.recognise import Recogniser

NOT_RECOGNISED = "READ001"
TOO_LONG = "READ008"


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read, with all that its graph depends on.

    shown   what messages call it: its path, or its place in an archive
    sha256  of all that is read for it
    tier    of the taggers that find names
    seconds how long reading one document, and finding names in it, may take
    image   name of the scan whose text it is, for pages that name none
    """

    path: str
    shown: str
    archive: str
    sha256: str
    format: str | None
    iris: Iris
    licence: str
    recognise: bool
    tier: str
    min_confidence: float
    fingerprint: str
    seconds: float
    pair: Pair | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The ledger's entry, the graph's N-Quads, the local entities, the units with their lines."""

    result: FileResult
    nquads: bytes = b""
    entities: tuple[LocalEntity, ...] = ()
    units: tuple[Unit, ...] = ()


def extract(task: Task) -> Outcome:
    """Read, recognise, date, map. Whatever is wrong with the file is a result, not an exception."""
    try:
        return _extract(task)
    except InputRejected as error:
        return failed(task, _placed(error, task))
    except OSError as error:
        return failed(
            task, InputRejected("READ002", f"The file cannot be read: {error.strerror}.", where=task.shown)
        )
    except (RecursionError, MemoryError, UnicodeError) as error:
        return failed(
            task,
            InputRejected(
                "READ003",
                f"The file exceeds what a reader can take: {type(error).__name__}.",
                where=task.shown,
            ),
        )
    except RunAborted:
        raise
    except Exception as error:
        return failed(task, _fault(error, task))


def _fault(error: Exception, task: Task) -> CodedError:
    """A fault of Sunqar's own: it must not keep the other files from their graphs, and is named with its place."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return InputRejected(
        "READ010",
        f"Sunqar has a fault that this file brings out: {type(error).__name__} at {place}: {error}.",
        where=task.shown,
        advice="Please report it with the file, if it may be shown. The other files are not touched by it.",
    )


def _placed(error: InputRejected, task: Task) -> CodedError:
    """The error with the whole path: readers know only the file's name, and the line."""
    name = Path(task.path).name
    if error.where.startswith(name):
        where = task.shown + error.where.removeprefix(name)
        return InputRejected(error.code, error.message, where=where, advice=error.advice)
    return error.at(task.shown)


def worker_died(task: Task) -> Outcome:
    """The result for a file whose worker process did not come back."""
    return failed(
        task,
        InputRejected(
            "READ004",
            "The process that read this file was killed or crashed, twice.",
            where=task.shown,
            advice="Look for too large a file or too little memory; try it alone with --jobs 1.",
        ),
    )


def _extract(task: Task) -> Outcome:
    if task.format == OWN_GRAPH:
        return _replicated(task)
    source = Source.from_path(Path(task.path), task.archive)
    chosen = reader(task.format) if task.format else reader_for(source)
    whole = (joined(_of_scan(document, task.image), task.pair) for document in _read(chosen, source, task))
    documents = [with_access(document) for document in with_sidecar(whole, source)]
    if not documents:
        raise InputRejected("READ005", "The file holds no document.", where=task.shown)
    warnings = [warning for document in documents for warning in document.warnings]
    # In a list of entries the reader knows what each line says; to a recogniser its lines would be one text.
    recognise = task.recognise and not getattr(chosen, "lists_entries", False)
    kept = []
    for document in documents:
        try:
            sound = _sound(document)
            kept.append(_sound(_recognised(sound, task, warnings)) if recognise else sound)
        except InputRejected as error:
            warnings.append(f"{error.code} {document.id}: {error.message} It was left out.")
    if not kept:
        raise InputRejected("READ006", f"No document of the file is sound: {warnings[-1]}", where=task.shown)
    mapped = map_source(kept, source, f"{chosen.name}-{_version()}", task.iris, task.licence)
    result = FileResult(
        task.archive,
        task.sha256,
        task.shown,
        task.fingerprint,
        chosen.name,
        mapped.graph.name,
        mapped.graph.sha256,
        mapped.documents,
        mapped.mentions,
        len(mapped.graph.lines),
        None,
        tuple(warnings),
    )
    return Outcome(result, mapped.graph.nquads, mapped.entities, mapped.units)


def _replicated(task: Task) -> Outcome:
    """A source graph of a dump, as it is."""
    made = replica(Path(task.path), task.archive, task.iris)
    result = FileResult(
        task.archive, task.sha256, task.shown, task.fingerprint, OWN_GRAPH, made.graph.name, made.graph.sha256,
        made.documents, made.mentions, len(made.graph.lines),
    )  # fmt: skip
    return Outcome(result, made.graph.nquads, made.entities, made.units)


def _read(chosen: Reader, source: Source, task: Task) -> Iterator[Document]:
    """Documents of the source, each within the time limit; readers that bound their own work are left to it."""
    documents = chosen.read(source)
    if getattr(chosen, "bounds_itself", False):
        yield from documents
        return
    while True:
        with deadline(task.seconds, source.name, kill_after=_kill_after(task)):
            document = next(documents, None)
        if document is None:
            return
        yield document


def _of_scan(document: Document, image: str | None) -> Document:
    """The document with the name of its scan where it has one page that names none."""
    if image is None or len(document.pages) != 1 or document.pages[0].image:
        return document
    return replace(document, pages=(replace(document.pages[0], image=image),))


def _recognised(document: Document, task: Task, warnings: list[str]) -> Document:
    """The document with what the machine finds and holds likely enough; what people marked stays, all of it.

    Where that takes too long, the document goes in without, and a warning says so.
    """
    try:
        with deadline(task.seconds, document.id, kill_after=_kill_after(task)):
            found = _recogniser(task.tier).recognise_one(document)
    except InputRejected as error:
        if error.code != TOO_LONG:
            raise
        warnings.append(f"{error.code} {document.id}: {error.message} It is in without the machine's mentions.")
        return document
    mentions = tuple(
        m for m in found.mentions if m.confidence >= task.min_confidence or m.method in ("editorial", "catalogue")
    )
    return replace(found, mentions=mentions)


def _kill_after(task: Task) -> float | None:
    """CPU seconds after which a worker process that never looks up is ended; never the process of the command."""
    may_end = parent_process() is not None or MARK in environ
    return 4 * task.seconds if may_end else None


def _sound(document: Document) -> Document:
    problem = next(document.check(), None)
    if problem:
        raise InputRejected("READ007", f"{problem}.", where=document.id)
    return document


def failed(task: Task, error: CodedError) -> Outcome:
    """The outcome of a task whose file is rejected."""
    return Outcome(FileResult(task.archive, task.sha256, task.shown, task.fingerprint, error=error))


@cache
def _recogniser(tier: str) -> Recogniser:
    """Loaded once a process: models are the slow part."""
    from extractors.recognise import Recogniser

    return Recogniser(tier=tier)


@cache
def _version() -> str:
    return version("sunqar")


@cache
def software_fingerprint() -> str:
    """Hash of everything a source graph depends on besides its input: code, tables, models."""
    return hash_of("extractors", "ontology", "kg/rdf")


@cache
def package_fingerprint() -> str:
    """Hash of everything an edition depends on besides its input."""
    return hash_of("extractors", "ontology", "kg")


def hash_of(*folders: str) -> str:
    """Of everything in these folders, paths from the root of the packages, but for compiled code and prose."""
    digest = sha256()
    root = Path(__file__).parent.parent
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix not in (".pyc", ".md"):
                digest.update(str(path.relative_to(root)).encode() + b"\0")
                digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def fingerprint(iris: Iris, licence: str, recognise: bool, tier: str, min_confidence: float) -> str:
    """Of the software and of the settings that a source graph depends on."""
    return stable_id(software_fingerprint(), iris.base, iris.vocabulary, licence, recognise, tier, min_confidence)
