"""Bodies of multipart/form-data, with no I/O: each part's media type and bytes. Bounded in parts and in heading."""

from __future__ import annotations

from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from sparql_endpoint.problems import HttpProblem

MEDIA_TYPE = "multipart/form-data"
MOST_PARTS = 100


def read_parts(content_type: str, body: bytes) -> list[tuple[str, bytes]]:
    """(media type, bytes) of each part, in order. HttpProblem 400 for what is malformed, 413 for too many parts."""
    boundary = parse_options_header(content_type)[1].get("boundary", "")
    if not boundary or len(boundary) > 70:
        raise _bad("the boundary is missing, or longer than 70 characters")
    decoder = MultipartDecoder(boundary.encode("latin-1", "replace"), max_parts=MOST_PARTS)
    parts: list[tuple[str, bytearray]] = []
    try:
        decoder.receive_data(body)
        decoder.receive_data(None)
        while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
            if isinstance(event, Field | File):
                parts.append((event.headers.get("Content-Type", ""), bytearray()))
            elif isinstance(event, Data) and parts:
                parts[-1][1].extend(event.data)
    except HTTPException as error:
        raise HttpProblem(
            413, "HTTP413", f"The body has more than {MOST_PARTS} parts.", advice="Send it in several requests."
        ) from error
    except ValueError as error:
        raise _bad(str(error)) from error
    if not parts or not isinstance(event, Epilogue):
        raise _bad("it ends too early")
    return [(media_type, bytes(data)) for media_type, data in parts]


def _bad(why: str) -> HttpProblem:
    return HttpProblem(400, "PROTOCOL007", f"The body is no multipart/form-data: {why}.", advice="See RFC 7578.")
