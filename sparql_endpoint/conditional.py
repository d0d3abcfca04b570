"""Preconditions of writes (RFC 9110, section 13): If-Match and If-None-Match against the tags of what is there."""

from __future__ import annotations

from collections.abc import Collection

from werkzeug.datastructures import ETags

from sparql_endpoint.problems import HttpProblem

PACKED = "-gzip"
"""Ends the entity tag of a compressed body: other bytes, another tag."""


def check_preconditions(if_match: ETags, if_none_match: ETags, tags: Collection[str]) -> None:
    """HttpProblem 412 where a precondition does not hold. tags: of every format; none where nothing is there."""
    wanted = {tag.removesuffix(PACKED) for tag in if_match.as_set()}
    unwanted = {tag.removesuffix(PACKED) for tag in if_none_match.as_set(include_weak=True)}
    there = bool(tags)
    lost = bool(if_match) and not (there if if_match.star_tag else wanted & set(tags))
    taken = bool(if_none_match) and (there if if_none_match.star_tag else bool(unwanted & set(tags)))
    if lost or taken:
        raise HttpProblem(
            412,
            "HTTP412",
            "The graph is not in the state that the request wants; nothing was changed.",
            advice="GET it again, and send its new ETag.",
        )
