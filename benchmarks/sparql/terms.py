"""Triples as text, written with the short names of our prefixes."""

from __future__ import annotations

from kg.prefixes import standard_prefixes


class Terms:
    """N-Triples lines without their full stop."""

    def __init__(self, vocabulary: str) -> None:
        self._prefixes = standard_prefixes(vocabulary)
        self._known: dict[str, str] = {}

    def full(self, short: str) -> str:
        """``rico:Record`` as an IRI between its signs."""
        if short not in self._known:
            prefix, _, name = short.partition(":")
            self._known[short] = f"<{self._prefixes[prefix]}{name}>"
        return self._known[short]

    def a(self, subject: str, *classes: str) -> list[str]:
        """Types of a thing."""
        return [f"<{subject}> {self.full('rdf:type')} {self.full(each)}" for each in classes]

    def link(self, subject: str, property_: str, target: str) -> str:
        """Another thing, as an IRI or by a short name."""
        return f"<{subject}> {self.full(property_)} {f'<{target}>' if '//' in target else self.full(target)}"

    def say(self, subject: str, property_: str, term: str) -> str:
        """A literal, as ``kg.rdf.nt`` writes it."""
        return f"<{subject}> {self.full(property_)} {term}"
