"""One folder a language: plain data plus one frozen Language object, found by entry point."""

from __future__ import annotations

from functools import cache

from extractors import registry
from extractors.errors import UsageError
from extractors.languages.base import Language

GROUP = "sunqar.languages"
CORE = ("en", "ar", "ru", "kk")


@cache
def language(code: str) -> Language:
    """The registered language of that code; UsageError, naming what there is, for an unknown one."""
    found = registry.load(GROUP, code)
    if not isinstance(found, Language):
        raise UsageError("LANG001", f"What is registered as language {code!r} is no Language.")
    return found
