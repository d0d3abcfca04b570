"""How good extraction and linking were found to be: figures of the documentation, published with the data (DQV).

They were measured on test data whose right answers are known, not on the edition; each names the page where it stands
with the way it was measured. A test holds every figure against that page.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.edition import Edition
from kg.publication.writing import Description

METRICS = {
    "precision": {"en": "Precision: how much of what is said is right", "ar": "الضبط: نسبة الصحيح مما قيل",
                  "ru": "Точность: какая доля найденного верна", "kk": "Дәлдік: айтылғанның қанша бөлігі дұрыс"},
    "recall": {"en": "Recall: how much of what is there is found", "ar": "الاستدعاء: نسبة ما وُجد مما هو موجود",
               "ru": "Полнота: какая доля имеющегося найдена", "kk": "Толықтық: бардың қанша бөлігі табылған"},
    "f1": {"en": "F1: precision and recall in one", "ar": "F1: الضبط والاستدعاء معًا",
           "ru": "F1: точность и полнота вместе", "kk": "F1: дәлдік пен толықтық бірге"},
}  # fmt: skip

TASKS = {
    "recognition": {"en": "Recognising names in running text", "ar": "التعرف على الأسماء في النصوص",
                    "ru": "Распознавание имён в тексте", "kk": "Мәтіндегі атауларды тану"},
    "names": {"en": "Matching names across scripts", "ar": "مطابقة الأسماء بين الخطوط",
              "ru": "Сопоставление имён в разных письменностях", "kk": "Әр жазудағы атауларды сәйкестендіру"},
    "relations": {"en": "Relations and roles", "ar": "العلاقات والأدوار", "ru": "Отношения и роли",
                  "kk": "Қатынастар мен рөлдер"},
    "documents": {"en": "One person within a document", "ar": "الشخص الواحد داخل الوثيقة",
                  "ru": "Одно лицо внутри документа", "kk": "Бір құжат ішіндегі бір адам"},
    "archives": {"en": "One person across two archives", "ar": "الشخص الواحد بين أرشيفين",
                 "ru": "Одно лицо в двух архивах", "kk": "Екі архивтегі бір адам"},
}  # fmt: skip

_ENCODER = "extractors/encoder/weights/README.md"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure between 0 and 1.

    on      what it was measured on
    source  page of the documentation, from the root of the repository
    words   the row or sentence there that states the figure, white space aside
    lang    of the texts; empty where they are of several languages
    """

    task: str
    metric: str
    value: float
    on: str
    source: str
    words: str
    lang: str = ""


def _recognised(name: str, lang: str, value: float) -> Measure:
    percent = f"{value * 100:.1f}"
    on = f"{name}, held-out sentences; span and label both right"
    return Measure("recognition", "f1", value, on, _ENCODER, f"| {name} | {percent} |", lang)


MEASURES = (
    _recognised("crossner_politics", "en", 0.868),
    _recognised("wojood_sample", "ar", 0.892),
    _recognised("anercorp", "ar", 0.766),
    _recognised("nerel", "ru", 0.871),
    _recognised("factrueval", "ru", 0.853),
    _recognised("kaznerd", "kk", 0.913),
    Measure("names", "precision", 0.969, "names of persons and places; score 0.9 or more", "docs/reference/match.md",
            "| 0.90 | 0.969 | 0.709 |"),
    Measure("names", "recall", 0.709, "names of persons and places; score 0.9 or more", "docs/reference/match.md",
            "| 0.90 | 0.969 | 0.709 |"),
    Measure("relations", "precision", 1.0, "150 of 10,110 senders, addressees, authors and datelines, read one by one",
            "docs/reference/relations.md", "| 10,110 | 150 | 150 | 1.00 | 0.98 |"),
    Measure("relations", "precision", 1.0, "150 of 2,100 offices, read one by one", "docs/reference/relations.md",
            "| 2,100 | 150 | 150 | 1.00 | 0.98 |"),
    Measure("relations", "precision", 1.0, "150 of 1,912 meetings, read one by one", "docs/reference/relations.md",
            "| 1,912 | 150 | 150 | 1.00 | 0.98 |"),
    Measure("documents", "precision", 0.997, "persons of edited volumes, B-cubed", "docs/reference/resolve.md",
            "B-cubed precision .997, recall .996"),
    Measure("documents", "recall", 0.996, "persons of edited volumes, B-cubed", "docs/reference/resolve.md",
            "B-cubed precision .997, recall .996"),
    Measure("archives", "precision", 0.92, "names as the fast recogniser finds them", "docs/explanation/linking.md",
            "precision is .92 and recall .82"),
    Measure("archives", "recall", 0.82, "names as the fast recogniser finds them", "docs/explanation/linking.md",
            "precision is .92 and recall .82"),
)  # fmt: skip


def describe_quality(out: Description, edition: Edition, whole: str) -> None:
    """Each figure as a ``dqv:QualityMeasurement`` of the data set, each metric and dimension with its name."""
    for key, names in METRICS.items():
        metric = f"{whole}#metric-{key}"
        out.types(metric, "dqv:Metric")
        out.link(metric, "dqv:expectedDataType", "http://www.w3.org/2001/XMLSchema#decimal")
        for lang, name in names.items():
            out.text(metric, "skos:definition", name, lang)
    for number, measure in enumerate(MEASURES):
        node = f"{whole}#quality-{number}"
        out.link(whole, "dqv:hasQualityMeasurement", node)
        out.types(node, "dqv:QualityMeasurement")
        out.link(node, "dqv:computedOn", whole)
        out.link(node, "dqv:isMeasurementOf", f"{whole}#metric-{measure.metric}")
        out.typed(node, "dqv:value", str(measure.value), "xsd:decimal")
        for lang, name in TASKS[measure.task].items():
            out.text(node, "dcterms:title", name, lang)
        out.text(node, "dcterms:description", f"Measured on: {measure.on}.", "en")
        out.text(node, "dcterms:source", measure.source)
        if measure.lang:
            out.text(node, "dcterms:language", measure.lang)
