"""What SPARQLWrapper hides of an endpoint's refusal."""

from __future__ import annotations

import ast


def body_in(error: Exception) -> bytes:
    """What the other side said; SPARQLWrapper keeps it only as the written form of a bytes object."""
    text = str(error).partition("Response:\n")[2]
    try:
        body = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return str(error).encode()
    return body if isinstance(body, bytes) else str(error).encode()
