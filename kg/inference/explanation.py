"""Why a statement stands in the graph, as a tree down to what sources say in their own words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.inference.families import BY_KEY, Texts

Kind = Literal["stated", "repeated", "resolved", "inferred"]

REPEATED: Texts = {
    "en": "What a source says of a local entity holds for the shared entity to which it belongs.",
    "ar": "ما يقوله مصدر عن كيان محلي يصحّ على الكيان المشترك الذي ينتمي إليه.",
    "ru": "Сказанное в источнике о локальной сущности верно для общей сущности, к которой она относится.",
    "kk": "Дереккөздің жергілікті нысан туралы айтқаны ол жататын ортақ нысанға да тән.",
}
RESOLVED: Texts = {
    "en": "The entity was put together from what the sources name; `sunqar explain A B` says why two of them are one.",
    "ar": "جُمع الكيان مما تسمّيه المصادر؛ ويبيّن الأمر `sunqar explain A B` لماذا عُدّ اثنان منها واحدًا.",
    "ru": "Сущность собрана из того, что называют источники; почему две из них одно — скажет `sunqar explain A B`.",
    "kk": "Нысан дереккөздер атағаннан құралды; екеуінің неге бір екенін `sunqar explain A B` айтады.",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that carry a statement. record: call number or title of the unit; confidence 0 to 1, None if unsaid."""

    mention: str
    text: str
    record: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Origin:
    """A graph that holds the statement; source: the file's id, archive: its name. Both empty for derived graphs."""

    graph: str
    source: str
    archive: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One statement and why it stands. IRIs are bare; the labels are for reading, empty where the graph has none.

    kind      stated: a source says it; inferred: by ``rule`` from the premises; repeated: the premises say it of local
              entities; resolved: made when identities were decided
    rule      key of the family of rules, for ``inferred``
    axioms    the axioms of RiC-O that were used, in words, in order
    more      how many further origins or premises were left out
    """

    subject: str
    predicate: str
    target: str
    subject_label: str
    predicate_label: str
    target_label: str
    kind: Kind
    rule: str = ""
    axioms: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    quotes: tuple[Quote, ...] = ()
    premises: tuple[Explanation, ...] = ()
    more: int = 0

    def says(self) -> Texts:
        """The rule in four languages; empty for what a source states."""
        if self.kind == "inferred":
            return BY_KEY[self.rule].says
        return {"repeated": REPEATED, "resolved": RESOLVED}.get(self.kind, {})

    def as_dict(self) -> dict[str, Any]:
        """For JSON: all fields, the rule's name and sentence in four languages, premises inside."""
        told = asdict(self)
        told["premises"] = [premise.as_dict() for premise in self.premises]
        told["rule_name"] = dict(BY_KEY[self.rule].name) if self.rule else {}
        told["says"] = dict(self.says())
        return told
