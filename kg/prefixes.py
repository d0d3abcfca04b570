"""The prefixes that every query may use without declaring them."""

from __future__ import annotations

import re

_STANDARD = {
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rico": "https://www.ica.org/standards/RiC/ontology#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:", re.IGNORECASE)


def standard_prefixes(vocabulary: str) -> dict[str, str]:
    """Prefix to namespace; ``kg`` is the vocabulary of the workspace."""
    return {"kg": vocabulary, **_STANDARD}


def with_prefixes(query: str, vocabulary: str) -> str:
    """The query with a declaration for each standard prefix that it uses and does not declare.

    Declarations go before the first line without a line break, so that line numbers of errors stay right.
    """
    declared = set(_DECLARED.findall(query))
    needed = [
        f"PREFIX {prefix}: <{namespace}>"
        for prefix, namespace in standard_prefixes(vocabulary).items()
        if prefix not in declared and re.search(rf"(?<![\w.-]){prefix}:", query)
    ]
    return " ".join([*needed, query])


def shorten(iri: str, vocabulary: str) -> str:
    """``rico:Person`` for an IRI of a known namespace, else the IRI itself."""
    for prefix, namespace in standard_prefixes(vocabulary).items():
        rest = iri.removeprefix(namespace)
        if rest != iri and re.fullmatch(r"[\w-]+", rest):
            return f"{prefix}:{rest}"
    return iri
