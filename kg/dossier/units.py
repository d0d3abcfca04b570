"""Of which things a dossier's rows are made anew: each row comes from things of one kind, and from these alone."""

from __future__ import annotations

from dataclasses import dataclass

from kg.dossier.asking import Only


@dataclass(frozen=True, slots=True)
class Units:
    """Bare IRIs; None: all that there are.

    subjects  entities and local entities with a class, a name, an identifier elsewhere, a point
    mentions  their quotes, and whom they name
    locals    local entities of which sources state something
    roles     records whose sender, author, subject, … somebody is
    naming    records that name entities together
    links     judgements on identity
    """

    subjects: Only = None
    mentions: Only = None
    locals: Only = None
    roles: Only = None
    naming: Only = None
    links: Only = None


ALL = Units()
