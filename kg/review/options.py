"""Options and arguments that several ``sunqar review`` commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="Folder of the workspace. Default: here, then $SUNQAR_WORKSPACE."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
ByOption = Annotated[str, typer.Option("--by", help="Who decides. Default: setting reviewer, then $USER.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why, in your words; kept for ever.")]
EvenSoOption = Annotated[bool, typer.Option("--even-so", help="Overrule what forbids it; wants a reason.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")]
LabelOption = Annotated[str, typer.Option("--type", help="PERSON, ORG, PLACE or EVENT.")]
MethodOption = Annotated[str, typer.Option("--method", help="Method that suggests it, or how its name begins.")]
LeastOption = Annotated[float, typer.Option("--min-confidence", min=0, max=1, help="Not less sure than this.")]
MostOption = Annotated[float, typer.Option("--max-confidence", min=0, max=1, help="Not more sure than this.")]
AcrossOption = Annotated[bool, typer.Option("--across", help="Only between archives.")]
NameOption = Annotated[str, typer.Option("--name", help="Only where a name on either side holds these letters.")]
ItemArgument = Annotated[
    list[str] | None, typer.Argument(metavar="ID | IRI IRI", help="An id of the list, or two IRIs.")
]
