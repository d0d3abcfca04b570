"""Where a member of an archive may lie: its name as a relative path that stays below its folder, or a refusal."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from extractors.errors import InputRejected

MAX_PART_BYTES = 240
MAX_PATH_BYTES = 1024
MAX_DEPTH = 32

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x80-\x9f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_LEFTOVERS = frozenset(("__macosx", "thumbs.db", "desktop.ini"))
_RUSSIAN_866 = re.compile(rb"(?=.*[\x80-\xaf\xe0-\xf1]{3})[\x80-\xaf\xe0-\xf1\x20-\x7e]+")


def decoded(raw: bytes) -> str:
    """A ZIP member's name that is not marked as UTF-8: UTF-8 all the same, else the code page of Russian DOS and
    Windows where that gives Russian words, else code page 437, as the ZIP specification has it."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866" if _RUSSIAN_866.fullmatch(raw) else "cp437")


def checked(name: str, place: str) -> PurePosixPath | None:
    """The name as a path, without ``.`` and empty parts; None for what an operating system left behind.

    place  the archive, for errors. InputRejected ARC003 for a name that could lead elsewhere or that no file system
    would take: absolute, ``..``, a drive letter, a backslash, a control character, too long, too deep.
    """
    reason = _fault(name)
    if reason:
        raise InputRejected(
            "ARC003",
            f"A member's name {reason}: {name[:120]!a}.",
            where=place,
            advice="Make the archive anew, with plain relative names.",
        )
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if not parts or any(part.startswith(".") or part.lower() in _LEFTOVERS for part in parts):
        return None
    return PurePosixPath(*parts)


def key(path: PurePosixPath) -> str:
    """What two names share that some file system would hold for one: case and Unicode composition left out."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(path)).casefold())


def _fault(name: str) -> str:
    try:
        size = max((len(part.encode("utf-8")) for part in name.split("/")), default=0)
    except UnicodeEncodeError:
        return "is in no known encoding"
    if _CONTROL.search(name):
        return "holds control characters"
    if "\\" in name:
        return "holds a backslash"
    if name.startswith("/") or _DRIVE.match(name):
        return "is absolute"
    parts = name.split("/")
    if ".." in parts:
        return "leads out of the archive"
    if size > MAX_PART_BYTES or len(name.encode("utf-8")) > MAX_PATH_BYTES:
        return f"is longer than {MAX_PART_BYTES} bytes a part or {MAX_PATH_BYTES} in all"
    return f"lies deeper than {MAX_DEPTH} folders" if len(parts) > MAX_DEPTH else ""
