"""Every address of the server with its methods, parameters and forms, from its OpenAPI description."""

from __future__ import annotations

from typing import Any


def described() -> dict[str, dict[str, Any]]:
    """Path -> method -> operation, of a server that takes writes too."""
    from sparql_endpoint.openapi import describe

    paths: dict[str, dict[str, Any]] = describe(writable=True)["paths"]
    return paths


def section() -> str:
    """Markdown of all of them."""
    parts = ["\n## All addresses\n"]
    for path, operations in described().items():
        parts.append(f"\n### `{path}`\n")
        for method, operation in operations.items():
            parts.append(f"\n`{method.upper()}`: {operation['summary']}.\n")
            if names := [f"`{one['name']}`" for one in operation.get("parameters", ())]:
                parts.append(f"Parameters: {', '.join(dict.fromkeys(names))}.\n")
            answer: dict[str, Any] = operation["responses"].get("200", {})
            if forms := [f"`{form}`" for form in answer.get("content", ())]:
                parts.append(f"Answers in {', '.join(forms)}.\n")
    return "".join(parts)
