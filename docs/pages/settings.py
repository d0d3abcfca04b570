"""Every setting with its kind, its default, its variable and its meaning, from the class that reads them."""

from __future__ import annotations

from typing import Any


def described() -> dict[str, tuple[str, str, str]]:
    """Name -> kind, default, meaning; ``access.until`` is ``until`` of one ``[[access]]`` of the settings file."""
    from kg.settings import Settings

    found: dict[str, tuple[str, str, str]] = {}
    _gather(Settings.model_json_schema(), "", Settings.model_json_schema(), found)
    return found


def _gather(schema: Any, path: str, whole: Any, found: dict[str, tuple[str, str, str]]) -> None:
    for name, one in schema.get("properties", {}).items():
        default = one.get("default", "") if name not in schema.get("required", ()) else "must be given"
        found[path + name] = (_kind(one, whole), _shown(default), one.get("description", ""))
        inner = one.get("items", {}).get("$ref")
        if inner:
            _gather(whole["$defs"][inner.rpartition("/")[2]], f"{path}{name}.", whole, found)


def _kind(one: Any, whole: Any) -> str:
    if "enum" in one:
        return ", ".join(f"`{value}`" for value in one["enum"])
    if "const" in one:
        return f"`{one['const']}`"
    if "$ref" in one:
        return "table"
    if "anyOf" in one:
        return " or ".join(kind for each in one["anyOf"] if (kind := _kind(each, whole)) != "null")
    if one.get("type") == "array":
        return f"list of {_kind(one.get('items', {}), whole)}"
    limits = (("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤"), ("exclusiveMaximum", "<"))
    bounds = [f"{sign} {one[key]:g}" for key, sign in limits if key in one]
    return " ".join([one.get("format") or one.get("type", "value"), *bounds])


def _shown(value: object) -> str:
    if value in ("", None, [], {}):
        return ""
    return str(value).lower() if isinstance(value, bool) else f"`{value}`" if isinstance(value, str) else str(value)


def section() -> str:
    """Markdown of all of them."""
    rows = []
    for name, (kind, default, meaning) in described().items():
        variable = "" if "." in name else f"`SUNQAR_{name.upper()}`"
        rows.append(f"| `{name}` | {kind} | {default} | {variable} | {meaning} |\n".replace("{", "\\{"))
    head = "| setting | kind | default | variable | meaning |\n| --- | --- | --- | --- | --- |\n"
    return f"\n## All settings\n\n{head}{''.join(rows)}"
