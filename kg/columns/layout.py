"""How columns lie in their folder, known to who writes and who reads them.

``index.json``: columns (by key, the files with the IRI of their graph, '' for source graphs together, and the number of
their lines), texts (path of the kept texts), digests (sha256 of each graph by its IRI). A line of a column is subject
and object in N-Triples text with a blank between; of a class, the subject.
"""

from __future__ import annotations

from kg.columns.pattern import TYPE

INDEX = "index.json"


def key_of(predicate: str, term: str = "") -> str:
    """Under which a triple's column stands: its property, and for rdf:type the class too. In N-Triples text.

    >>> key_of("<http://p>", '"text"')
    '<http://p>'
    """
    return f"a {term}" if predicate == TYPE else predicate
