"""gzip for whoever accepts it. Other bytes are another representation: it has an entity tag of its own."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from flask import Response, g, request

from sparql_endpoint.conditional import PACKED

SMALLEST = 1000
"""Bytes from which on a body is packed."""
_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 5
_PACKED_WELL = ("text/", "application/json", "application/ld+json", "application/n-", "application/trig", "image/svg")
_SUFFIXES = ("+json", "+xml", "/xml", "javascript")


def read_tags() -> None:
    """Before a request: tags of compressed bodies stand for those of the plain ones."""
    known = request.environ.get("HTTP_IF_NONE_MATCH", "")
    g.had_packed = f'{PACKED}"' in known
    if g.had_packed:
        request.environ["HTTP_IF_NONE_MATCH"] = known.replace(f'{PACKED}"', '"')


def compress(response: Response) -> Response:
    """After a request: pack the body where that is wanted and of use."""
    if response.status_code == 304 and g.get("had_packed"):
        _mark(response)
        return response
    if response.status_code != 200 or not _is_text(response.mimetype) or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    size = response.content_length
    if request.accept_encodings["gzip"] <= 0 or (size is not None and size < SMALLEST):
        return response
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Content-Length", None)
    _mark(response)
    if request.method != "HEAD":
        if response.direct_passthrough:  # a file of ours
            response.direct_passthrough = False
        if response.is_sequence:
            response.set_data(packed_whole(response.get_data()))
        else:
            response.response = packed(response.response)  # type: ignore[arg-type] # bytes, by our own routes
    return response


def packed_whole(body: bytes) -> bytes:
    """The body packed, the same bytes each time."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(body) + packer.flush()


def packed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks packed, the first of them sent on at once."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    first = True
    for chunk in chunks:
        packed = packer.compress(chunk)
        if first:  # so that a large answer begins to arrive at once
            packed += packer.flush(zlib.Z_SYNC_FLUSH)
            first = False
        if packed:
            yield packed
    yield packer.flush()


def _mark(response: Response) -> None:
    value, weak = response.get_etag()
    if value and not value.endswith(PACKED):
        response.set_etag(value + PACKED, weak=bool(weak))


def _is_text(media_type: str | None) -> bool:
    return bool(media_type) and (
        str(media_type).startswith(_PACKED_WELL) or str(media_type).endswith(_SUFFIXES)
    )
