"""Words for what has no label."""

from __future__ import annotations

import re


def spelt(iri: str) -> str:
    """Words for an IRI without a label: ``hasOrHadHolder`` gives "has or had holder".

    >>> spelt("https://www.ica.org/standards/RiC/ontology#hasOrHadHolder")
    'has or had holder'
    """
    last = re.split(r"[#/]", iri.rstrip("#/"))[-1]
    if re.fullmatch(r"[A-Za-z]+", last):
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", last).lower()
    return last
