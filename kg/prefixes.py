"""The prefixes that every query may use without declaring them."""

from __future__ import annotations

import re

from ontology.namespaces import NAMESPACES

_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:", re.IGNORECASE)


def standard_prefixes(vocabulary: str) -> dict[str, str]:
    """Prefix to namespace; ``kg`` is the vocabulary of the workspace."""
    return NAMESPACES | {"kg": vocabulary}


def with_prefixes(query: str, vocabulary: str) -> str:
    """The query with a declaration for each standard prefix that it uses and does not declare.

    An empty vocabulary leaves ``kg:`` undeclared. Declarations go before the first line without a line break, so
    that line numbers of errors stay right.
    """
    declared = set(_DECLARED.findall(query))
    needed = [
        f"PREFIX {prefix}: <{namespace}>"
        for prefix, namespace in standard_prefixes(vocabulary).items()
        if namespace and prefix not in declared and re.search(rf"(?<![\w.-]){prefix}:", query)
    ]
    return " ".join([*needed, query])


def shorten(iri: str, vocabulary: str) -> str:
    """``rico:Person`` for an IRI of a known namespace, else the IRI itself."""
    for prefix, namespace in standard_prefixes(vocabulary).items():
        rest = iri.removeprefix(namespace)
        if rest != iri and re.fullmatch(r"[\w-]+", rest):
            return f"{prefix}:{rest}"
    return iri
