"""RDF terms from and to SPARQL text: names of a query to IRIs, terms of results to members of VALUES."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin

from kg.iri import stable_id
from kg.store.terms import is_iri
from sparql_endpoint.results import Row, Term
from sparql_endpoint.services.tokens import Token, tokens

_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)", re.DOTALL)
_WRITTEN = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\x00": r"\u0000"})
_BAD_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
XSD = "http://www.w3.org/2001/XMLSchema#"
UNDEF = "UNDEF"
_LANG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


class Names:
    """What the prologue of a query declares, beside the prefixes that need no declaration."""

    def __init__(self, prologue: str, prefixes: Mapping[str, str], base: str) -> None:
        self.base = base
        self._prefixes = dict(prefixes)
        found = tokens(prologue)
        for at, token in enumerate(found[:-1]):
            if token.keyword == "BASE":
                self.base = urljoin(self.base, unescaped(found[at + 1].text[1:-1]))
            elif token.keyword == "PREFIX" and at + 2 < len(found):
                self._prefixes[found[at + 1].text.removesuffix(":")] = self.resolved(found[at + 2].text[1:-1])

    def resolved(self, written: str) -> str:
        """An IRI as it stands between < and >, made absolute."""
        iri = unescaped(written)
        return iri if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri) else urljoin(self.base, iri)

    def iri(self, token: Token) -> str | None:
        """The IRI that a token writes in full or with a prefix; None where the prefix is not known."""
        if token.kind == "iri":
            return self.resolved(token.text[1:-1])
        prefix, _, local = token.text.partition(":")
        namespace = self._prefixes.get(prefix)
        return None if namespace is None else namespace + re.sub(r"\\(.)", r"\1", local)

    def declared(self, found: Sequence[Token], start: int, end: int) -> str:
        """BASE, and PREFIX for each prefix that tokens in a stretch of the text use, for another endpoint to read."""
        used = {token.text.partition(":")[0] for token in found if token.kind == "name" and start <= token.start < end}
        known = [f"PREFIX {name}: <{self._prefixes[name]}> " for name in sorted(used) if name in self._prefixes]
        return "".join([f"BASE <{self.base}> " if self.base else "", *known])


def unescaped(text: str) -> str:
    """The inside of a string or IRI with its escapes read."""
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _ESCAPES.get(match[3], match[3])
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def string_of(token: Token) -> str:
    """The value of a string token."""
    quotes = 3 if token.text[:3] in ('"""', "'''") else 1
    return unescaped(token.text[quotes:-quotes])


def written_term(term: Term | None) -> str:
    """A term as VALUES takes it; UNDEF for none. ValueError for a term that cannot stand in a query."""
    if term is None:
        return UNDEF
    if term.kind == "uri":
        return f"<{checked_iri(term.value)}>"
    if term.kind != "literal":
        raise ValueError("a blank node")
    text = f'"{term.value.translate(_WRITTEN)}"'
    if term.lang:
        if not _LANG.fullmatch(term.lang):
            raise ValueError(f"the language tag {term.lang!r}")
        return f"{text}@{term.lang}"
    return f"{text}^^<{checked_iri(term.datatype)}>" if term.datatype else text


def checked_iri(iri: str) -> str:
    """The same IRI. ValueError where it is not absolute or not valid."""
    if _BAD_IN_IRI.search(iri) or not is_iri(iri):
        raise ValueError(f"the IRI {iri[:80]!r}")
    return iri


def can_be_written(term: Term) -> bool:
    """Whether the term can stand in VALUES."""
    try:
        return bool(written_term(term))
    except ValueError:
        return False


def skolem(base: str, *parts: str) -> Term:
    """An IRI in place of a blank node, which has no name outside of its own answer (RDF 1.1, 3.5)."""
    return Term("uri", f"{base}/.well-known/genid/{stable_id(*parts)}")


def values(variables: Sequence[str], rows: Sequence[Row]) -> str:
    """An inline data block with these columns; what a row does not hold is UNDEF."""
    head = " ".join(f"?{name}" for name in variables)
    body = " ".join(f"({' '.join(written_term(row.get(name)) for name in variables)})" for row in rows)
    return f"VALUES ({head}) {{ {body} }}"
