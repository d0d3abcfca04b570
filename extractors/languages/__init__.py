"""One folder a language: plain data plus one frozen Language object, found by entry point."""

from __future__ import annotations

from functools import cache

from extractors import registry
from extractors.errors import UsageError
from extractors.languages.base import Language

GROUP = "sunqar.languages"
_FIRST = ("en", "ar", "ru", "kk")
CORE: tuple[str, ...] = tuple(
    sorted(registry.names(GROUP), key=lambda code: (_FIRST.index(code) if code in _FIRST else len(_FIRST), code))
)
"""Codes of all registered languages: those of the archives first, in the order in which they are tried."""


@cache
def language(code: str) -> Language:
    """The registered language of that code; UsageError, naming what there is, for an unknown one."""
    found = registry.load(GROUP, code)
    if not isinstance(found, Language):
        raise UsageError("LANG001", f"What is registered as language {code!r} is no Language.")
    return found
