"""From input files to tasks: archives unpacked, parts left to the file that names them, scans joined to their units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from extractors.access.sidecar import beside as access_beside
from extractors.access.sidecar import is_sidecar
from extractors.errors import CodedError, InputRejected
from extractors.readers.archive_kind import archive_stem, is_archive
from extractors.registry import parts_of
from extractors.source import Source
from kg.inputs import InputFile
from kg.iri import Iris, stable_id
from kg.pairing import Pair
from kg.replica.dumps import OWN_GRAPH, is_own_dump, own_graphs
from kg.scans import texts_of_scans

INSIDE = "!/"
"""Between the path of an archive and the path of its member."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that will be read on its own.

    path    where its bytes lie now
    shown   what it is called: its path, or ``scans.zip!/letters/1.xml`` inside an archive
    key     hash of all that is read for it; the ledger knows a file by archive and key
    image   name of the scan beside it whose text it is
    """

    path: Path
    shown: str
    archive: str
    format: str | None
    named: bool
    key: str
    pair: Pair | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that cannot even be planned."""

    archive: str
    shown: str
    error: CodedError


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be read; parts: how many files another file reads as its own."""

    files: tuple[PlannedFile, ...]
    unreadable: tuple[Unreadable, ...]
    parts: int


def plan(inputs: Sequence[InputFile], scratch: Path, iris: Iris | None = None) -> Plan:
    """Every file that is to be read on its own, each once. Archives are unpacked under scratch, which must outlive it.

    A file that another one names as its part (the ALTO pages of a METS file) is left to that one, if both belong to
    the same archive; so is a scan whose text lies beside it, and a file of access beside its document. A dump of the
    node that iris are of is taken apart into its source graphs.
    """
    unreadable: list[Unreadable] = []
    files: list[PlannedFile] = []
    parts: set[tuple[str, Path]] = set()
    sidecars: dict[Path, tuple[str, str]] = {}
    of: dict[Path, Path] = {}
    unpacked = _unpacked(inputs, scratch, unreadable)
    for file, shown in _own_graphs(unpacked, scratch / "own", unreadable, iris) if iris else unpacked:
        if is_sidecar(file.path):
            sidecars[file.path] = (file.archive, shown)
            continue
        try:
            source = Source.from_path(file.path, file.archive)
            beside = [path for reference in parts_of(source) if (path := _found(source, reference)) is not None]
            key = _key(source, beside)
        except InputRejected as error:
            unreadable.append(Unreadable(file.archive, shown, error.at(shown)))
            continue
        except OSError as error:
            fault = InputRejected("READ002", f"The file cannot be read: {error.strerror}.", where=shown)
            unreadable.append(Unreadable(file.archive, shown, fault))
            continue
        parts |= {(file.archive, path) for path in beside}
        if (sidecar := access_beside(source)) is not None:
            key = stable_id(key, sha256(sidecar.read_bytes()).hexdigest())
            of[file.path] = sidecar
            sidecars.setdefault(sidecar, (file.archive, f"{shown.removesuffix(file.path.name)}{sidecar.name}"))
        files.append(PlannedFile(file.path, shown, file.archive, file.format, file.named, key))
    alone = with_scans([file for file in files if (file.archive, file.path) not in parts])
    used = {of[file.path] for file in alone if file.path in of}
    unreadable += [_astray(archive, shown) for path, (archive, shown) in sidecars.items() if path not in used]
    return Plan(alone, tuple(unreadable), len(files) - len(alone))


def with_scans(files: Sequence[PlannedFile]) -> tuple[PlannedFile, ...]:
    """The files without the scans whose text is among them; the text knows the name of its scan instead."""
    scans = texts_of_scans((file.path, file.archive) for file in files if file.format is None)
    taken = frozenset(scans.values())
    return tuple(
        replace(file, image=scans[file.path].name, key=stable_id(file.key, scans[file.path].name))
        if file.path in scans
        else file
        for file in files
        if file.path not in taken
    )


def paired(file: PlannedFile, pairs: Mapping[tuple[str, str], Pair]) -> PlannedFile:
    """The file with its unit, which its graph depends on, so that the key does too."""
    found = pairs.get((file.archive, file.shown))
    if found is None:
        return file
    return replace(file, pair=found, key=stable_id(file.key, found.unit, found.level))


def _unpacked(
    inputs: Sequence[InputFile], scratch: Path, unreadable: list[Unreadable]
) -> Iterable[tuple[InputFile, str]]:
    """The inputs, an archive replaced by its members; with what each is called."""
    from extractors.readers.safe_archive import unpack

    for number, file in enumerate(inputs):
        if file.format not in (None, "archive") or not _is_container(file.path):
            yield file, str(file.path)
            continue
        try:
            # In a folder of the archive's name, so that scans named by numbers alone have a unit to belong to.
            members = unpack(file.path, scratch / str(number) / archive_stem(file.path.name))
        except InputRejected as error:
            unreadable.append(Unreadable(file.archive, str(file.path), error.at(str(file.path))))
            continue
        for member in members:
            yield InputFile(member.path, file.archive, None, False), f"{file.path}{INSIDE}{member.name}"


def _own_graphs(
    inputs: Iterable[tuple[InputFile, str]], scratch: Path, unreadable: list[Unreadable], iris: Iris
) -> Iterator[tuple[InputFile, str]]:
    """The inputs, a dump of this node replaced by its source graphs, each of the archive that it names."""
    for number, (file, shown) in enumerate(inputs):
        try:
            if file.format not in (None, "rdf") or not is_own_dump(file.path, iris):
                yield file, shown
                continue
            graphs = own_graphs(file.path, iris, scratch / str(number))
        except InputRejected as error:
            unreadable.append(Unreadable(file.archive, shown, error.at(shown)))
            continue
        except OSError:
            yield file, shown  # told when it is read
            continue
        for graph in graphs:
            yield InputFile(graph.path, graph.archive, OWN_GRAPH, True), f"{shown}{INSIDE}{graph.path.stem}"


def _astray(archive: str, shown: str) -> Unreadable:
    error = InputRejected(
        "ACCESS006",
        "There is no document beside this file of access, or only a part of one, so it closes nothing.",
        where=shown,
        advice="Name it as the document it is about, with .access.toml behind: the METS file, not its pages; the text, "
        "not its scan.",
    )
    return Unreadable(archive, shown, error)


def _is_container(path: Path) -> bool:
    try:
        with path.open("rb") as handle:
            return is_archive(handle)
    except OSError:
        return False  # told when it is read


def _found(source: Source, reference: str) -> Path | None:
    """A part that is there; what leads astray is told when the file itself is read."""
    try:
        return source.locate(reference)
    except InputRejected:
        return None


def _key(source: Source, beside: Sequence[Path]) -> str:
    """Of the file's bytes, and of those of its parts where it has any."""
    if not beside:
        return source.sha256
    return stable_id(source.sha256, *(sha256(path.read_bytes()).hexdigest() for path in beside))
