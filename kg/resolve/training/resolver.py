"""Learn what ``sunqar resolve`` needs: python -m kg.resolve.training.resolver ../shared/gold"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.resolve.authority.decide import MODEL, Models
from kg.resolve.authority.features import FEATURES
from kg.resolve.names.logistic import Logistic
from kg.resolve.training.background import save_background
from kg.resolve.training.documents import ask, train

LEAST = 0.5
"""Least probability of an answer: somebody is named who is likelier than not."""
SOURCES = (
    "570 documents of Foreign Relations of the United States with their editors' identities, its persons lists, and the"
    " person authority of the Office of the Historian (public domain, CC0)"
)


def main(gold: Path) -> None:
    """Write the background and both models. Same data, same bytes."""
    save_background(gold)
    plain = train(ask(gold), LEAST)
    informed = train([*ask(gold, "all"), *ask(gold, "held")], LEAST)
    stored = {"sources": SOURCES, "plain": _stored(plain), "informed": _stored(informed)}
    MODEL.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def _stored(found: Models) -> dict[str, object]:
    return {"least": found.least, "first": _weights(found.first), "second": _weights(found.second)}


def _weights(found: Logistic) -> dict[str, object]:
    weights = {name: round(float(weight), 4) for name, weight in zip(FEATURES, found.weights, strict=True)}
    return {"weights": weights, "constant": round(found.constant, 4)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
