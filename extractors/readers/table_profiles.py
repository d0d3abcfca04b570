"""Where profiles are found: beside the table, in the folders that $SUNQAR_PROFILES names, and those shipped."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from extractors.errors import InputRejected
from extractors.readers.table_profile import PROFILE_SUFFIX, Profile
from extractors.readers.table_profile_file import ProfileFile, extended, read_profile
from extractors.source import Source

FOLDERS = "SUNQAR_PROFILES"
_HERE = Path(__file__).parent


def beside_name(source: Source) -> str:
    """Name of the profile that is made for this table: ``<table>.profile.toml``."""
    return source.name + PROFILE_SUFFIX


def own_profile(source: Source) -> Profile | None:
    """The profile beside the table, if there is one. InputRejected TAB010, TAB011 for a faulty one."""
    if source.root is None or source.locate(beside_name(source)) is None:
        return None
    file = ProfileFile(beside_name(source), source.beside(beside_name(source)).data)
    return read_profile(file.origin, file, _shipped, _common(), own=True)


def profiles() -> tuple[Profile, ...]:
    """Those of the user's folders, then the shipped ones, each by name; a user's replaces a shipped one of its name.

    InputRejected TAB010, TAB011 for a faulty one, TAB012 for a folder that is not there.
    """
    found: dict[str, Profile] = {}
    for folder in filter(None, os.environ.get(FOLDERS, "").split(os.pathsep)):
        if not Path(folder).is_dir():
            problem = f"{FOLDERS} names {folder!r}, which is no folder."
            raise InputRejected("TAB012", problem, where=folder, advice="Correct the variable, or unset it.")
        for path in sorted(Path(folder).glob("*.toml")):
            name = path.name.removesuffix(".toml").removesuffix(".profile")
            stamp = path.stat()
            found.setdefault(name, _of_user(name, path, stamp.st_mtime_ns, stamp.st_size))
    for name in _shipped_names():
        found.setdefault(name, _of_house(name))
    return tuple(found.values())


@cache
def _of_user(name: str, path: Path, changed: int, size: int) -> Profile:
    """changed and size make a file that was edited be read again."""
    file = ProfileFile(str(path), path.read_bytes())
    return read_profile(name, file, _shipped, _common())


@cache
def _of_house(name: str) -> Profile:
    return read_profile(name, _file(name), _shipped, _common())


def _shipped_names() -> tuple[str, ...]:
    return tuple(path.stem for path in sorted((_HERE / "profiles").glob("*.toml")))


@cache
def _file(name: str) -> ProfileFile:
    return ProfileFile(f"{name}.toml", (_HERE / "profiles" / f"{name}.toml").read_bytes())


def _shipped(name: str) -> Mapping[str, Any]:
    """Tables of a shipped profile. KeyError, with the names there are."""
    if name not in _shipped_names():
        raise KeyError(", ".join(_shipped_names()))
    return extended(_file(name), _shipped)


@cache
def _common() -> Mapping[str, Any]:
    return ProfileFile("table_values.toml", (_HERE / "table_values.toml").read_bytes()).tables


def faultless() -> tuple[tuple[Profile, ...], bool]:
    """For sniffing: the profiles, and whether they could be read; ``profiles`` says what is wrong."""
    try:
        return profiles(), True
    except InputRejected:
        return tuple(_of_house(name) for name in _shipped_names()), False
