"""How common the words of names and of descriptions are: frozen tables, so that comparing needs the two sides only."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

from extractors.languages.script import script_of
from kg.resolve.names.parts import parse

TABLE = Path(__file__).with_name("counts.json")
_RAREST = 7.5
"""Natural log of one name in about eighteen hundred: nothing rarer counts for more."""


@cache
def _table() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(TABLE.read_text("utf-8"))
    return found


def name_rarity(script: str, word: str) -> float:
    """How rare a folded word of a name is: minus the log of the share of persons who bear it; 7.5 at most."""
    return min(_table()[script].get(word, _RAREST), _RAREST)


def description_rarity(word: str) -> float:
    """How rare a folded word of a description is: minus the log of the share of descriptions; 7.5 at most."""
    return min(_table()["description"].get(word, _RAREST), _RAREST)


@lru_cache(maxsize=200_000)
def rarity_of(name: str) -> float:
    """How rare a whole folded name is: as rare as its words together, 7.5 at most."""
    script = {"Arab": "Arab", "Cyrl": "Cyrl"}.get(script_of(name) or "", "Latn")
    return min(sum(name_rarity(script, part.text) for part in parse(name).parts if part.kind != "initial"), _RAREST)
