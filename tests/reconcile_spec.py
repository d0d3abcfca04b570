"""What answers of a reconciliation service must be, from the text of the Reconciliation Service API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ ; each function fails with a reason.
"""

from __future__ import annotations

import re
from typing import Any

_DAY_AND_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_CELLS = ({"str": str}, {"int": int}, {"float": (int, float)}, {"date": str}, {"id": str, "name": str})


def manifest(told: dict[str, Any]) -> None:
    """Section "Service Manifest" and those of the services it names."""
    assert "0.2" in told["versions"]
    for key in ("name", "identifierSpace", "schemaSpace"):
        _text(told[key])
    for space in ("identifierSpace", "schemaSpace"):
        assert re.match(r"https?://", told[space]), space
    for key in ("documentation", "logo", "serviceVersion"):
        assert isinstance(told.get(key, ""), str)
    types(told.get("defaultTypes", []))
    assert "{{id}}" in told["view"]["url"]
    assert "{{id}}" in told["preview"]["url"]
    assert type(told["preview"]["width"]) is type(told["preview"]["height"]) is int
    for name in told["suggest"]:
        assert name in ("entity", "type", "property")
        _service(told["suggest"][name])
    _service(told["extend"]["propose_properties"])
    for setting in told["extend"]["property_settings"]:
        assert setting["type"] in ("number", "text", "checkbox", "select")
        _text(setting["name"]), _text(setting["label"])
        assert setting["type"] != "number" or type(setting.get("default", 0)) in (int, float)
    assert type(told["batchSize"]) is int
    assert told["batchSize"] > 0


def types(found: list[Any]) -> None:
    """Section "Types": objects with an id and a name, each id once."""
    assert all(_text(each["id"]) and _text(each["name"]) for each in found)
    assert len({each["id"] for each in found}) == len(found)


def results(told: dict[str, Any], queries: dict[str, Any]) -> None:
    """Section "Reconciliation Query Responses"."""
    assert set(told) == set(queries)
    for key, answer in told.items():
        candidates = answer["result"]
        assert len(candidates) <= queries[key].get("limit", len(candidates))
        scores = [each["score"] for each in candidates]
        assert scores == sorted(scores, reverse=True)
        assert len({each["id"] for each in candidates}) == len(candidates)
        for each in candidates:
            assert _text(each["id"])
            assert _text(each["name"])
            assert isinstance(each["score"], int | float)
            assert not isinstance(each["score"], bool)
            assert isinstance(each["match"], bool)
            assert isinstance(each["description"], str)
            types(each["type"])
            assert all(_text(one["id"]) and isinstance(one["value"], bool | int | float) for one in each["features"])
            assert len({one["id"] for one in each["features"]}) == len(each["features"])
        assert sum(each["match"] for each in candidates) <= 1


def suggestions(told: dict[str, Any], entities: bool = False) -> None:
    """Section "Suggest Responses"."""
    for each in told["result"]:
        assert _text(each["id"])
        assert _text(each["name"])
        assert isinstance(each.get("description", ""), str)
        assert entities or "notable" not in each
        types(each.get("notable", []))


def proposal(told: dict[str, Any]) -> None:
    """Section "Data Extension Property Proposals"."""
    assert all(_text(each["id"]) and _text(each["name"]) for each in told["properties"])
    assert set(told) <= {"type", "limit", "properties"}


def extension(told: dict[str, Any], ids: list[str], properties: list[str]) -> None:
    """Section "Data Extension Responses"."""
    assert [each["id"] for each in told["meta"]] == properties
    assert all(_text(each["name"]) for each in told["meta"])
    assert set(told["rows"]) == set(ids)
    for row in told["rows"].values():
        assert set(row) == set(properties)
        for cell in (cell for cells in row.values() for cell in cells):
            shape = next((shape for shape in _CELLS if set(shape) == set(cell)), None)
            assert cell == {} or shape, cell
            assert all(isinstance(cell[key], kind) for key, kind in (shape or {}).items())
            assert "date" not in cell or _DAY_AND_TIME.fullmatch(cell["date"])


def _service(told: dict[str, Any]) -> None:
    assert re.match(r"https?://[^/]+$", told["service_url"])
    assert told["service_path"].startswith("/")


def _text(value: Any) -> bool:
    assert isinstance(value, str)
    assert value
    return True
