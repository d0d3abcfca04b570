"""A file to RiC-O without a workspace: read as its editors and archivists left it, mapped, nothing recognised."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version

from extractors.access import with_access, with_sidecar
from extractors.errors import InputRejected
from extractors.registry import Reader, reader, reader_for
from extractors.source import Source
from extractors.statements.choose import speech_of
from kg.iri import Iris
from kg.loss import LossReport, losses
from kg.rdf.mapper import MappedSource, map_source
from ontology.terms import OA

NOT_LISTED = "CONVERT001"


def chosen_reader(source: Source, format_: str | None) -> Reader:
    """The reader of that name, or the one that knows the source. InputRejected READ001 for none."""
    return reader(format_) if format_ else reader_for(source)


def convert(source: Source, chosen: Reader, iris: Iris, licence: str = "") -> tuple[MappedSource, tuple[str, ...]]:
    """The graph of a source, and warnings. InputRejected where it is not sound, or holds no document."""
    documents = tuple(with_access(document) for document in with_sidecar(chosen.read(source), source))
    faults = {document.id: problem for document in documents if (problem := next(document.check(), None))}
    kept = [document for document in documents if document.id not in faults]
    if not kept:
        told = next(iter(faults.values()), "it holds no document")
        raise InputRejected("READ006", f"No document of the file is sound: {told}.", where=source.name)
    warnings = [warning for document in documents for warning in document.warnings]
    warnings += [f"READ007 {name}: {problem}. It was left out." for name, problem in sorted(faults.items())]
    mapped = map_source(kept, source, f"{chosen.name}-{version('sunqar')}", iris, licence)
    return mapped, tuple(warnings)


def loss_report(source: Source, chosen: Reader, iris: Iris) -> LossReport:
    """What of the source is mapped, what stays in its text alone, what is lost.

    InputRejected CONVERT001 for formats whose statements cannot be changed one by one.
    """
    speech = speech_of(source)
    if speech is None:
        raise InputRejected(
            NOT_LISTED,
            "What this format says cannot be listed statement by statement.",
            where=source.name,
            advice="Reports are made of XML, JSON, CSV and TSV; save a spreadsheet as CSV.",
        )

    def lines(data: bytes) -> frozenset[str]:
        return frozenset(convert(replace(source, data=data), chosen, iris)[0].graph.lines)

    repeated = (iris.own("text"), OA.exact, OA.prefix, OA.suffix, OA.start, OA.end)
    return losses(speech, lines, frozenset(repeated), frozenset((iris.own("sha256"),)))
