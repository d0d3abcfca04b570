"""Weights of the evidence, fitted to pairs of profiles whose persons are known.

python -m kg.resolve.training.evidence ../shared

Profiles are made of three sources: chains of documents and entries of persons lists of Foreign Relations of the United
States (public domain), both with their editors' identities, and labels of persons of Wikidata (CC0) in two scripts.
Half of the persons, by a hash of their id, are fitted to; ``--report`` tests on the other half, which no weight saw.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from extractors.languages.base import words
from extractors.languages.fold import fold
from kg.resolve.chains import ChainMention, chain
from kg.resolve.evidence import companions, names, roles
from kg.resolve.evidence.compare import FEATURES, MODEL, findings, forbidden
from kg.resolve.evidence.life import FEATURES as LIFE
from kg.resolve.evidence.offices import offices_of
from kg.resolve.names.logistic import Floats
from kg.resolve.names.parts import parse
from kg.resolve.profile import Profile, Years

_MOST_OF_A_WORD = 14
"""Profiles of one word of a name that are paired with each other."""
_MOST_PAIRS = 24_000
_BEFORE = 40
_TIMES = 3.0
"""How often each pair of two persons counts: in these documents most who share a word are one, in archives few are."""
_FOR, _AGAINST = 1, -1
_TELLING = words(
    "parts_logit name_equal family_shared parts_shared initials_shared rarity born_same died_same seen_together"
    " office_shared country_shared office_of_country words_shared term_meets companions_shared"
)
_DENYING = words(
    "parts_against part_missing one_part bare_part age_unlikely after_death seen_apart country_differs term_apart"
    " places_differ companions_none"
)
SIGNS = {**dict.fromkeys(_TELLING, _FOR), **dict.fromkeys(_DENYING, _AGAINST)}
"""Features that may speak in one direction only, whatever chance says in the sample."""
GIVEN = {
    "born_same": 2.5, "died_same": 2.5, "age_unlikely": -2.5, "after_death": -0.3, "places_shared": 0.7,
    "places_differ": -0.2, "identifier_shared": 6.0, "same_document": 0.0, "same_archive": 0.0,
}  # fmt: skip
"""Weights set by hand: the sources have no life dates, places or outside ids on both sides of a pair."""


@dataclass(frozen=True)
class Material:
    """Pairs of profiles with whether they are one person."""

    pairs: tuple[tuple[Profile, Profile], ...]
    same: tuple[bool, ...]


def fitted(person: str) -> bool:
    """Whether a person is of the half that weights are fitted to."""
    return sha256(person.encode()).digest()[0] < 128


def material(shared: Path, fit: bool) -> Material:
    """Pairs that share a word of their names, of persons of one half; no word gives more than its share."""
    told = [*_chains(shared), *_listed(shared)]
    blocks: dict[str, list[tuple[Profile, str]]] = defaultdict(list)
    for profile, person in told:
        if fitted(person) == fit:
            held = {part.text for name, _ in profile.names for part in parse(name).parts if part.kind == "name"}
            for word in sorted(held):
                blocks[word].append((profile, person))
    pairs: dict[tuple[str, str], tuple[Profile, Profile, bool]] = {}
    for word in sorted(blocks):
        members = sorted(blocks[word], key=lambda each: _hash(word + each[0].key))[:_MOST_OF_A_WORD]
        for (left, one), (right, other) in combinations(members, 2):
            if left.key != right.key and not (set(left.documents) & set(right.documents)):
                pairs.setdefault((min(left.key, right.key), max(left.key, right.key)), (left, right, one == other))
    chosen = sorted(pairs, key=lambda key: _hash("\n".join(key)))[:_MOST_PAIRS]
    found = [pairs[key] for key in chosen] + list(_spelled(shared, fit))
    return Material(tuple((left, right) for left, right, _ in found), tuple(same for _, _, same in found))


def rows(pairs: Sequence[tuple[Profile, Profile]]) -> Floats:
    """(pairs, features) in the order of FEATURES."""
    place = {name: at for at, name in enumerate(FEATURES)}
    found = np.zeros((len(pairs), len(FEATURES)))
    for number, (left, right) in enumerate(pairs):
        for each in findings(left, right):
            found[number, place[each.feature]] += each.value
    return found


def fit(found: Floats, same: Floats, ridge: float = 1e-4, steps: int = 2500) -> Floats:
    """(features + 1,) weights and constant, by projected gradient steps (Adam): signs and GIVEN are kept."""
    table = np.concatenate([found, np.ones((len(found), 1))], 1)
    free = np.array([*(float(name not in GIVEN) for name in FEATURES), 1.0])
    signs = np.array([*(SIGNS.get(name, 0) for name in FEATURES), 0])
    weights = np.array([*(GIVEN.get(name, 0.0) for name in FEATURES), 0.0])
    worth = np.where(same > 0, 1.0, _TIMES)
    worth /= worth.sum()
    first, second = np.zeros(len(weights)), np.zeros(len(weights))
    for step in range(1, steps + 1):
        chance = 1.0 / (1.0 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = (table.T @ (worth * (same - chance)) - ridge * weights) * free
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = 0.05 * min(1.0, 2.0 * (1 - step / (steps + 1)))
        weights = weights + rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8) * free
        weights = np.where(weights * signs < 0, 0.0, weights)
    return weights


_BY_KIND = {
    "name": names.FEATURES,
    "role": roles.FEATURES,
    "companion": companions.FEATURES,
    "life": LIFE,
}


def _chains(shared: Path) -> Iterator[tuple[Profile, str]]:
    """Profiles of the chains of documents, with the person most of their mentions are."""
    for line in (shared / "gold/sample/frus_dev.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        years = Years(int(document["date"][:4]), int(document["date"][:4])) if document["date"] else None
        spans = [span for span in document["spans"] if span["label"] == "PERSON"]
        before = [text[max(0, span["start"] - _BEFORE) : span["start"]] for span in spans]
        groups = chain([ChainMention(s["text"], "PERSON", "en", before=b) for s, b in zip(spans, before, strict=True)])
        made = []
        for numbers in groups:
            names = tuple(dict.fromkeys((spans[n]["text"], "en") for n in numbers))
            titles = sorted({before[n].rsplit("\n", 1)[-1][-25:].strip() for n in numbers})
            roles = tuple(title for title in titles if offices_of(title))
            persons = sorted({spans[n]["person_id"] for n in numbers if "person_id" in spans[n]})
            key = f"{document['doc_id']}#{numbers[0]}"
            made.append((
                Profile(key, "PERSON", names, active=years, roles=roles, documents=(document["doc_id"],)),
                persons,
            ))  # fmt: skip
        folded = [{fold(name) for name, _ in profile.names} for profile, _ in made]
        for at, (profile, persons) in enumerate(made):
            if len(persons) == 1:
                others = {name for other, names in enumerate(folded) if other != at for name in names} - folded[at]
                yield replace(profile, companions=tuple(sorted(others)[:40])), persons[0]


def _listed(shared: Path) -> Iterator[tuple[Profile, str]]:
    for line in (shared / "gold/persons_lists_dev.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if entry["person_id"]:
            yield (
                Profile(
                    entry["local_id"],
                    "PERSON",
                    ((entry["name"], "en"),),
                    roles=(entry["description"],),
                    documents=(entry["volume"],),
                    described=True,
                ),
                entry["person_id"],
            )


def _spelled(shared: Path, fit: bool) -> Iterator[tuple[Profile, Profile, bool]]:
    """The Latin name of a person with that in another script, and with that of the next who shares a word."""
    people = [
        json.loads(line)
        for line in (shared / "names/persons_wikidata_labels_dev.jsonl").read_text("utf-8").splitlines()
    ]
    people = [each for each in people if fitted(each["wikidata"]) == fit and each["names"].get("en")]
    bearers: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in people:
        for part in parse(each["names"]["en"][0]).parts:
            bearers[part.text].append(each)
    for each in people:
        latin = Profile(each["wikidata"] + "#en", "PERSON", ((each["names"]["en"][0], "en"),))
        near = sorted({o["wikidata"] for p in parse(each["names"]["en"][0]).parts for o in bearers[p.text]})[:3]
        for other in [o for o in people if o["wikidata"] in near or o is each]:
            for lang in ("ar", "ru", "kk"):
                for name in other["names"].get(lang, ())[:1]:
                    yield latin, Profile(f"{other['wikidata']}#{lang}", "PERSON", ((name, lang),)), other is each


def _hash(text: str) -> bytes:
    return sha256(text.encode()).digest()


def report(found: Floats, pairs: Sequence[tuple[Profile, Profile]], same: Floats, weights: Floats) -> dict[str, float]:
    """Precision and recall at .5, .9 and .95 (forbidden pairs never count as one), and the calibration error."""
    chance = 1.0 / (1.0 + np.exp(-np.clip(found @ weights[:-1] + weights[-1], -30, 30)))
    barred = np.array([forbidden(left, right) is not None for left, right in pairs])
    out: dict[str, float] = {"pairs": float(len(same)), "same": float(same.sum())}
    for least in (0.5, 0.9, 0.95):
        taken = (chance >= least) & ~barred
        out[f"precision at {least}"] = round(float(same[taken].mean()), 4) if taken.any() else 1.0
        out[f"recall at {least}"] = round(float(same[taken].sum() / same.sum()), 4)
    bins = np.minimum((chance * 10).astype(int), 9)
    out["calibration error"] = round(
        float(sum(abs(chance[bins == b].sum() - same[bins == b].sum()) for b in range(10)) / len(same)), 4
    )
    return out


def main(shared: Path, only_report: bool) -> None:
    """Fit to one half, report on the other, and write the weights unless only the report is wanted."""
    here, there = material(shared, True), material(shared, False)
    found, other = rows(here.pairs), rows(there.pairs)
    weights = fit(found, np.array(here.same, float))
    tested = report(other, there.pairs, np.array(there.same, float), weights)
    sys.stderr.write(json.dumps(tested, indent=1) + "\n")
    for kind in ("name", "role", "companion", "life"):
        less = other.copy()
        for at, name in enumerate(FEATURES):
            if name in _BY_KIND[kind]:
                less[:, at] = 0.0
        sys.stderr.write(
            json.dumps({f"without {kind}": report(less, there.pairs, np.array(there.same, float), weights)}) + "\n"
        )
    if not only_report:
        stored = {
            "sources": "FRUS documents, persons lists (public domain); labels of Wikidata (CC0); half of the persons",
            "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights[:-1], strict=True)},
            "constant": round(float(weights[-1]), 4),
        }
        MODEL.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--report" in sys.argv)
