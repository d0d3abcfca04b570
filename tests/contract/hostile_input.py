"""For the tests of hostile input: every registered reader meets every attack, and what that costs is measured."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from reader_samples import SAMPLES

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.readers.xml_prolog import looks_like_xml
from extractors.registry import READERS, names, reader, reader_for
from extractors.source import Source

EVERY = sorted(names(READERS))
XML = [name for name in EVERY if name in SAMPLES and SAMPLES[name].prolog.root and name != "hocr"]
"""Readers whose sample is well-formed XML and who go through ``safe_xml``; hOCR is HTML as well."""

ROOTS = {
    "tei": ("TEI", "http://www.tei-c.org/ns/1.0"),
    "ead": ("ead", "urn:isbn:1-931666-22-9"),
    "ead3": ("ead", "http://ead3.archivists.org/schema/"),
    "eac": ("eac-cpf", "urn:isbn:1-931666-33-4"),
    "eac2": ("eac", "https://archivists.org/ns/eac/v2"),
    "alto": ("alto", "http://www.loc.gov/standards/alto/ns-v4#"),
    "page": ("PcGts", "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"),
    "mets": ("mets", "http://www.loc.gov/METS/"),
    "rdf": ("rdf:RDF", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    "html": ("html", "http://www.w3.org/1999/xhtml"),
    "country-mission": ("country-mission", ""),
    "none": ("a", ""),
}


def xml(format_: str, subset: str, body: str = "", attribute: str = "") -> Source:
    """A file of a format's root element, with a DOCTYPE of that subset (none for an empty one)."""
    root, namespace = ROOTS[format_]
    prefix, _, _ = root.rpartition(":")
    declared = f'xmlns{":" + prefix if prefix else ""}="{namespace}"' if namespace else ""
    doctype = f"<!DOCTYPE {root} {subset}>\n" if subset else ""
    text = f'<?xml version="1.0"?>\n{doctype}<{root} {declared} {attribute}>{body}</{root}>'
    return Source("evil.xml", "x", text.encode())


def in_sample(name: str, subset: str, body: str) -> Source:
    """The reader's own sample with a DOCTYPE of that subset, and with more in its root element."""
    text = re.sub(r"<!DOCTYPE[^>]*>", "", SAMPLES[name].data.decode())
    head, root, rest = re.split(r"(<[A-Za-z][^>]*>)", text, maxsplit=1)
    doctype = f"<!DOCTYPE {re.split(r'[ >]', root[1:])[0]} {subset}>" if subset else ""
    return Source("evil.xml", "x", f"{head}{doctype}{root}{body}{rest}".encode())


def attempt(name: str, source: Source) -> tuple[list[Document], InputRejected | None]:
    """What is read before the source is rejected, if it is; any other exception passes."""
    return _attempt(lambda: reader(name), source)


def attempt_any(source: Source) -> tuple[list[Document], InputRejected | None]:
    """The same with the reader that is surest of the source."""
    return _attempt(lambda: reader_for(source), source)


def _attempt(choose: Callable[[], object], source: Source) -> tuple[list[Document], InputRejected | None]:
    documents: list[Document] = []
    try:
        documents.extend(choose().read(source))  # type: ignore[attr-defined]
    except InputRejected as error:
        return documents, error
    assert [fault for document in documents for fault in document.check()] == []
    return documents, None


def rejected(name: str, source: Source) -> InputRejected:
    """The refusal of a source that must be refused."""
    documents, error = attempt(name, source)
    assert error is not None, f"{name} read it: {documents!r:.300}"
    return error


@cache
def warm(name: str) -> None:
    """Read the sample first, so that what loading libraries takes is not counted."""
    if name in SAMPLES:
        attempt(name, SAMPLES[name])


@contextmanager
def within(seconds: float, megabytes: float) -> Iterator[None]:
    """Time, and growth of the process's resident memory at its peak, must stay below. Tripled patience for a noisy
    machine with time alone."""
    Path("/proc/self/clear_refs").write_text("5")
    before, began = _peak(), time.perf_counter()
    yield
    took, grew = time.perf_counter() - began, (_peak() - before) / 1024
    assert took < 3 * seconds, f"{took:.2f} s"
    assert grew < megabytes, f"{grew:.0f} MB"


def _peak() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


__all__ = [
    "EVERY", "ROOTS", "SAMPLES", "XML", "attempt", "attempt_any", "in_sample", "looks_like_xml", "rejected", "warm",
    "within", "xml",
]  # fmt: skip
