"""Which English words are an office: "Deputy Assistant Secretary of State for African Affairs", "Amir of Qatar"."""

from __future__ import annotations

import re

_HEADS = frozenset(
    (
        *("ambassador", "minister", "secretary", "president", "chairman", "chair", "director", "chief", "head"),
        *("counselor", "counsellor", "consul", "representative", "adviser", "advisor", "assistant", "administrator"),
        *("commander", "governor", "senator", "congressman", "king", "queen", "shah", "amir", "emir", "sultan"),
        *("ruler", "premier", "chancellor", "attaché", "attache", "officer", "coordinator", "counsel", "judge"),
        *("justice", "speaker", "delegate", "commissioner", "envoy", "emissary", "mayor", "superintendent", "agent"),
        *("comptroller", "controller", "treasurer", "inspector", "undersecretary", "leader", "resident", "deputy"),
        *("speechwriter", "spokesman", "manager", "legate", "nuncio", "marshal", "imam", "emperor", "regent"),
    )
)
_GENERAL = frozenset(
    ("secretary", "consul", "governor", "attorney", "director", "inspector", "comptroller", "postmaster", "solicitor")
)
_END = re.compile(r",|\(| (?:of|to|for|at|in|from|on|and|with|under|during|d[’']affaires|ad interim|pro tempore)\b")
_SIZE = 160
_NOT_WORDS = re.compile(
    r"\d{4}|;|\b(?:was|is|were|had|has|who|which|that|his|her|their|became|see|nominee|during)\b", re.I
)
_ONLY_RANK = frozenset(("deputy", "leader", "agent", "resident", "officer", "chief", "head", "assistant"))
"""Heads that make an office only with more words ("Chief of Naval Operations")."""


def is_office(words: str) -> bool:
    """Whether the words, without a name or a date, name an office that one person holds.

    The words up to the first preposition or comma must end in the noun of an office; small letters are allowed, since
    editors write "legislative assistant to Senator Mondale" too.
    """
    if not words or len(words) > _SIZE or _NOT_WORDS.search(words):
        return False
    first = _END.split(words, maxsplit=1)[0].strip()
    parts = re.split(r"[\s–‐‑-]+", first.lower().replace("–", "-"))
    head = parts[-1] if parts else ""
    if head == "general":
        return len(parts) > 1 and parts[-2] in _GENERAL
    if any(part in ("chargé", "charge", "chargés") for part in parts):
        return True
    if head in ("editor", "staff", "chief") and "editor" in parts:
        return False
    if head == "leader":
        return len(parts) > 1 and parts[-2] in ("majority", "minority", "supreme", "opposition", "party")
    return head in _HEADS and (first != words or head not in _ONLY_RANK or len(parts) > 1)
