"""``sunqar review``: the curators' work on identity."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.reports import commands as reports
from kg.review.options import (
    AcrossOption,
    ByOption,
    DryRunOption,
    EvenSoOption,
    ItemArgument,
    JsonOption,
    LabelOption,
    LeastOption,
    MethodOption,
    MostOption,
    NameOption,
    ReasonOption,
    WorkspaceOption,
)

if TYPE_CHECKING:
    from kg.review.queue import Filter

_HELP = """Decide who is who, and take decisions back.

Every command takes --workspace and --json.

Example: sunqar review list --workspace my-archive
"""


def application() -> typer.Typer:
    """The commands below ``sunqar review``."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_HELP)
    app.command("list")(list_)
    for command in (show, accept, reject, defer, undo, split, log, export):
        app.command()(command)
    app.command("import")(import_)
    reports.register(app)
    return app


def list_(
    workspace: WorkspaceOption = None,
    label: LabelOption = "",
    method: MethodOption = "",
    least: LeastOption = 0.0,
    most: MostOption = 1.0,
    across: AcrossOption = False,
    name: NameOption = "",
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only joins that something forbids.")] = False,
    held: Annotated[bool, typer.Option("--held", help="Only what a person holds back.")] = False,
    deferred: Annotated[bool, typer.Option("--deferred", help="Only what was put off.")] = False,
    page: Annotated[int, typer.Option(min=1, help="Page to show.")] = 1,
    size: Annotated[int, typer.Option("--limit", "--size", min=1, max=1000, help="Items on a page.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """What waits for a decision, the most useful first: how unsure times how many statements would move.

    Example: sunqar review list --type PERSON --across --workspace my-archive
    """
    from kg.review.reading import list_action

    wanted = _filter(label, method, least, most, across, name, conflicts=conflicts, held=held, deferred=deferred)
    list_action(workspace, wanted, page, size, as_json)


def show(
    name: Annotated[str, typer.Argument(metavar="ID | IRI", help="An id of the list, or the IRI of an entity.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Everything about one item, or all local entities of a cluster.

    Example: sunqar review show 1f3a9c20 --workspace my-archive
    """
    from kg.review.reading import show_action

    show_action(workspace, name, as_json)


def accept(
    names: ItemArgument = None,
    workspace: WorkspaceOption = None,
    by: ByOption = "",
    reason: ReasonOption = "",
    even_so: EvenSoOption = False,
    all_: Annotated[bool, typer.Option("--all", help="All suggestions that the filters below take.")] = False,
    label: LabelOption = "",
    method: MethodOption = "",
    least: LeastOption = 0.0,
    most: MostOption = 1.0,
    across: AcrossOption = False,
    name: NameOption = "",
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """The two are one.

    Example: sunqar review accept 1f3a9c20 --by "Aigerim S." --reason "same signature" --workspace my-archive
    Example: sunqar review accept --all --type PERSON --min-confidence 0.9 --dry-run --workspace my-archive
    """
    from kg.review.actions import accept_action, bulk_action

    if all_:
        bulk_action(workspace, _filter(label, method, least, most, across, name), by, reason, dry_run, as_json)
    else:
        _no_dry_run(dry_run)
        accept_action(workspace, names or [], by, reason, even_so, as_json)


def reject(
    names: ItemArgument = None,
    workspace: WorkspaceOption = None,
    by: ByOption = "",
    reason: ReasonOption = "",
    even_so: EvenSoOption = False,
    as_json: JsonOption = False,
) -> None:
    """The two are different. It holds for all that is one with either, and no machine may join them again.

    Example: sunqar review reject 1f3a9c20 --reason "uncle and nephew" --workspace my-archive
    """
    from kg.review.actions import reject_action

    reject_action(workspace, names or [], by, reason, even_so, as_json)


def defer(
    names: ItemArgument = None,
    workspace: WorkspaceOption = None,
    by: ByOption = "",
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """Put off: the two leave the list until somebody decides, or takes this back.

    Example: sunqar review defer 1f3a9c20 --reason "ask the archive" --workspace my-archive
    """
    from kg.review.actions import defer_action

    defer_action(workspace, names or [], by, reason, as_json)


def undo(
    name: Annotated[str, typer.Argument(metavar="ID | BATCH | IRI", help="Id of a judgement, or name of a batch.")],
    workspace: WorkspaceOption = None,
    cluster: Annotated[bool, typer.Option("--cluster", help="Of an entity: undo what machines joined.")] = False,
    by: ByOption = "",
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """Take back a decision, all of a batch, or everything by which machines hold a cluster together.

    Example: sunqar review undo 1f3a9c20 --workspace my-archive
    Example: sunqar review undo --cluster http://127.0.0.1:8010/id/person/0123456789abcdef01234567
    """
    from kg.review.actions import decide
    from kg.review.undo import undo as plan
    from kg.review.undo import undo_cluster

    chosen = undo_cluster if cluster else plan
    decide(workspace, by, lambda now, actor: chosen(now, name, by=actor, reason=reason), "taken back", as_json)


def split(
    members: Annotated[list[str], typer.Argument(metavar="IRI…", help="Local entities that are somebody else.")],
    workspace: WorkspaceOption = None,
    by: ByOption = "",
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """Take local entities out of their cluster. They stay one among themselves; so does the rest.

    Example: sunqar review split http://127.0.0.1:8010/id/local/0123456789abcdef01234567 --workspace my-archive
    """
    from kg.review.actions import decide
    from kg.review.undo import split as plan

    decide(workspace, by, lambda now, actor: plan(now, members, by=actor, reason=reason), "split", as_json)


def import_(
    file: Annotated[Path, typer.Argument(help="SSSOM (.tsv or .csv), or decisions of another copy (.jsonl).")],
    workspace: WorkspaceOption = None,
    by: ByOption = "",
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take in decisions from a table: all of them, or, where one line is wrong, none.

    Example: sunqar review import decisions.tsv --by "Aigerim S." --workspace my-archive
    """
    from kg.review.importing import import_action

    import_action(workspace, file, by, dry_run, as_json)


def export(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write; default: stdout.")] = None,
    workspace: WorkspaceOption = None,
    format_: Annotated[str, typer.Option("--format", help="tsv (SSSOM) or csv.")] = "tsv",
    decisions: Annotated[bool, typer.Option("--decisions", help="Only what people decided.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write what is in force as a table that colleagues and spreadsheets can read, and that import takes back.

    Example: sunqar review export --decisions -o decisions.tsv --workspace my-archive
    """
    from kg.review.reading import export_action

    export_action(workspace, output, format_, decisions, as_json)


def log(
    name: Annotated[str, typer.Argument(metavar="[IRI]", help="Only what concerns this entity.")] = "",
    workspace: WorkspaceOption = None,
    people: Annotated[bool, typer.Option("--people", help="Only what people decided.")] = False,
    last: Annotated[int, typer.Option("--last", min=0, help="Lines to show; 0: all.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """Who decided what, and when.

    Example: sunqar review log --people --workspace my-archive
    """
    from kg.review.reading import log_action

    log_action(workspace, name, people, last, as_json)


def _filter(
    label: str, method: str, least: float, most: float, across: bool, name: str, *, conflicts: bool = False,
    held: bool = False, deferred: bool = False,
) -> Filter:  # fmt: skip
    from kg.review.queue import Filter

    if held or deferred:
        return Filter(label.upper(), method, least, most, across, "held" if held else "deferred", name)
    return Filter(label.upper(), method, least, most, across, "conflict" if conflicts else None, name)


def _no_dry_run(dry_run: bool) -> None:
    if dry_run:
        from extractors.errors import UsageError

        raise UsageError("REVIEW014", "--dry-run goes with --all.", advice="`sunqar review show ID` shows one item.")
