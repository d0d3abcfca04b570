"""What must be the same on every worker, so that the same document gives the same bytes everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from platform import python_version_tuple
from types import MappingProxyType

from extractors.errors import RunAborted
from kg.extraction import package_fingerprint

_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def versions() -> Mapping[str, str]:
    """Of Python (without the last number), of Sunqar's own code and models (a hash), of each package it requires."""
    found = {"python": ".".join(python_version_tuple()[:2]), "sunqar's code and models": package_fingerprint()}
    for requirement in requires("sunqar") or ():
        name = _NAME.match(requirement)
        if name and "extra ==" not in requirement:
            try:
                found[name[0]] = version(name[0])
            except PackageNotFoundError:
                found[name[0]] = "missing"
    return MappingProxyType(found)


def check_versions(here: Mapping[str, str], there: Mapping[str, Mapping[str, str]]) -> None:
    """RunAborted EXEC002 where a worker differs. there: the versions by the worker's address."""
    wrong = [
        f"{worker}: {name} is {theirs.get(name, 'missing')[:20]}, not {own[:20]}"
        for worker, theirs in sorted(there.items())
        for name, own in here.items()
        if theirs.get(name) != own
    ]
    if wrong:
        more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
        raise RunAborted(
            "EXEC002",
            f"Workers have other versions, so their graphs could differ: {'; '.join(wrong[:3])}{more}.",
            advice="Install the same release of Sunqar with the same requirements.lock on every worker.",
        )
