"""Training sets from disk: gzip JSON Lines of texts with entities, and what each set leaves unknown."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.document import LABELS
from extractors.gazetteer.spot import spot
from extractors.languages.tokens import spans
from extractors.models.tags import TAGS, to_tags

LABELLED = {
    "anercorp": "PERSON PLACE ORG", "aqmar": "PERSON PLACE ORG", "openarabicpe_partial": "PLACE",
    "wojood_sample": "PERSON PLACE ORG DATE EVENT", "ajmc": "PERSON PLACE DATE",
    "crossner_literature": "PERSON PLACE ORG EVENT", "crossner_politics": "PERSON PLACE ORG EVENT",
    "crossner_science": "PERSON PLACE ORG EVENT", "frus_dateline": "PLACE DATE", "frus_person": "PERSON",
    "gum_propn": "PERSON PLACE ORG DATE EVENT", "re3d": "PERSON PLACE ORG DATE", "uner_ewt": "PERSON PLACE ORG",
    "kaznerd": "PERSON PLACE ORG DATE EVENT", "factrueval": "PERSON PLACE ORG",
    "nerel": "PERSON PLACE ORG DATE EVENT",
}  # fmt: skip
"""The labels each set marks; any other is unknown there. (Persons of openarabicpe_partial carry titles: left out.)"""

POSITIVE_ONLY = frozenset({"openarabicpe_partial", "frus_person"})
"""Sets in which an unmarked name is unknown: only words that are hardly ever part of a name count as outside.

In frus_person, which marks persons alone, well-known places of the gazetteer are marked too, as in the archives' texts.
"""

WEIGHT = {"crossner_politics": 3, "crossner_literature": 2, "crossner_science": 2, "re3d": 3, "wojood_sample": 2,
          "frus_person": 0.3, "openarabicpe_partial": 0.35, "gum_propn": 1, "uner_ewt": 1}  # fmt: skip
"""How often an epoch shows a set, where that is not once."""


@dataclass(frozen=True)
class Sentence:
    """Words, the tag of each, which words are unknown beyond their set's labels, and which stand after white space."""

    source: str
    words: tuple[str, ...]
    tags: tuple[int, ...]
    unknown: tuple[bool, ...]
    spaces: tuple[bool, ...]


def read(path: Path) -> list[Sentence]:
    """All sentences of one ``train.jsonl.gz`` or ``dev.jsonl.gz``; entities that cut a word are left out."""
    source = path.parent.name
    labels = set(LABELLED[source].split())
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            tokens = spans(record["text"])
            starts = {start: at for at, (start, _) in enumerate(tokens)}
            ends = {end: at + 1 for at, (_, end) in enumerate(tokens)}
            entities = [
                (starts[s], ends[e], label)
                for s, e, label in record["entities"]
                if label in labels and s in starts and e in ends
            ]
            if source == "frus_person":
                taken = [(start, end) for start, end, _ in record["entities"]]
                places = spot(record["text"], tokens, taken, "en")
                entities += [(starts[s], ends[e], "PLACE") for s, e in places if s in starts and e in ends]
            words = tuple(record["text"][s:e] for s, e in tokens)
            if words:
                tags = tuple(to_tags(len(words), entities))
                spaces = tuple(not at or tokens[at - 1][1] < start for at, (start, _) in enumerate(tokens))
                found.append(Sentence(source, words, tags, (False,) * len(words), spaces))
    return _with_unknown(found) if source in POSITIVE_ONLY else found


def _with_unknown(sentences: list[Sentence]) -> list[Sentence]:
    seen, named = Counter[str](), Counter[str]()
    for sentence in sentences:
        seen.update(sentence.words)
        named.update(word for word, tag in zip(sentence.words, sentence.tags, strict=True) if tag)
    outside = {
        word
        for word, count in seen.items()
        if (count >= 8 or not word[0].isalpha()) and named[word] <= count * 0.01 and not word[0].isupper()
    }
    return [
        replace(s, unknown=tuple(not tag and word not in outside for word, tag in zip(s.words, s.tags, strict=True)))
        for s in sentences
    ]


def allowed_by(source: str) -> list[list[float]]:
    """For each tag a set may give: the row of tags that are right there."""
    unknown = [label for label in LABELS if label not in LABELLED[source].split()]
    outside = [1.0 if tag == "O" or tag[2:] in unknown else 0.0 for tag in TAGS]
    return [outside, *([float(at == right) for at in range(len(TAGS))] for right in range(1, len(TAGS)))]
