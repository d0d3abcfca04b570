"""Subcommands of the graph package: workspace, ingest, link, infer, publish, build."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.review import commands as review

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="Folder of the workspace. Default: here, then $SUNQAR_WORKSPACE."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
ArchiveOption = Annotated[
    str | None,
    typer.Option("--archive", help="Code of the archive that holds these files."),
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", help="Reader to use; found by content where absent."),
]
FindingAidOption = Annotated[
    list[Path] | None,
    typer.Option("--finding-aid", help="EAD file or catalogue table whose units the scans belong to; repeatable."),
]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0: one for each core.")]


def register(app: typer.Typer) -> None:
    """Add this package's commands to the ``sunqar`` application."""
    for command in (
        init,
        ingest,
        link,
        infer,
        publish,
        withdraw,
        build,
        validate,
        stats,
        verify,
        export,
        convert,
        doctor,
        config,
        match,
        resolve,
        places,
    ):
        app.command()(command)
    app.add_typer(review.application(), name="review")


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make.")],
    base_iri: Annotated[str | None, typer.Option(help="Base of all IRIs, e.g. https://data.archive.example")] = None,
    archive: Annotated[list[str] | None, typer.Option(help="CODE=NAME of a holding archive; repeatable.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a new workspace.

    Example: sunqar init my-archive --base-iri https://data.archive.example --archive naq="National Archives"
    """
    from kg.actions import init_action

    init_action(folder, base_iri, archive or [], as_json)


def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH…", help="Files or folders.")] = None,
    workspace: WorkspaceOption = None,
    archive: ArchiveOption = None,
    format_: FormatOption = None,
    finding_aid: FindingAidOption = None,
    jobs: JobsOption = 0,
    executor: Annotated[str | None, typer.Option(help="Where files are read: local, or dask, a cluster.")] = None,
    scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Of the Dask scheduler.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show which file goes where.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End at the first file that cannot be read.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read files, find names and dates, and load them. Safe to repeat; goes on where it stopped.

    With a finding aid, scans and texts become pages and texts of its units: joined by its digital objects, by call
    number, or by file name; what has no partner is listed.

    With --executor dask, the workers of a cluster read the files; the graph is the same to the byte.

    Example: sunqar ingest scans/ --finding-aid fond-5.xml --archive naq --workspace my-archive --dry-run
    Example: sunqar ingest scans/ --archive naq --executor dask --scheduler tcp://10.0.0.5:8786
    """
    from kg.ingest_actions import IngestRequest, ingest_action

    request = IngestRequest(tuple(paths or ()), archive, format_, tuple(finding_aid or ()), jobs, strict)
    ingest_action(workspace, request, dry_run, as_json, executor=executor, scheduler=scheduler)


def link(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Find out which persons, bodies, places and events are the same, within and across archives.

    Example: sunqar link --workspace my-archive
    """
    from kg.actions import link_action

    link_action(workspace, as_json)


def infer(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Rebuild what follows from the statements.

    Example: sunqar infer --workspace my-archive
    """
    from kg.actions import infer_action

    infer_action(workspace, as_json)


def publish(
    workspace: WorkspaceOption = None,
    rollback: Annotated[int | None, typer.Option(help="Serve this earlier edition again.")] = None,
    clock: Annotated[
        str | None, typer.Option(help="Day for which embargoes and ages are reckoned, as 2030-01-31. Default: today.")
    ] = None,
    keep: Annotated[
        int | None, typer.Option(min=1, help="Delete all but so many editions, the current one among them.")
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Make all files anew, none from those of the edition before.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check the graph, make an edition of it and serve that from now on.

    Example: sunqar publish --workspace my-archive
    """
    from kg.actions import publish_action

    publish_action(workspace, rollback, clock, keep, as_json, whole=whole)


def withdraw(
    target: Annotated[str | None, typer.Argument(metavar="IRI|CALL-NUMBER", help="What is to go.")] = None,
    reason: Annotated[str, typer.Option(help="Why; kept in the log, never published.")] = "",
    by: Annotated[str | None, typer.Option(help="Who decided it. Default: the user's name.")] = None,
    archive: ArchiveOption = None,
    with_records: Annotated[
        bool, typer.Option("--with-records", help="With an entity, the records whose words name it.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Publish it again.")] = False,
    publish_now: Annotated[bool, typer.Option("--publish/--no-publish", help="Make the new edition at once.")] = True,
    list_: Annotated[bool, typer.Option("--list", help="Only print the log.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a record, or an entity and all said of it, out of what is published; earlier editions with it are deleted.

    Its IRI answers 410. Reading the source again does not bring it back; --undo does.

    Example: sunqar withdraw QNA-D/2/1/1 --reason "asked for by the family" --by "A. Curator" --workspace my-archive
    """
    from extractors.errors import UsageError
    from kg.access.withdraw_actions import withdraw_action, withdrawals_action

    if list_:
        return withdrawals_action(workspace, as_json)
    if target is None:
        raise UsageError("WITHDRAW005", "Nothing was named.", advice="Give an IRI or a call number, or --list.")
    return withdraw_action(
        workspace,
        target,
        archive=archive,
        reason=reason,
        by=by,
        with_records=with_records,
        undo=undo,
        publish_now=publish_now,
        as_json=as_json,
    )


def build(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH…", help="Files or folders.")] = None,
    workspace: WorkspaceOption = None,
    archive: ArchiveOption = None,
    format_: FormatOption = None,
    finding_aid: FindingAidOption = None,
    jobs: JobsOption = 0,
    as_json: JsonOption = False,
) -> None:
    """Ingest, link, infer and publish in one go. Without PATH: what sunqar.toml names under [[sources]].

    Example: sunqar build scans/ --archive naq --workspace my-archive
    """
    from kg.actions import build_action
    from kg.ingest_actions import IngestRequest

    request = IngestRequest(tuple(paths or ()), archive, format_, tuple(finding_aid or ()), jobs)
    build_action(workspace, request, as_json)


def validate(
    workspace: WorkspaceOption = None,
    shapes: Annotated[Path | None, typer.Option(help="SHACL file to use in place of ours.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check the work store against the SHACL shapes; exit code 3 where something is wrong.

    Example: sunqar validate --workspace my-archive
    """
    from kg.reading_actions import validate_action

    validate_action(workspace, shapes, as_json)


def stats(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Counts of the current edition.

    Example: sunqar stats --workspace my-archive --json
    """
    from kg.reading_actions import stats_action

    stats_action(workspace, as_json)


def verify(
    workspace: WorkspaceOption = None,
    edition: Annotated[int | None, typer.Option(help="Number of an edition; default: the current one.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Read an edition whole and compare it with its manifest; exit code 1 where they differ.

    Example: sunqar verify --workspace my-archive
    """
    from kg.reading_actions import verify_action

    verify_action(workspace, edition, as_json)


def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="File, or folder, to write.")],
    workspace: WorkspaceOption = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", help="nq, trig, ttl, jsonld; folders: nq-parts, ead, ead3, csv, static; gexf, graphml; schema, "
            "linked-art; ro-crate (a zip for deposit); bibtex, ris, csl, cff (how to cite the edition)."
        ),
    ] = "nq",
    as_json: JsonOption = False,
) -> None:
    """Write the current edition to a file or, in formats of many files, to a new folder.

    Example: sunqar export --format nq -o edition.nq --workspace my-archive
    """
    from kg.reading_actions import export_action

    export_action(workspace, format_, output, as_json)


def convert(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="EAD, EAC-CPF, TEI, ALTO, tables, IIIF, …")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write; stdout where absent.")] = None,
    format_: Annotated[str, typer.Option("--format", help="turtle, nq, trig, jsonld or rdfxml.")] = "turtle",
    source_format: Annotated[str | None, typer.Option("--from", help="Reader to use; found by content.")] = None,
    archive: Annotated[str, typer.Option("--archive", help="Code of the holding archive.")] = "archive",
    base_iri: Annotated[str | None, typer.Option(help="Base of all IRIs, e.g. https://data.archive.example")] = None,
    report: Annotated[
        bool, typer.Option("--report", help="Say what is mapped, what is kept as text, what is lost, with lines.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Convert files to RiC-O without a workspace. Nothing is recognised: what the files say is mapped.

    With --report the report goes to stdout, and the graph only to a file that --output names.

    Example: sunqar convert finding-aid.xml --format turtle -o finding-aid.ttl
    """
    from kg.convert_actions import ConvertRequest, convert_action

    convert_action(ConvertRequest(tuple(files), output, format_, source_format, archive, base_iri, report), as_json)


def doctor(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Say what is missing on this machine and how to mend it.

    Example: sunqar doctor
    """
    from kg.doctor import doctor_action

    doctor_action(workspace, as_json)


def config(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Print every setting, its value, where the value came from, and what it is for.

    Example: sunqar config --workspace my-archive
    """
    from kg.reading_actions import config_action

    config_action(workspace, as_json)


def match(
    candidates: Annotated[Path, typer.Option("--candidates", help="JSON Lines of candidates: id, name, perhaps lang.")],
    lang: Annotated[str | None, typer.Option(help="Language of lines that name none: en, ar, ru or kk.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines.")] = False,
) -> None:
    """Match names across scripts: JSON Lines with "id", "name", maybe "lang", "kind" on stdin, answers on stdout.

    Each answer holds at most ten candidates, the best first; "score" is the probability that it is the one meant. A bad
    line gets an error object in its place, and the exit code is 4.

    Example:  echo '{"id": 1, "name": "قاسم بن محمد", "lang": "ar"}' | sunqar match --candidates persons.jsonl
    """
    from kg.resolve.names.stream import run

    if not run(candidates, lang):
        raise typer.Exit(4)


def resolve(
    authority: Annotated[
        Path,
        typer.Option("--authority", help="JSON Lines of the list: id, kind, names, perhaps birth, death, description."),
    ],
    lang: Annotated[str | None, typer.Option(help="Language of lines that name none: en, ar, ru or kk.")] = None,
    bare: Annotated[
        bool, typer.Option("--bare", help="Rely on the list alone, not on what is generally known of diplomats.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines.")] = False,
) -> None:
    """Tell whom of an authority list a text means: JSON Lines with "id", "text", "mentions" on stdin.

    "date", "place" and "title" of the document help. "entity" is an id of the list, or null for nobody in it; "score"
    is the probability of just that. A bad line gets an error object in its place, and the exit code is 4.

    Example:  sunqar resolve --authority persons.jsonl < documents.jsonl
    """
    from kg.resolve.authority.stream import run

    if not run(authority, lang, bare):
        raise typer.Exit(4)


def places(
    lang: Annotated[
        str | None, typer.Option("--lang", help="Language of lines that name none: en, ar, ru or kk.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines.")] = False,
) -> None:
    """Find places by name: JSON Lines with "id", "name" and perhaps "lang", "country", "context" on stdin.

    "country" is an ISO code or a name, "context" the text about the name or a list of places named beside it.
    "matches" come best first, with a score from 0 to 1; none for what is no place there. A bad line gets an error
    object in its place, and the exit code is 4.

    Example:  echo '{"id": 1, "name": "Verny", "context": "Semirechye, 1910"}' | sunqar places
    """
    from kg.place_actions import places_action

    places_action(lang)
