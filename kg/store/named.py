"""Which queries look into named graphs of sources; all others need the default graph and the summaries only.

The copy of a store in memory holds no more than those two: the engine walks along all quads of a thing there, and every
triple would stand in it twice. Looking takes the text apart no further than it must: whoever might look into a named
graph is taken for one who does.
"""

from __future__ import annotations

import re

APART = "/graph/summary/"
"""In the IRI of a graph that is not part of the default graph: numbers counted over it, not statements."""

_SUMMARY = re.compile(rf"\bGRAPH\s*<[^<>\"{{}}|^`\\\x00-\x20]*{APART}[a-z-]+>", re.IGNORECASE)
_IRI = re.compile(r"<[^<>\"{}|^`\\\x00-\x20]*>")
_VARIABLE = re.compile(r"[?$]\w+")
_NAMES_GRAPHS = re.compile(r"(?:GRAPH|FROM|DESCRIBE)(?:\s|\#[^\r\n]*)*(?:NAMED|[?$<*]|[^\s\"'<>(){}]*:)", re.IGNORECASE)
"""The keyword, white space and comments, and a variable, an IRI, a name with its prefix."""


def may_read_sources(query: str) -> bool:
    """Whether the query may look into other named graphs than summaries.

    >>> may_read_sources("SELECT * { ?s ?p ?o }"), may_read_sources("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    (False, True)
    >>> may_read_sources("SELECT * { GRAPH <http://a.example/graph/summary/named> { ?s ?p ?o } }")
    False
    """
    # What stands in an IRI or a variable is no keyword. No IRI can hold a whole clause: that has a brace or an IRI.
    plain = _VARIABLE.sub("?", _IRI.sub("<>", _SUMMARY.sub(" ", query)))
    return "\\" in query or _NAMES_GRAPHS.search(plain) is not None
