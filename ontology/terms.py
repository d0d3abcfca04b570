"""Terms as constants: ``RICO.Record`` is the full IRI, and a misspelt one fails when the module that names it loads.

    RECORD = RICO.Record                    # "https://www.ica.org/standards/RiC/ontology#Record"
    TYPE = RDF.type
    MENTIONS = own(vocabulary).mentions     # our own terms, whose namespace is a setting

Nothing is parsed before the first RiC-O term is asked for; nothing outside the standard library is imported.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ontology.namespaces import CLOSED, NAMESPACES, PLACEHOLDER

HERE = Path(__file__).parent
_OWN_SUBJECT = re.compile(r"^kg:([A-Za-z][\w-]*) a ", re.MULTILINE)


class UnknownTerm(AttributeError):
    """A term that its vocabulary does not define. ``code`` is stable; the message names the nearest that exists."""

    code = "TERM001"


@cache
def rico_rows() -> dict[str, tuple[str, str, str, str, str]]:
    """RiC-O 1.1 by local name: (kind, domain, range, inverse, supers); several values stand joined by '|'.

    kind is class, object or datatype. Source: rico_terms.tsv, generated from the published ontology.
    """
    lines = (HERE / "rico_terms.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = (line.split("\t") for line in lines)
    return {name: (kind, domain, range_, inverse, supers) for kind, name, domain, range_, inverse, supers, *_ in cells}


@cache
def own_terms() -> frozenset[str]:
    """Local names that sunqar.ttl and the vocabularies define: each begins a line there, then ``a``."""
    files = [HERE / "sunqar.ttl", *sorted((HERE / "vocabularies").glob("*.ttl"))]
    return frozenset(name for file in files for name in _OWN_SUBJECT.findall(file.read_text(encoding="utf-8")))


class Vocabulary:
    """A namespace whose terms are known. Attribute or item access gives the full IRI as ``str``.

    Raises UnknownTerm (an AttributeError) for a name that the vocabulary does not define.
    """

    def __init__(self, prefix: str, namespace: str) -> None:
        self._prefix = prefix
        self._namespace = namespace

    @property
    def iri(self) -> str:
        """The namespace itself."""
        return self._namespace

    def names(self) -> frozenset[str]:
        """Every local name that is known."""
        if self._prefix == "rico":
            return frozenset(rico_rows())
        return own_terms() if self._prefix == "kg" else CLOSED[self._prefix]

    def __contains__(self, name: object) -> bool:
        return name in (rico_rows() if self._prefix == "rico" else self.names())

    def __getitem__(self, name: str) -> str:
        if name in self:
            return self._namespace + name
        from difflib import get_close_matches

        near = get_close_matches(name, sorted(self.names()), n=1)
        hint = f" Did you mean {self._prefix}:{near[0]}?" if near else ""
        raise UnknownTerm(f"[{UnknownTerm.code}] {self._prefix}:{name} is not a term of {self._namespace}.{hint}")

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __repr__(self) -> str:
        return f"Vocabulary({self._prefix!r}, {self._namespace!r})"


def own(vocabulary: str) -> Vocabulary:
    """Our own terms under the namespace of the settings (``vocabulary_iri``, by default ``{base}/def#``)."""
    return Vocabulary("kg", vocabulary)


RICO = Vocabulary("rico", NAMESPACES["rico"])
RST = Vocabulary("rst", NAMESPACES["rst"])
RDFT = Vocabulary("rdft", NAMESPACES["rdft"])
RDF = Vocabulary("rdf", NAMESPACES["rdf"])
RDFS = Vocabulary("rdfs", NAMESPACES["rdfs"])
OWL = Vocabulary("owl", NAMESPACES["owl"])
XSD = Vocabulary("xsd", NAMESPACES["xsd"])
SKOS = Vocabulary("skos", NAMESPACES["skos"])
DCTERMS = Vocabulary("dcterms", NAMESPACES["dcterms"])
PROV = Vocabulary("prov", NAMESPACES["prov"])
OA = Vocabulary("oa", NAMESPACES["oa"])
ITSRDF = Vocabulary("itsrdf", NAMESPACES["itsrdf"])
SSSOM = Vocabulary("sssom", NAMESPACES["sssom"])
SEMAPV = Vocabulary("semapv", NAMESPACES["semapv"])
GEO = Vocabulary("geo", NAMESPACES["geo"])
SF = Vocabulary("sf", NAMESPACES["sf"])
EDTF = Vocabulary("edtf", NAMESPACES["edtf"])
SH = Vocabulary("sh", NAMESPACES["sh"])
SCHEMA = Vocabulary("schema", NAMESPACES["schema"])
OWN_TERMS = own(PLACEHOLDER)
"""Our own terms under the placeholder namespace of the data files; ``name in OWN_TERMS`` asks whether one exists."""
