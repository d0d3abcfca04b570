"""A model card: data, licences, how it was trained, what it scores."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.document import LABELS
from extractors.evaluation.counts import Score
from extractors.training.data import LABELLED, Sentence

LICENCES = {
    "anercorp": "CC BY-SA 4.0 (ANERcorp, Benajiba; re-released by CAMeL Lab)",
    "aqmar": "CC BY-SA 3.0 (AQMAR Arabic Wikipedia NER corpus)",
    "openarabicpe_partial": "CC BY-SA 4.0 (OpenArabicPE: al-Muqtabas, al-Haqaiq; T. Grallert)",
    "wojood_sample": "MIT (SinaLab ArabicNER, public sample of Wojood)",
    "ajmc": "CC BY 4.0 (HIPE-2022, ajmc)",
    "crossner_literature": "MIT (CrossNER)",
    "crossner_politics": "MIT (CrossNER)",
    "crossner_science": "MIT (CrossNER)",
    "frus_dateline": "public domain (Foreign Relations of the United States)",
    "frus_person": "public domain (Foreign Relations of the United States)",
    "gum_propn": "CC BY 4.0 (GUM, genres under CC BY and CC BY-SA)",
    "re3d": "OGL v3, CC BY-SA 3.0, CC BY 3.0 AU, public domain (re3d, dstl)",
    "uner_ewt": "CC BY-SA 4.0 (Universal NER, English EWT)",
    "kaznerd": "CC BY 4.0 (KazNERD, ISSAI)",
    "factrueval": "MIT (factRuEval-2016)",
    "nerel": "texts CC BY 2.5 (Russian Wikinews); annotations freely available by the paper, no licence file (NEREL)",
}


def text(lang: str, sets: dict[str, list[Sentence]], scores: dict[str, Score], temperature: float, epochs: int) -> str:
    """The card of one language's tagger in Markdown."""
    return "\n".join(
        [
            f"# sunqar-ner-{lang} 0.1.0",
            "",
            "Window network over hashed letter patterns (32,768 rows of 64; layers 128, 192, 192), int8, exact",
            f"whole-number arithmetic. {epochs} epochs, seed 20, `python -m extractors.training`. Lists of place names",
            "from GeoNames (CC BY 4.0) and CLDR, and name parts from NETransliteration (Wikidata, CC0), are features.",
            f"Confidences softened by a temperature of {temperature:.1f}, chosen on the held-out sets.",
            "",
            "## Trained on",
            "",
            *sources({name: len(found) for name, found in sets.items()}),
            "",
            "## Scores on held-out sentences (strict span and label, micro F1)",
            "",
            *marks(scores),
            "",
            "Dates are found by grammar first; the model's own dates serve as a second opinion.",
            "Modern news and encyclopaedia text dominates: expect less on old print and on scans.",
            "",
        ]
    )


def sources(records: Mapping[str, int]) -> list[str]:
    """Lines of a table of training sets. records: how many each has."""
    rows = [f"| {name} | {count} | {LABELLED[name]} | {LICENCES[name]} |" for name, count in sorted(records.items())]
    return ["| set | records | labels (any other is unknown there) | licence |", "|---|---|---|---|", *rows]


def marks(scores: Mapping[str, Score]) -> list[str]:
    """Lines of a table of scores: all, and of the labels that each set marks."""
    rows = []
    for name, result in sorted(scores.items()):
        each = " ".join(f"{label} {result.f1(label):.1f}" for label in LABELS if label in LABELLED[name].split())
        rows.append(f"| {name} | {result.f1():.1f} | {each} |")
    return ["| set | all | by label |", "|---|---|---|", *rows]
