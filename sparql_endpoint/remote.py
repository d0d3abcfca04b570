"""One question to another SPARQL 1.1 endpoint, with a time-out and a cap on the size of the answer."""

from __future__ import annotations

import json
from http.client import IncompleteRead
from tempfile import SpooledTemporaryFile
from time import monotonic
from urllib.error import HTTPError, URLError

from extractors.errors import CodedError
from kg.prefixes import with_prefixes
from kg.refusals import body_in
from kg.store.query import Outcome
from sparql_endpoint.negotiate import GRAPHS, SOLUTIONS
from sparql_endpoint.results import Answer

_MOST_BYTES = 256 << 20
_CHUNK = 1 << 16


class RemoteError(CodedError):
    """REMOTE001 not reached, 002 refused, 003 too large, 004 an answer of another type, 005 broken off."""


def ask_remote(endpoint: str, query: str, solutions: str, graph: str, timeout_s: float) -> Answer:
    """The answer, in the first of the formats that suits its kind. Standard prefixes are declared for the query.

    ``kg:`` stays undeclared: its namespace is that of the other side's workspace. RemoteError where it is not
    reached, refuses, or answers with too much.
    """
    from SPARQLWrapper import POST, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    if not endpoint.startswith(("http://", "https://")):
        raise RemoteError("REMOTE001", "An endpoint has an http(s) address.", where=endpoint)
    wrapper = SPARQLWrapper(endpoint, agent="sunqar")
    wrapper.setTimeout(max(1, round(timeout_s)))
    wrapper.setMethod(POST)
    wrapper.setQuery(with_prefixes(query, ""))
    wrapper.setOnlyConneg(True)
    wrapper.addCustomHttpHeader("Accept", f"{SOLUTIONS[solutions][0]}, {GRAPHS[graph][0]};q=0.9")
    start = monotonic()
    body, size = SpooledTemporaryFile(max_size=1 << 20), 0  # noqa: SIM115 (closed by the reader of the answer)
    try:
        response = wrapper.query().response
        while chunk := response.read(_CHUNK):
            size += body.write(chunk)
            if size > _MOST_BYTES or monotonic() - start > timeout_s:
                body.close()
                raise RemoteError("REMOTE003", "The answer is too large or too slow.", where=endpoint)
    except HTTPError as error:
        raise _refused(endpoint, error.code, error.read(_CHUNK)) from error
    except SPARQLWrapperException as error:
        raise _refused(endpoint, 0, body_in(error)) from error
    except IncompleteRead as error:
        body.close()
        raise RemoteError(
            "REMOTE005",
            "The answer was broken off before its end, at a limit of the endpoint.",
            where=endpoint,
            advice="Ask for less with LIMIT.",
        ) from error
    except (URLError, TimeoutError, ConnectionError) as error:
        raise RemoteError(
            "REMOTE001",
            f"The endpoint cannot be reached: {error}.",
            where=endpoint,
            advice="Check the address and the network, or give more time with --query-timeout.",
        ) from error
    media_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    truncated = "X-Sunqar-Truncated" in response.headers
    return Answer(_outcome(endpoint, media_type, solutions, graph, truncated), body, size, monotonic() - start)


def _outcome(endpoint: str, media_type: str, solutions: str, graph: str, truncated: bool) -> Outcome:
    if media_type in SOLUTIONS[solutions]:
        return Outcome("solutions", solutions, 0, truncated)
    if media_type in GRAPHS[graph]:
        return Outcome("graph", graph, 0, truncated)
    raise RemoteError("REMOTE004", f"The endpoint answered with {media_type or 'an unknown type'}.", where=endpoint)


def _refused(endpoint: str, status: int, body: bytes) -> RemoteError:
    text = body.decode("utf-8", "replace")
    try:
        problem = json.loads(text)
        message = f"{problem['title']} (line {problem['line']} column {problem['column']})"
    except (ValueError, KeyError, TypeError):
        message = " ".join(text.split())[:300]
    return RemoteError("REMOTE002", f"The endpoint refused the query: {status or ''} {message}", where=endpoint)
