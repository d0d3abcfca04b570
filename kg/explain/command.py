"""The subcommand ``explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands import JsonOption, WorkspaceOption


def register(app: typer.Typer) -> None:
    """Add it to the ``sunqar`` application."""
    app.command()(explain)


def explain(
    terms: Annotated[
        list[str], typer.Argument(metavar="A B | S P O", help="Two things, or subject, predicate and object.")
    ],
    workspace: WorkspaceOption = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of labels: en, ar, ru or kk.")] = "en",
    as_json: JsonOption = False,
) -> None:
    """Say why two records are held to be the same entity, or why a statement stands in the graph.

    A and B are IRIs, as the portal shows them, or call number and name: 'KZ-5/1/2::Касым'. The answer holds every
    judgement between the two, the letters that go together, the weight of each piece of evidence, the words of both
    sides. S, P and O are IRIs or terms such as rico:hasOrHadMember.

    Example: sunqar explain 'QA-1/3::قاسم' 'KZ-5/1/2::Касым' --workspace my-archive
    """
    from kg.explain.action import explain_action

    explain_action(workspace, terms, lang, as_json)
