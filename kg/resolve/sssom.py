"""Judgements as SSSOM, the Simple Standard for Sharing Ontological Mappings (Matentzoglu et al. 2022): TSV and CSV.

TSV begins with the metadata of the set as YAML behind ``#``. Cells of free text that a spreadsheet would take for a
formula get an apostrophe in front, which reading takes off again; both formats are UTF-8, CSV with a mark at its start.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import yaml

from extractors.errors import InputRejected
from kg.resolve.judgements import Verdict
from ontology.namespaces import NAMESPACES

COLUMNS = (
    "subject_id", "subject_label", "predicate_modifier", "predicate_id", "object_id", "object_label",
    "mapping_justification", "author_id", "author_label", "mapping_tool", "mapping_tool_version", "mapping_date",
    "confidence", "comment",
)  # fmt: skip
"""In the order of the standard's TSV."""
_NEEDED = ("subject_id", "predicate_id", "object_id")
_TEXT = ("subject_label", "object_label", "author_label", "mapping_tool", "comment")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
VERSION = "0.15"


@dataclass(frozen=True, slots=True)
class SssomMapping:
    """One mapping. subject and object are IRIs; line: where it stands in its file, counted from 1."""

    subject: str
    object: str
    verdict: Verdict
    confidence: float = 1.0
    justification: str = "ManualMappingCuration"
    author: str = ""
    tool: str = ""
    tool_version: str = ""
    date: str = ""
    comment: str = ""
    subject_label: str = ""
    object_label: str = ""
    line: int = 0


def write(mappings: Iterable[SssomMapping], set_id: str, prefixes: Mapping[str, str], *, comma: bool = False) -> str:
    """TSV with metadata, or plain CSV. prefixes: short names of IRIs, for the ends of mappings."""
    out = io.StringIO(newline="")
    spaces = {**prefixes, **{name: NAMESPACES[name] for name in ("skos", "semapv")}}
    if comma:
        out.write("\ufeff")
    else:
        head = {
            "sssom_version": VERSION,
            "mapping_set_id": set_id,
            "mapping_set_title": "Judgements about identity",
            "license": "https://w3id.org/sssom/license/unspecified",
            "curie_map": dict(sorted(spaces.items())),
        }
        for line in yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1000).splitlines():
            out.write(f"# {line}\n")
    writer = csv.writer(out, delimiter="," if comma else "\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in mappings:
        writer.writerow(_row(each, spaces))
    return out.getvalue()


def read(text: str, prefixes: Mapping[str, str], where: str) -> list[SssomMapping]:
    """The mappings of such a text, separated by tabs or commas. InputRejected SSSOM001… names the line.

    prefixes: those known without the file's own ``curie_map``. A row that is all empty is passed over.
    """
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    head = [line[1:] for line in lines if line.startswith("#")]
    skipped = next((n for n, line in enumerate(lines) if not line.startswith("#") and line.strip()), len(lines))
    body = "".join(lines[skipped:])
    spaces = {**prefixes, **{n: NAMESPACES[n] for n in ("skos", "semapv")}, **_curie_map("".join(head), where)}
    first = body.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(body, newline=""), delimiter="\t" if "\t" in first else ",", strict=True)
    try:
        names = [name.strip() for name in next(reader, [])]
        if missing := [name for name in _NEEDED if name not in names]:
            raise _wrong("SSSOM001", f"The columns {', '.join(missing)} are missing.", where, skipped + 1)
        found = []
        for cells in reader:
            line = skipped + reader.line_num
            if any(cell.strip() for cell in cells):
                row = {name: _plain(cell) for name, cell in zip(names, cells, strict=False)}
                found.append(_mapping(row, spaces, where, line))
    except csv.Error as error:
        raise _wrong("SSSOM002", f"This is no table: {error}.", where, skipped + reader.line_num) from error
    return found


def _row(each: SssomMapping, spaces: Mapping[str, str]) -> list[str]:
    predicate = "skos:closeMatch" if each.verdict == "UNSURE" else "skos:exactMatch"
    values = {
        "subject_id": _short(each.subject, spaces),
        "subject_label": each.subject_label,
        "predicate_modifier": "Not" if each.verdict == "DIFFERENT" else "",
        "predicate_id": predicate,
        "object_id": _short(each.object, spaces),
        "object_label": each.object_label,
        "mapping_justification": f"semapv:{each.justification}",
        "author_label": each.author,
        "mapping_tool": each.tool,
        "mapping_tool_version": each.tool_version,
        "mapping_date": each.date,
        "confidence": f"{each.confidence:g}",
        "comment": each.comment,
    }
    return [_safe(name, values.get(name, "")) for name in COLUMNS]


def _safe(name: str, value: str) -> str:
    value = " ".join(value.split("\n")) if name in _TEXT else value
    return f"'{value}" if name in _TEXT and value.startswith((*_DANGEROUS, "'")) else value


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith((*_DANGEROUS, "'")) else cell


def _mapping(row: Mapping[str, str], spaces: Mapping[str, str], where: str, line: int) -> SssomMapping:
    ends = []
    for name in ("subject_id", "object_id"):
        value = row.get(name, "")
        iri = value if "://" in value else _long(value, spaces)
        if not iri:
            raise _wrong("SSSOM003", f"{name} {value!r} is no IRI and has no known prefix.", where, line)
        ends.append(iri)
    try:
        confidence = float(row.get("confidence") or 1.0)
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise _wrong("SSSOM004", f"confidence {row.get('confidence')!r} is not between 0 and 1.", where, line)
    return SssomMapping(
        ends[0],
        ends[1],
        _verdict(row, where, line),
        confidence,
        row.get("mapping_justification", "").rsplit(":", 1)[-1].rsplit("/", 1)[-1],
        row.get("author_label") or row.get("author_id", ""),
        row.get("mapping_tool", ""),
        row.get("mapping_tool_version", ""),
        row.get("mapping_date", ""),
        row.get("comment", ""),
        line=line,
    )


def _verdict(row: Mapping[str, str], where: str, line: int) -> Verdict:
    predicate = row.get("predicate_id", "").rsplit(":", 1)[-1].rsplit("#", 1)[-1]
    negated = row.get("predicate_modifier", "").casefold()
    if negated not in ("", "not"):
        raise _wrong("SSSOM005", f"predicate_modifier {row['predicate_modifier']!r} is not 'Not'.", where, line)
    if predicate in ("exactMatch", "sameAs"):
        return "DIFFERENT" if negated else "SAME"
    if predicate == "differentFrom" and not negated:
        return "DIFFERENT"
    if predicate == "closeMatch" and not negated:
        return "UNSURE"
    raise _wrong(
        "SSSOM006", f"predicate_id {row.get('predicate_id')!r} says nothing about identity.", where, line
    )


def _curie_map(head: str, where: str) -> dict[str, str]:
    try:
        known = yaml.safe_load(head) or {}
        found = known.get("curie_map") or {}
        return {str(name): str(space) for name, space in found.items()}
    except (yaml.YAMLError, AttributeError) as error:
        raise _wrong("SSSOM007", "The metadata before the table is no YAML mapping.", where, 1) from error


def _short(iri: str, spaces: Mapping[str, str]) -> str:
    for name, space in sorted(spaces.items(), key=lambda item: -len(item[1])):
        if iri.startswith(space) and "/" not in iri[len(space) :]:
            return f"{name}:{iri[len(space) :]}"
    return iri


def _long(curie: str, spaces: Mapping[str, str]) -> str:
    prefix, colon, rest = curie.partition(":")
    return spaces[prefix] + rest if colon and rest and prefix in spaces else ""


def _wrong(code: str, message: str, where: str, line: int) -> InputRejected:
    return InputRejected(
        code, message, where=f"{where}:{line}", advice="Nothing was imported. Mend the line and import the file again."
    )
