"""The card of the language classifier."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.training.card import LICENCES
from extractors.training.language_score import Mark

_HEAD = """# sunqar-language 0.1.0

Softmax regression over hashed runs of one to four letters and three letter classes: 32,768 rows of seven classes (en
ar ru kk fr, any other language, text decoded in the wrong way), one byte each, whole-number sums. Seed 19; made by
`python -m extractors.training.language`. Blocks of 20 to 260 code points, a quarter of them spoilt as scans spoil.

## Trained on

- The training sets of the taggers, texts only: {licences}.
- French pages of 1878 in ALTO (every other file).
- Other languages: small words and examples of spaCy (MIT), names of countries, languages and currencies of CLDR in
  Babel (Unicode licence), put together at random. No running text: they are told from ours, not from each other.
- Made from the above: Kazakh in the Latin letters of 1929-40, 2018 and 2021 and in Arabic letters, and with its letters
  lost to Russian ones; Russian in the spelling before 1918; texts written in one encoding and read in another.

## Marks on blocks from sources that were not trained on

| set | code points | blocks | right | taken for |
|---|---|---|---|---|
"""
_TAIL = """
Kazakh in other letters than Cyrillic is measured on Cyrillic text that was transliterated by table, for want of text
that was written so. Whitehouse and Factbook: works of the United States, public domain; pud, ktb: Universal
Dependencies, CC BY-SA. Single names tell little: a short text in plain Latin letters is taken for English unless it
clearly is not. Neighbours whose letters are all in use here (Kyrgyz without ө, ү, ң; Bulgarian) may be taken for Kazakh
or Russian.
"""


def card(marks: Iterable[Mark]) -> str:
    """The card in Markdown."""
    licences = "; ".join(f"{name}: {licence}" for name, licence in sorted(LICENCES.items()))
    rows = [f"| {m.name} | {m.size} | {m.blocks} | {100 * m.right:.1f} % | {m.taken_for} |" for m in marks]
    return _HEAD.format(licences=licences) + "\n".join(rows) + "\n" + _TAIL
