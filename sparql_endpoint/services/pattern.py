"""The triple patterns inside a clause of one of our services: one subject, properties of our vocabulary, no more."""

from __future__ import annotations

from dataclasses import dataclass

from sparql_endpoint.results import Term
from sparql_endpoint.services.errors import ServiceError
from sparql_endpoint.services.structure import Structure, wrong
from sparql_endpoint.services.terms import XSD, Names, string_of
from sparql_endpoint.services.tokens import Token


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable, without its mark; of a blank node, its label with a sign that no variable has."""

    name: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """subject, and (local name of the property, object) in the order of the text."""

    subject: Variable | Term
    pairs: tuple[tuple[str, Variable | Term], ...]


def read_pattern(query: Structure, start: int, end: int, names: Names, vocabulary: str) -> Pattern:
    """Read the inside of a clause. ServiceError for whatever is more than patterns on one subject."""
    reader = _Reader(query, [token for token in query.tokens if start <= token.start < end], names, vocabulary, start)
    return reader.pattern()


class _Reader:
    def __init__(self, query: Structure, found: list[Token], names: Names, vocabulary: str, start: int) -> None:
        self._query = query
        self._tokens = found
        self._names = names
        self._vocabulary = vocabulary
        self._start = start
        self._at = 0

    def pattern(self) -> Pattern:
        subject: Variable | Term | None = None
        pairs: list[tuple[str, Variable | Term]] = []
        while self._at < len(self._tokens):
            if self._sign("["):
                here: Variable | Term = Variable(f"[{self._tokens[self._at - 1].start}")
                if not self._sign("]"):
                    pairs += self._properties("]")
                    self._expect("]")
            else:
                here = self._term()
            if subject is not None and here != subject:
                raise self._wrong("A service has one subject; ask a second service for a second one.")
            subject = here
            if self._at < len(self._tokens) and not self._is("."):
                pairs += self._properties(".")
            if self._at < len(self._tokens):
                self._expect(".")
        if subject is None or not pairs:
            raise wrong("The service is asked nothing.", self._query.text, self._start)
        return Pattern(subject, tuple(pairs))

    def _properties(self, last: str) -> list[tuple[str, Variable | Term]]:
        pairs = []
        while not self._is(last) and self._at < len(self._tokens):
            name = self._property()
            pairs.append((name, self._term()))
            while self._sign(","):
                pairs.append((name, self._term()))
            while self._sign(";"):
                pass
        return pairs

    def _property(self) -> str:
        token = self._next()
        iri = self._names.iri(token) if token.kind in ("iri", "name") else None
        name = (iri or "").removeprefix(self._vocabulary)
        if not iri or name == iri:
            raise self._wrong(f"{token.text} is no property of this service.")
        return name

    def _term(self) -> Variable | Term:
        token = self._next()
        if token.kind == "variable":
            return Variable(token.text[1:])
        if token.kind == "bnode":
            return Variable(token.text)
        if token.kind in ("iri", "name") and (iri := self._names.iri(token)) is not None:
            return Term("uri", iri)
        if token.kind == "string":
            return self._literal(string_of(token))
        if token.text in ("+", "-") and self._at < len(self._tokens) and self._tokens[self._at].kind == "number":
            return _number(token.text.removeprefix("+") + self._next().text)
        if token.kind == "number":
            return _number(token.text)
        if token.keyword in ("TRUE", "FALSE"):
            return Term("literal", token.text.lower(), "", XSD + "boolean")
        raise self._wrong(f"A term is expected, and there is {token.text!r}.")

    def _literal(self, value: str) -> Term:
        following = self._tokens[self._at] if self._at < len(self._tokens) else None
        if following is not None and following.kind == "lang":
            self._at += 1
            return Term("literal", value, following.text[1:].lower())
        if self._sign("^^"):
            token = self._next()
            datatype = self._names.iri(token) if token.kind in ("iri", "name") else None
            if datatype is None:
                raise self._wrong(f"A datatype is expected, and there is {token.text!r}.")
            return Term("literal", value, "", datatype)
        return Term("literal", value)

    def _next(self) -> Token:
        if self._at >= len(self._tokens):
            raise self._wrong("The patterns end too early.")
        self._at += 1
        return self._tokens[self._at - 1]

    def _is(self, sign: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].text == sign

    def _sign(self, sign: str) -> bool:
        found = self._is(sign)
        self._at += found
        return found

    def _expect(self, sign: str) -> None:
        if not self._sign(sign):
            there = self._tokens[self._at].text if self._at < len(self._tokens) else "the end"
            raise self._wrong(f"{sign!r} is expected, and there is {there!r}.")

    def _wrong(self, message: str) -> ServiceError:
        token = self._tokens[max(0, min(self._at, len(self._tokens)) - 1)] if self._tokens else None
        return wrong(message, self._query.text, token.start if token else self._start)


def _number(text: str) -> Term:
    kind = "double" if "e" in text.lower() else "decimal" if "." in text else "integer"
    return Term("literal", text, "", XSD + kind)
