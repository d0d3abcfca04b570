"""Finds terms that do not exist in Turtle, SPARQL and Python text: misspelt, or of an older RiC-O.

python -m ontology.lint FILE…
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ontology.namespaces import NAMESPACES, PLACEHOLDER
from ontology.terms import Vocabulary

REPLACED = {
    "rico:hasInstantiation": "rico:hasOrHadInstantiation",
    "rico:hasProvenance": "rico:hasOrganicProvenance",
    "rico:descriptiveNote": "rico:generalDescription",
    "rico:AgentOriginationRelation": "rico:OrganicProvenanceRelation",
    "rico:DateRange": "rico:Date",
    "rico:SingleDate": "rico:Date",
    "rico:hasSource": "rico:isEvidencedBy",
    "rico:certainty": "rico:relationCertainty",
    "rico:hasOrHadCategory": "rico:hasOrHadType",
}
"""Terms of RiC-O 0.2 and 1.0 that 1.1 no longer has, and what to write now."""

_DECLARED = re.compile(r"(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_FULL = re.compile(r"<([a-z]+://[^\s<>\"{}|\\^`]*)>")
_PREFIXED = re.compile(r"(?<![\w.:/#<-])([a-z]+):([A-Za-z_][\w-]*)(?![\w{:-])")
_CONSTANT = re.compile(r"(?<![\w.])([A-Z]+)\.([A-Za-z_]\w*)")


def unknown_terms(text: str, *, vocabulary: str = PLACEHOLDER) -> list[str]:
    """Every use of a term that its namespace does not define, as ``prefix:name``, sorted, each once.

    vocabulary is the namespace of our own terms in the text. Prefixes mean what the text declares, else what they
    mean in our files; other namespaces are not judged. ``RICO.name`` of Python text is looked at too.
    """
    spaces = NAMESPACES | {"kg": vocabulary} | dict(_DECLARED.findall(text))
    known = {namespace: prefix for prefix, namespace in (NAMESPACES | {"kg": vocabulary}).items()}
    bare = _DECLARED.sub(" ", text)
    pairs = {(known.get(spaces.get(prefix, "")), name) for prefix, name in _PREFIXED.findall(bare)}
    for iri in _FULL.findall(bare):
        namespace = next((space for space in known if iri.startswith(space)), "")
        name = iri.removeprefix(namespace)
        if namespace and re.fullmatch(r"\w[\w-]*", name):
            pairs.add((known[namespace], name))
    for constant, name in _CONSTANT.findall(bare):
        if constant.lower() in NAMESPACES and not hasattr(str, name):
            pairs.add((constant.lower(), name))
    return sorted(
        f"{prefix}:{name}"
        for prefix, name in pairs
        if prefix is not None and name not in Vocabulary(prefix, NAMESPACES[prefix])
    )


def main(paths: list[str]) -> int:
    """Print what is wrong; 1 where anything is."""
    wrong = 0
    for path in paths:
        for term in unknown_terms(Path(path).read_text(encoding="utf-8")):
            advice = f" Write {REPLACED[term]}." if term in REPLACED else ""
            print(f"{path}: {term} is not a term of the vocabularies that we use.{advice}")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
