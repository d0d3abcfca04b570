"""A workspace with questions to decide: the shared edition, a ledger of its own, and suggestions put into its log."""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.ledger import Ledger
from kg.resolve.judgements import Judgement, judge
from kg.resolve.log import append, live
from kg.workspace import open_workspace

TOKEN, OTHER, NAMELESS = "token-of-aigerim-0123456789", "token-of-hamad-0123456789", "token-of-nobody-0123456789"
OURS = "because=document%2Cplace"
"""Filter that takes the suggestions put in here, and not those that the corpus brings."""
TOKENS = f"{TOKEN} Aigerim S.\n{OTHER} Hamad <b>\n{NAMELESS}\n"


def review_workspace(edition: Path, target: Path, questions: int = 24) -> Path:
    """A copy of what review needs, with so many suggestions between persons, and the file of tokens."""
    target.mkdir(parents=True)
    shutil.copy(edition / "sunqar.toml", target)
    (target / "evil").symlink_to(edition / "evil")
    (target / "editions").symlink_to(edition / "editions")
    shutil.copy(edition / "ledger.sqlite", target)
    (target / "tokens").write_text(TOKENS, encoding="utf-8")
    (target / "tokens").chmod(0o600)
    ask(target, questions)
    return target


def ask(workspace: Path, questions: int) -> list[Judgement]:
    """Suggestions of a machine, each between two persons that nothing connects yet."""
    with Ledger(workspace / "ledger.sqlite") as ledger:
        rows = ledger.db.execute(
            "SELECT iri FROM entity WHERE label = 'PERSON' GROUP BY iri HAVING max(identifiers) = '[]' ORDER BY iri"
        )
        joined = {end for j in live(ledger.db) for end in j.pair}
        alone = [iri for (iri,) in rows if iri not in joined]
        pairs = [(one, other) for place, one in enumerate(alone) for other in alone[place + 1 :]][:questions]
        new = [
            judge(*pair, "UNSURE", "names/suggestion", round(0.5 + at / 100, 4), ("document", "both in one"),
                  ("place", "both in Doha"), ("held back", "not sure enough"))
            for at, pair in enumerate(pairs)
        ]  # fmt: skip
        with ledger.db:
            append(ledger.db, new)
    assert len(new) == questions, "there are too few persons"
    return new


def decided(workspace: Path) -> list[Judgement]:
    """What people hold now."""
    with open_workspace(workspace).ledger() as ledger:
        return [j for j in live(ledger.db) if j.by_person]
