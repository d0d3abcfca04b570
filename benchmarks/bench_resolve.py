"""How often ``sunqar resolve`` is right, on documents and volumes that no weight has seen.

Usage: python benchmarks/bench_resolve.py SHARED/gold [--ablation]. Prints one JSON object a measure.

Five folds, by volume (unseen volumes: their persons lists are left out of the background too) and by document (known
volumes). "plain" relies on the authority list alone, "informed" on the background too. "nobody": a random fifth of the
persons is taken out of the list, and their mentions have no right answer but null.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from kg.resolve.authority.features import FEATURES, NAMES
from kg.resolve.training.documents import Asked, Outcome, ask, cross_validate, entries_of
from kg.resolve.training.resolver import LEAST

FOLDS = 5
GROUPS = {
    "names": (*NAMES, "family_is_family", "given_only", "first_of_name", "very_form"),
    "titles": tuple(name for name in FEATURES if name.startswith("title_") and name != "title_words"),
    "words of the description": ("near_words", "title_words", "text_words"),
    "country": ("country_fit", "country_none", "country_of_title"),
    "date": ("term_meets", "term_apart", "term_none", "unborn_or_dead", "age_fits", "listed_then", "listed_apart"),
    "fuller names of the document": ("fuller_agrees", "fuller_against", "no_fuller"),
    "other persons of the document": ("with_period", "with_country", "with_words", "with_lists"),
    "renown": ("renown", "most_renowned", "listed"),
}


def figures(found: Sequence[Outcome], least: float = LEAST) -> dict[str, float]:
    """Shares of the mentions of persons in the list that are right and wrong, and of others that are answered."""
    listed = [each for each in found if each.listed]
    others = [each for each in found if not each.listed]
    out = {
        "mentions": len(listed),
        "right": sum(each.right and each.score >= least for each in listed) / len(listed),
        "wrong": sum(not each.right and each.score >= least for each in listed) / len(listed),
        "calibration error": _calibration(found),
    }
    if others:
        out |= {
            "mentions of nobody": len(others),
            "nobody answered": sum(each.score >= least for each in others) / len(others),
        }
    return {key: round(value, 4) for key, value in out.items()}


def _calibration(found: Sequence[Outcome]) -> float:
    bins: list[list[Outcome]] = [[] for _ in range(10)]
    for each in found:
        bins[min(int(each.score * 10), 9)].append(each)
    return sum(abs(sum(each.score - each.right for each in some)) for some in bins) / len(found)


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--ablation", action="store_true", help="also leave out each group of features")
    given = parser.parse_args()
    plain, informed, held = ask(given.gold), ask(given.gold, "all"), ask(given.gold, "held")
    both = [*informed, *held]
    runs: list[tuple[str, list[Asked], list[Asked], Callable[[Asked], int]]] = [
        ("plain, unseen volumes", plain, plain, _by_volume),
        ("plain, known volumes", plain, plain, _by_document),
        ("informed, unseen volumes", held, both, _by_volume),
        ("informed, known volumes", informed, both, _by_document),
    ]
    for name, tested, trained, fold in runs:
        found = cross_validate(tested, trained, fold, FOLDS)
        for least in (0.35, LEAST):
            _print(f"{name}, from {least}", figures(found, least))
    keys = sorted(str(entry.key) for entry in entries_of(given.gold))
    gone = frozenset(random.Random(7).sample(keys, len(keys) // 5))
    for name, background, trained in (("plain", "none", plain), ("informed", "all", both)):
        robbed_list = ask(given.gold, background, gone)
        found = cross_validate(robbed_list, trained, _by_volume, FOLDS)
        for least in (0.35, LEAST):
            _print(f"{name}, a fifth of the persons taken out, from {least}", figures(found, least))
    for group, names in GROUPS.items() if given.ablation else ():
        found = cross_validate(held, both, _by_volume, FOLDS, names)
        _print(f"informed, unseen volumes, without {group}", figures(found))
        found = cross_validate(plain, plain, _by_volume, FOLDS, names)
        _print(f"plain, unseen volumes, without {group}", figures(found))


def _by_volume(asked: Asked) -> int:
    return sha256(asked.volume.encode()).digest()[0] % FOLDS


def _by_document(asked: Asked) -> int:
    return sha256(asked.key.encode()).digest()[0] % FOLDS


def _print(name: str, found: dict[str, float]) -> None:
    print(json.dumps({"measure": name, **found}), flush=True)


if __name__ == "__main__":
    main()
