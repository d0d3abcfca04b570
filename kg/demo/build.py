"""The workspace of the demonstration: its settings written, its graph built."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from extractors.errors import CodedError, UsageError
from kg.actions import build_action
from kg.demo.sources import DemoSource, archives, own_sources, public_sources
from kg.ingest_actions import IngestRequest
from kg.settings import DEFAULT_BASE, FILE_NAME

CORPUS_VARIABLE = "SUNQAR_CORPUS"
IDENTITIES = ("persons_lists_dev.jsonl", "people_authority.jsonl")
"""The editors' identities of FRUS persons, where they lie beside the corpus under ``gold``."""


def build_demo(out: Path, jobs: int = 0, *, own: bool = False, as_json: bool = False) -> None:
    """Build the demonstration graph in the workspace ``out``; a second run builds nothing that is built.

    jobs: worker processes, 0 for one a core. own: only the corpus that comes with Sunqar, and no network; else also
    the public one: that of the variable, else the one beside the repository, else what can be fetched. as_json: the
    form of what is printed. Raises UsageError DEMO003 where the variable names no folder, and what ``sunqar build``
    raises.
    """
    sources = [*own_sources(), *([] if own else _public(out))]
    out.mkdir(parents=True, exist_ok=True)
    written = "\n".join(_settings(sources)) + "\n"
    path = out / FILE_NAME
    if not path.exists() or path.read_text("utf-8") != written:
        path.write_text(written, "utf-8")
    build_action(out, IngestRequest(jobs=jobs), as_json)


def _public(out: Path) -> list[DemoSource]:
    """The corpus of the variable, else the one beside the repository, else what can be fetched, else none."""
    named = os.environ.get(CORPUS_VARIABLE)
    beside = Path(__file__).parents[2].parent / "shared" / "corpus"
    for folder in [Path(named)] if named else [beside]:
        if folder.is_dir():
            return [*public_sources(folder.resolve()), *_identities(folder.resolve())]
    if named:
        raise UsageError(
            "DEMO003",
            f"{CORPUS_VARIABLE} names {named}, which is no folder.",
            advice=f"Name the folder of the public corpus in {CORPUS_VARIABLE}, or unset it.",
        )
    from kg.demo.fetch import fetch

    try:
        return list(public_sources(fetch(out.parent / "corpus").resolve(), fetched=True))
    except CodedError as error:
        print(f"{error}\nGoing on with the corpus that comes with Sunqar.", file=sys.stderr)
        return []


def _identities(corpus: Path) -> Iterator[DemoSource]:
    for name in IDENTITIES:
        path = corpus.parent / "gold" / name
        if path.is_file():
            yield DemoSource(path, "reference", ("**/*",))


def _settings(sources: list[DemoSource]) -> Iterator[str]:
    yield "# Written by `make demo`; it writes this file anew each time."
    yield f'base_iri = "{DEFAULT_BASE}"'
    yield 'tier = "fast"'
    for code, names in archives().items():
        yield f"\n[archives.{code}]"
        yield from (f"{lang} = {json.dumps(name, ensure_ascii=False)}" for lang, name in names.items())
    for source in sources:
        yield "\n[[sources]]"
        yield f"path = {json.dumps(str(source.path), ensure_ascii=False)}"
        yield f'archive = "{source.archive}"'
        yield f"include = {json.dumps(source.include)}"
        yield f"exclude = {json.dumps(source.exclude)}"
    if any(source.archive == "reference" for source in sources):
        yield '\n[[access]]\narchive = "reference"\nstatus = "open"\nbelow = true'
        yield 'reason = "Published finding aids: what they describe may still be shut, the description is not."'
