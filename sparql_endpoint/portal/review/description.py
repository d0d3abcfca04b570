"""The operations below ``/review`` for ``/openapi.json``; every one of them wants a token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Schema = dict[str, Any]

_BOTH = ("application/json", "text/html")
_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_VERDICT: Schema = {"type": "string", "enum": ["accept", "reject", "defer"]}
_LIST: Schema = {"type": "array", "items": _TEXT}
_FILTERS = ("type", "kind", "pair", "words", "because", "least", "most", "across", "name", "at")
_READS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "/review/": ("What waits for a decision, the most useful first", _FILTERS),
    "/review/next": ("The item at a place of the queue", _FILTERS),
    "/review/item/{name}": ("One item", ()),
    "/review/history": ("Who decided what", ("about", "batch", "by", "verdict", "since", "until", "machines", "at")),
    "/review/entity": ("The local entities that were taken to be one", ("about", "at")),
    "/review/reports": ("Reports of readers", ("state",)),
    "/review/login": ("Form that asks for a token", ("next",)),
}
_WRITES: Mapping[str, tuple[str, Mapping[str, Schema]]] = {
    "/review/decide": ("Accept, reject or put off an item", {
        "item": _TEXT, "verdict": _VERDICT, "seen": _NUMBER,
        "note": _TEXT, "even_so": _TEXT, "by": _TEXT}),
    "/review/undo": ("Take back a judgement or a batch", {"what": _TEXT, "note": _TEXT, "by": _TEXT}),
    "/review/bulk": ("What deciding several would do", {
        "items": _LIST, "verdict": _VERDICT, "state": _TEXT, "all": _TEXT}),
    "/review/bulk/enter": ("Decide several", {"items": _LIST, "verdict": _VERDICT, "note": _TEXT, "seen": _NUMBER}),
    "/review/split": ("Take local entities out of an entity", {"members": _LIST, "note": _TEXT, "by": _TEXT}),
    "/review/dissolve": ("Undo what machines joined to an entity", {"about": _TEXT, "note": _TEXT, "by": _TEXT}),
    "/review/reports/{number}": ("Answer a report, or open it again", {"answer": _TEXT, "reopen": _TEXT}),
    "/review/login": ("Log in", {"token": _TEXT, "name": _TEXT, "next": _TEXT}),
    "/review/logout": ("Log out", {"mark": _TEXT}),
}  # fmt: skip


def review_operations(
    operation: Callable[..., Schema], asked: Callable[[str], Schema], in_path: Callable[[str], Schema]
) -> dict[str, Schema]:
    """By path. The functions are those of ``sparql_endpoint.openapi``."""
    found: dict[str, Schema] = {}
    for path, (words, names) in _READS.items():
        found.setdefault(path, {})["get"] = operation(words, _BOTH, [*_named(path, in_path), *map(asked, names)])
    for path, (words, fields) in _WRITES.items():
        form: Schema = {"type": "object", "properties": dict(fields)}
        takes = {"application/json": form, "application/x-www-form-urlencoded": form}
        made = operation(words, _BOTH, _named(path, in_path), takes)
        made["responses"]["303"] = {"description": "For browsers: the next page."}
        found.setdefault(path, {})["post"] = made
    for path, operations in found.items():
        for each in operations.values():
            if path != "/review/login":
                each["security"] = [{"token": []}]
    return found


def _named(path: str, in_path: Callable[[str], Schema]) -> list[Schema]:
    return [in_path(part[1:-1]) for part in path.split("/") if part.startswith("{")]
