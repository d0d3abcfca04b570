"""Shapes from RiC-O's own facts: every property keeps its domain and range, every relation the classes of its ends.

RiC-O gives unions of classes as domains, from which no reasoner may conclude anything; so they are checked here.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.shacl.model import Constraint, Rule, Shape, Target, Texts
from ontology.facts import Term, relation_classes, subclasses, terms
from ontology.namespaces import NAMESPACES

RICO = NAMESPACES["rico"]
_THING: Texts = (("ar", "الشيء"), ("en", "thing"), ("kk", "нысан"), ("ru", "объект"))
_RELATION: Texts = (("ar", "العلاقة"), ("en", "relation"), ("kk", "байланыс"), ("ru", "связь"))


def fact_shapes(base: str) -> tuple[Shape, ...]:
    """A shape for each property that asks something of its ends, and for each class of relations, by name.

    base is that of the workspace; shapes are called ``{base}/shape/rico/{term}``.
    """
    found = [_property(term, f"{base}/shape/rico/") for term in terms().values() if term.kind != "class"]
    found += [_relation(name, f"{base}/shape/rico/") for name in relation_classes()]
    return tuple(sorted((shape for shape in found if shape.rules), key=lambda shape: shape.name))


def _property(term: Term, prefix: str) -> Shape:
    iri, rules = _iri(term.name), []
    if _asks(term.domain):
        rules.append(Rule(None, "Violation", _misplaced(term), (_instance(term.domain),)))
    if term.kind == "datatype":
        rules.append(Rule((iri,), "Violation", _no_text(term.name), (_kind("Literal"),)))
    elif _asks(term.range):
        rules.append(Rule((iri,), "Violation", _misdirected(term.name, term.range), (_instance(term.range),)))
    else:
        rules.append(Rule((iri,), "Violation", _no_thing(term.name), (_kind("BlankNodeOrIRI"),)))
    return Shape(prefix + term.name, _THING, (Target("subjectsOf", iri),), tuple(sorted(rules, key=repr)))


def _relation(name: str, prefix: str) -> Shape:
    relation, rules = relation_classes()[name], []
    ends = {
        "relationHasSource": relation.source,
        "relationHasTarget": relation.target,
        "relationConnects": relation.connects,
        **dict(relation.context),
    }
    for property_, classes in ends.items():
        if _asks(classes):
            rules.append(Rule((_iri(property_),), "Violation", _misdirected(property_, classes), (_instance(classes),)))
    return Shape(prefix + name, _RELATION, (Target("class", _iri(name)),), tuple(sorted(rules, key=repr)))


def _asks(classes: Iterable[str]) -> bool:
    return bool(classes) and "Thing" not in classes


def _instance(classes: Iterable[str]) -> Constraint:
    """One of the classes or of those below them: the data need not declare RiC-O's hierarchy."""
    below = sorted({name for above in classes for name in subclasses(above)})
    if len(below) == 1:
        return Constraint("Class", (_iri(below[0]),))
    return Constraint("Or", either=tuple((Constraint("Class", (_iri(name),)),) for name in below))


def _kind(name: str) -> Constraint:
    return Constraint("NodeKind", (f"<{NAMESPACES['sh']}{name}>",))


def _iri(name: str) -> str:
    return f"<{RICO}{name}>"


def _misplaced(term: Term) -> Texts:
    return _texts(
        f"has rico:{term.name} and is no {_any(term.domain, 'or')}",
        f"له rico:{term.name} وليس {_any(term.domain, 'أو')}",
        f"имеет rico:{term.name}, но это не {_any(term.domain, 'и не')}",
        f"rico:{term.name} қасиеті бар, бірақ {_any(term.domain, 'не')} емес",
    )


def _misdirected(name: str, classes: tuple[str, ...]) -> Texts:
    return _texts(
        f"has a rico:{name} that is no {_any(classes, 'or')}",
        f"له rico:{name} ليس {_any(classes, 'أو')}",
        f"имеет rico:{name}, а это не {_any(classes, 'и не')}",
        f"rico:{name} мәні {_any(classes, 'не')} емес",
    )


def _no_text(name: str) -> Texts:
    return _texts(
        f"has a rico:{name} that is no text",
        f"له rico:{name} ليس نصًا",
        f"имеет rico:{name}, но это не текст",
        f"rico:{name} мәні мәтін емес",
    )


def _no_thing(name: str) -> Texts:
    return _texts(
        f"has text as its rico:{name}, which leads to a thing",
        f"له نص في موضع rico:{name} الذي يقود إلى شيء",
        f"имеет текст вместо объекта в rico:{name}",
        f"rico:{name} мәнінде нысан орнына мәтін тұр",
    )


def _any(classes: Iterable[str], word: str) -> str:
    return f" {word} ".join(f"rico:{name}" for name in classes)


def _texts(en: str, ar: str, ru: str, kk: str) -> Texts:
    return (("ar", ar), ("en", en), ("kk", kk), ("ru", ru))
