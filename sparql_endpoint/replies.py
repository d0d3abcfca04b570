"""Answers to queries as bare HTTP: a status line, headers, and the body whole or in pieces."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from kg.edition import Edition
from sparql_endpoint.compression import SMALLEST, packed, packed_whole
from sparql_endpoint.conditional import PACKED
from sparql_endpoint.results import Answer, BrokenOff, Streamed

_log = logging.getLogger(__name__)
_SMALL = 1 << 20
_COMMON = 200
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """body: bytes where all of it is here; close what comes in pieces, whether it was read or not.

    kept_as: the key of a reply that the cache holds
    """

    status: str
    headers: Headers
    body: bytes | Pieces
    kept_as: bytes = b""


class Pieces:
    """A body that is still being made, or lies in a file."""

    def __init__(self, answer: Answer | Streamed, *, gzip: bool) -> None:
        self._answer = answer
        chunks = unless_broken(answer)
        self._chunks = packed(chunks) if gzip else chunks

    def __iter__(self) -> Iterator[bytes]:
        return self._chunks

    def close(self) -> None:
        """End the query, or remove the file."""
        self._answer.close()


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header asks for it."""
    return bool(header) and (_remembered(header) if len(header) <= _COMMON else _accepts_gzip(header))


def _accepts_gzip(header: str) -> bool:
    return bool(parse_accept_header(header, Accept)["gzip"] > 0)


_remembered = lru_cache(maxsize=64)(_accepts_gzip)


def written_head(status: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """The head of an HTTP/1.1 answer, up to its date."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), "Date: "]
    return "\r\n".join(lines).encode("latin-1")


def reply_to(
    answer: Answer | Streamed, edition: Edition, tag: str, standing: Headers, limits: str, gzip: bool
) -> Reply:
    """An answer as it goes out. A whole one has its length, and a mark where it was cut off.

    Of one that is streamed, the connection is broken where a limit cuts it off: nobody can take it for whole.

    tag: empty where the answer has none and may not be stored; standing: headers that all answers have; limits: told
    with an answer that is streamed; gzip: the client takes it
    """
    headers = [("Content-Type", answer.media_type), *_about(edition, tag, gzip=False), *standing]
    body: bytes | Pieces
    if not isinstance(answer, Answer):
        headers.append(("X-Sunqar-Limits", limits))
        body = Pieces(answer, gzip=gzip)
    else:
        if answer.outcome.truncated:
            headers.append(("X-Sunqar-Truncated", f"rows={answer.outcome.rows}"))
        gzip = gzip and answer.size >= SMALLEST
        whole = answer.size <= _SMALL
        body = answer.read() if whole else Pieces(answer, gzip=gzip)
        if isinstance(body, bytes) and gzip:
            body = packed_whole(body)
        if not gzip or isinstance(body, bytes):
            headers.append(("Content-Length", str(len(body) if isinstance(body, bytes) else answer.size)))
    if gzip:
        headers[1:1] = [("Content-Encoding", "gzip")]
        headers = [("ETag", _quoted(tag, gzip=True)) if name == "ETag" else (name, value) for name, value in headers]
    return Reply("200 OK", tuple(headers), body)


def not_modified(edition: Edition, tag: str, standing: Headers, gzip: bool, kept_as: bytes = b"") -> Reply:
    """What says that the client has it already."""
    return Reply("304 NOT MODIFIED", (*_about(edition, tag, gzip=gzip), *standing), b"", kept_as)


def matches(header: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag, of the plain body or of the packed one."""
    return f'"{tag}"' in header or f'"{tag}{PACKED}"' in header


def _about(edition: Edition, tag: str, *, gzip: bool) -> Iterator[tuple[str, str]]:
    yield "Vary", "Accept, Accept-Encoding"
    if tag:
        yield "ETag", _quoted(tag, gzip=gzip)
    yield "X-Sunqar-Edition", str(edition.number)
    # What others answer, no edition tells.
    yield "Cache-Control", "public, no-cache" if tag else "no-store"


def _quoted(tag: str, *, gzip: bool) -> str:
    return f'"{tag}{PACKED}"' if gzip else f'"{tag}"'


def unless_broken(answer: Answer | Streamed) -> Iterator[bytes]:
    """The bytes of an answer; where it is broken off, an error that closes the connection without ending the body."""
    from waitress.channel import ClientDisconnected

    try:
        yield from answer.chunks()
    except BrokenOff as error:
        _log.info("%s", error.message)
        # The way to have waitress close the connection without ending the chunks, and without a trace in the log.
        raise ClientDisconnected from error
