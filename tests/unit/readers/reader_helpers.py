"""Short ways to write test files."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from extractors.document import Document
from extractors.registry import reader
from extractors.source import Source


def read(name: str, text: str, file: str = "file.xml") -> list[Document]:
    """Documents that the reader of that name makes of a text."""
    return list(reader(name).read(Source(file, "x", text.encode())))


def ead(archdesc: str) -> dict[str, Document]:
    """A finding aid KZ-5 with that archdesc; Documents by id."""
    header = (
        "<eadheader><eadid>KZ-5</eadid><filedesc><titlestmt><titleproper>Inventory</titleproper></titlestmt></filedesc>"
    )
    return {d.id: d for d in read("ead", f"<ead>{header}</eadheader>{archdesc}</ead>")}


def eac(identity: str, description: str, relations: str = "") -> Document:
    """An authority record KZ-A1."""
    text = (
        '<eac-cpf xmlns="urn:isbn:1-931666-33-4" xmlns:xlink="http://www.w3.org/1999/xlink"><control>'
        f"<recordId>KZ-A1</recordId></control><cpfDescription><identity>{identity}</identity>"
        f"<description>{description}</description><relations>{relations}</relations></cpfDescription></eac-cpf>"
    )
    (document,) = read("eac-cpf", text)
    return document


def spans(document: Document) -> list[tuple[str, str, str | None, str | None]]:
    """Words, label, role and reference of every mention."""
    return [(document.text[m.start : m.end], m.label, m.role, m.reference) for m in document.mentions]


def sample(name: str) -> str:
    """The sample of a reader that the contract tests use, as text."""
    spec = spec_from_file_location("reader_samples", Path(__file__).parents[2] / "contract" / "reader_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    data: bytes = module.SAMPLES[name].data
    return data.decode()
