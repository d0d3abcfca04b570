"""What of a person is personal: the properties that are cut of persons who may be alive. Tables only."""

from __future__ import annotations

from kg.iri import Iris
from ontology.terms import RICO

_RICO = frozenset(
    {
        RICO.hasBirthDate, RICO.isBirthDateOf, RICO.hasBirthPlace, RICO.isBirthPlaceOf,
        RICO.hasChild, RICO.isChildOf, RICO.hasOrHadSpouse, RICO.hasSibling, RICO.hasFamilyAssociationWith,
        RICO.hasDescendant, RICO.hasAncestor, RICO.hasOrHadDemographicGroup, RICO.isOrWasDemographicGroupOf,
        RICO.isAssociatedWithPlace, RICO.isPlaceAssociatedWith, RICO.hasOrHadLocation, RICO.isOrWasLocationOf,
        RICO.hasOrHadLegalStatus, RICO.isOrWasLegalStatusOf, RICO.generalDescription,
    }
)  # fmt: skip
_OWN = ("placeNote", "existenceNote", "localDescription", "structureOrGenealogy", "legalStatusNote")
RELATIONS = frozenset(
    {RICO.ChildRelation, RICO.DescendanceRelation, RICO.SpouseRelation, RICO.SiblingRelation, RICO.FamilyRelation}
)
"""Relation nodes that go with them; so does every relation node that states what was left out."""
EXISTENCE = RICO.isAssociatedWithDate
"""Personal where a source states it: dates of a life that are neither birth nor death. Inferred, it is any date."""
PUBLIC_SECTIONS = ("history", "context", "functions", "occupation", "mandates", "rules")
"""Sections of an authority record that stay, by the kind that ``kg:heading`` names first; all others go."""


def properties(iris: Iris) -> frozenset[str]:
    """Properties whose statements about a living person are left out, with their inverses.

    Among them is what a source says under names of its own, which nobody can judge unread: ``rico:generalDescription``.
    """
    return _RICO | {iris.own(name) for name in _OWN}
