"""Whether this server takes writes, from whom, and how big. One object, kept with the application."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request

from sparql_endpoint.own.live import LiveGraphs
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.protocol import read_only
from sparql_endpoint.tokens import Tokens

NAME = "sunqar.writing"


@dataclass(frozen=True)
class Writing:
    """What a writable server has beside the others."""

    graphs: LiveGraphs
    tokens: Tokens


def writing() -> Writing | None:
    """Of the application that serves this request; None where it only reads."""
    found: Writing | None = current_app.extensions.get(NAME)
    return found


def may_write() -> Writing:
    """For a request that writes: HttpProblem 403 where nobody may, 401 or 429 where this client may not."""
    found = writing()
    if found is None:
        raise read_only()
    found.tokens.check(request.headers.get("Authorization"))
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise HttpProblem(415, "PROTOCOL004", "Compressed bodies are not read.", advice="Send the body as it is.")
    return found


def knows_client() -> bool:
    """Whether the request carries a token of this server; such clients have no budget of errors and of time."""
    return is_known(writing(), request.headers.get("Authorization"))


def is_known(found: Writing | None, authorization: str | None) -> bool:
    """The same for a header, outside of a request."""
    return found is not None and found.tokens.knows(authorization)
