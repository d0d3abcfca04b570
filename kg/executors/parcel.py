"""A task with the files that are read for it, for workers that may share no disk with the one who asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from extractors.access.sidecar import beside as access_beside
from extractors.errors import InputRejected, RunAborted
from extractors.registry import parts_of
from extractors.source import Source
from kg.extraction import Task


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of a task: its path from the folder of the task's file, / between parts; sha256; the bytes where sent."""

    name: str
    sha256: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task and all its files, the one that the task names first."""

    task: Task
    files: tuple[Enclosed, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the bytes are with it."""
        return all(file.data is not None for file in self.files)

    @property
    def size(self) -> int:
        """Bytes that are sent with it."""
        return sum(len(file.data or b"") for file in self.files)


def parcel(task: Task, *, with_bytes: bool) -> Parcel:
    """What a worker needs for the task. OSError where its file cannot be read; a part that cannot is left out, for the
    reader tells of it."""
    source = Source.from_path(Path(task.path), task.archive)
    files = [Enclosed(source.name, source.sha256, source.data if with_bytes else None)]
    for name, path in sorted(_beside(source)):
        data = path.read_bytes()
        files.append(Enclosed(name, sha256(data).hexdigest(), data if with_bytes else None))
    return Parcel(task, tuple(files))


def _beside(source: Source) -> Iterator[tuple[str, Path]]:
    """Other files that readers open for it: its parts, and the file of access."""
    root = source.root
    found = set()
    for reference in parts_of(source) if root else ():
        try:
            path = source.locate(reference)
        except InputRejected:
            continue  # told by the reader, wherever it runs
        if path is not None:
            found.add(path)
    if (sidecar := access_beside(source)) is not None:
        found.add(sidecar)
    for path in found:
        yield path.relative_to(root or "/").as_posix(), path


def is_here(one: Parcel) -> bool:
    """Whether this machine has the same bytes under the same paths."""
    folder = Path(one.task.path).parent
    try:
        return all(_sha256(folder / file.name) == file.sha256 for file in one.files)
    except OSError:
        return False


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@contextmanager
def unpacked(one: Parcel) -> Iterator[Task]:
    """The task with its files on this machine: where they lie, or in a folder for the time of the context.

    RunAborted for a file whose bytes or whose name are not what the parcel says.
    """
    if not one.is_whole:
        yield one.task
        return
    with TemporaryDirectory(prefix="sunqar-") as scratch:
        # Readers go by the name of the folder where files are numbered.
        folder = Path(scratch) / (Path(one.task.path).absolute().parent.name or "files")
        for file in one.files:
            parts, data = PurePosixPath(file.name).parts, file.data or b""
            if ".." in parts or file.name.startswith("/") or sha256(data).hexdigest() != file.sha256:
                raise RunAborted("EXEC005", "A file did not arrive as it was sent.", where=file.name)
            path = folder.joinpath(*parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield replace(one.task, path=str(folder / one.files[0].name))
