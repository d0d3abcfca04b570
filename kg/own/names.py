"""Which graphs may be written, and what own graphs are called in an edition."""

from __future__ import annotations

import re
from hashlib import sha256

from extractors.errors import CodedError

DEFAULT = ""
"""Name here of the default graph of the own graphs."""
_BLANK = re.compile(r"_:([^\s<>\"]+)")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>\s]*>|_:[^\s<>"]+')


class WriteRefused(CodedError):
    """WRITE001 a graph that comes from documents, 002 the union of all graphs, 003 too many, 004 withdrawn."""


def is_reserved(graph: str, base: str) -> bool:
    """Whether the pipeline names graphs so: {base}/graph/…, but for {base}/graph/own/….

    >>> is_reserved("https://a.example/graph/links", "https://a.example")
    True
    >>> is_reserved("https://a.example/graph/own/notes", "https://a.example")
    False
    """
    return graph.startswith(f"{base}/graph/") and not graph.startswith(f"{base}/graph/own/")


def default_name(base: str) -> str:
    """The named graph that holds the own default graph in an edition, where nothing is without a name."""
    return f"{base}/graph/own/default"


def new_name(base: str, number: int) -> str:
    """IRI of a graph that the server names itself."""
    return f"{base}/graph-store/direct/{number}"


def skolemised(line: str, base: str) -> str:
    """An N-Triples line without blank nodes (RDF 1.1, section 3.5): the same label, the same IRI.

    >>> skolemised('_:b1 <http://x/p> "_:no" .', "https://a.example")
    '<https://a.example/.well-known/genid/b1> <http://x/p> "_:no" .'
    """
    if "_:" not in line:
        return line

    def renamed(found: re.Match[str]) -> str:
        label = _BLANK.fullmatch(found[0])
        return f"<{base}/.well-known/genid/{label[1]}>" if label else found[0]

    return _TOKEN.sub(renamed, line)


def state_of(lines: set[str]) -> str:
    """Hash of a graph's lines, whatever their order."""
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def mentions(line: str, iris: frozenset[str]) -> bool:
    """Whether one of the IRIs stands in an N-Triples line outside of its literals."""
    return any(found[0][1:-1] in iris for found in _TOKEN.finditer(line) if found[0][0] == "<")
