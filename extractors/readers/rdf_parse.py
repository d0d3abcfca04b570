"""RDF parsed by the store's own parser, in a process of its own: nothing is fetched, nothing is followed.

Called through ``extractors.isolated``: a nested or swollen file ends this process, not the ingest.
"""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

import pyoxigraph as ox

from extractors.errors import InputRejected

MAX_STATEMENTS = 2_000_000
MAX_DEPTH = 256
_FORMATS = {
    "nquads": (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG),
    "trig": (ox.RdfFormat.TRIG,),
    "rdfxml": (ox.RdfFormat.RDF_XML,),
    "jsonld": (ox.RdfFormat.JSON_LD,),
}


def statements(data: bytes, name: str, format: str, base: str, most: int = MAX_STATEMENTS) -> list[list[Any]]:
    """Every statement once a graph, in the order of the file: subject, predicate, object.

    A node is its IRI, or ``_:n12`` for the twelfth blank node of the file; a literal is a list of its value and, for
    language-tagged ones, the tag. Statements about statements (RDF 1.2 triple terms) come with null as subject.
    format: nquads (N-Triples too; Turtle is tried after it), trig (Turtle too), rdfxml, jsonld. base: for relative
    IRIs. name: of the file. InputRejected: RDF001 not RDF, with its line; RDF002 a remote JSON-LD context; RDF004 more
    than ``most``; XML001 and XML003 RDF/XML that is not well-formed or nested too deeply.
    """
    if format == "rdfxml":
        _check_depth(data, name)
    failure: InputRejected | None = None
    for rdf_format in _FORMATS[format]:
        try:
            return _read(data, rdf_format, base, most)
        except SyntaxError as error:
            failure = failure or _rejected(error, name)
    raise failure or InputRejected("RDF001", "The file is not RDF.", where=name)


def _read(data: bytes, rdf_format: ox.RdfFormat, base: str, most: int) -> list[list[Any]]:
    blank: dict[str, str] = {}

    def node(term: object) -> str | None:
        if isinstance(term, ox.NamedNode):
            return term.value
        if isinstance(term, ox.BlankNode):
            return blank.setdefault(term.value, f"_:n{len(blank) + 1}")
        return None

    rows: list[list[Any]] = []
    for quad in ox.parse(input=data, format=rdf_format, base_iri=base):
        if len(rows) >= most:
            raise InputRejected("RDF004", f"It has more than {most} statements.", advice="Split it.")
        subject, thing = node(quad.subject), quad.object
        if isinstance(thing, ox.Literal):
            rows.append([subject, quad.predicate.value, [thing.value, *([thing.language] if thing.language else [])]])
        else:
            target = node(thing)
            rows.append([subject if target is not None else None, quad.predicate.value, target or ""])
    return rows


def _check_depth(data: bytes, name: str) -> None:
    """The parser's time grows with the square of the depth; other XML readers go no deeper either."""
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            where = f"{name}:{parser.CurrentLineNumber}:{parser.CurrentColumnNumber + 1}"
            raise InputRejected("XML003", f"Elements are nested more than {MAX_DEPTH} deep.", where=where)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"Not well-formed XML: {expat.ErrorString(error.code)}."
        where = f"{name}:{error.lineno}:{error.offset + 1}"
        raise InputRejected("XML001", message, where=where, advice="Repair the file.") from None


def _rejected(error: SyntaxError, name: str) -> InputRejected:
    message = str(error.msg or error).rstrip(".")
    where = f"{name}:{error.lineno}:{error.offset or 1}" if error.lineno else name
    if "remote context" in message or "LoadDocument" in message:
        return InputRejected(
            "RDF002",
            "The JSON-LD refers to a context on the web, which is not fetched.",
            where=name,
            advice="Write the context into the file, or convert it to N-Quads.",
        )
    return InputRejected("RDF001", f"Not well-formed RDF: {message}.", where=where, advice="Repair the file.")


def nquads(data: bytes, name: str, format: str) -> list[str]:
    """Every statement as a canonical N-Quads line, ended by a newline; sorted, each once.

    format, name and errors as of ``statements``; RDF001 where a statement stands in no named graph too.
    """
    found: set[str] = set()
    try:
        for quad in ox.parse(input=data, format=_FORMATS[format][0]):
            if isinstance(quad.graph_name, ox.DefaultGraph):
                raise InputRejected("RDF001", "A statement stands in no named graph.", where=name)
            found.add(f"{quad} .\n")
    except SyntaxError as error:
        raise _rejected(error, name) from None
    return sorted(found)
