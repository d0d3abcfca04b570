"""What a server has for its curators. One object, kept with the application."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from flask import current_app

from kg.reports.book import FILE_NAME, ReportBook
from kg.workspace import Workspace
from sparql_endpoint.portal.review.desks import PATIENCE_S, Desks
from sparql_endpoint.portal.review.guesses import Guesses
from sparql_endpoint.portal.review.sessions import Sessions
from sparql_endpoint.tokens import Tokens

NAME = "sunqar.review"


@dataclass(frozen=True)
class Reviewing:
    """Whose decisions are taken (tokens), where they go (workspace), and what is kept in between."""

    workspace: Workspace
    tokens: Tokens
    desks: Desks
    sessions: Sessions = field(default_factory=Sessions)
    guesses: Guesses = field(default_factory=Guesses)

    @classmethod
    def of(cls, workspace: Workspace, tokens: Tokens, patience_s: float = PATIENCE_S) -> Reviewing:
        """Nothing is read yet. patience_s: how long a page waits for the queue to be read."""
        return cls(workspace, tokens, Desks(workspace, patience_s))

    @property
    def writable(self) -> bool:
        """Whether a decision could be written down, as far as the file system says."""
        ledger = self.workspace.ledger_path
        return os.access(self.workspace.path, os.W_OK) and (not ledger.exists() or os.access(ledger, os.W_OK))

    @property
    def reports(self) -> ReportBook:
        """What readers reported."""
        return ReportBook(self.workspace.path / FILE_NAME)


def reviewing() -> Reviewing | None:
    """Of the application that serves this request; None where nobody reviews here."""
    found: Reviewing | None = current_app.extensions.get(NAME)
    return found
