"""What to write in place of a term that RiC-O 1.1 does not have: names of RiC-O 0.2 and 1.0, and near misses.

Sources: the change notes of the published ontology and "Migrating data from RiC-O 0.2 to RiC-O 1.0" (ICA EGAD,
CC BY 4.0).
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from ontology.facts import terms

V02, V10 = "0.2", "1.0"

REPLACED: dict[str, tuple[str, str]] = {
    # name: (the last version that had it, what to write)
    "hasInstantiation": (V02, "hasOrHadInstantiation"),
    "isInstantiationOf": (V02, "isOrWasInstantiationOf"),
    "hasDerivedInstantiation": (V02, "hasOrHadDerivedInstantiation"),
    "isDerivedFromInstantiation": (V02, "isOrWasDerivedFromInstantiation"),
    "hasProvenance": (V02, "hasOrganicProvenance"),
    "isProvenanceOf": (V02, "isOrganicProvenanceOf"),
    "hasSource": (V02, "isEvidencedBy"),
    "isSourceOf": (V02, "evidences"),
    "source": (V02, "relationSource"),
    "certainty": (V02, "relationCertainty"),
    "descriptiveNote": (V02, "generalDescription"),
    "accrual": (V02, "accruals"),
    "accrualStatus": (V02, "accrualsStatus"),
    "integrity": (V02, "integrityNote"),
    "physicalCharacteristics": (V02, "physicalCharacteristicsNote"),
    "qualityOfRepresentation": (V02, "qualityOfRepresentationNote"),
    "calendar": (V02, "expressedDate"),
    "dateStandard": (V02, "normalizedDateValue"),
    "DateRange": (V02, "Date"),
    "DateSet": (V02, "Date"),
    "SingleDate": (V02, "Date"),
    "AgentOriginationRelation": (V02, "OrganicProvenanceRelation"),
    "ProvenanceRelation": (V02, "OrganicOrFunctionalProvenanceRelation"),
    "hasDeletionDate": (V02, "hasDestructionDate"),
    "isDeletionDateOf": (V02, "isDestructionDateOf"),
    "deletionDate": (V02, "destructionDate"),
    "includes": (V02, "includesOrIncluded"),
    "isIncludedIn": (V02, "isOrWasIncludedIn"),
    "hasConstituent": (V02, "hasOrHadConstituent"),
    "isConstituentOf": (V02, "isOrWasConstituentOf"),
    "precedesInSequence": (V02, "precedesInSequenceTransitive"),
    "followsInSequence": (V02, "followsInSequenceTransitive"),
    "precedes": (V02, "precedesOrPreceded"),
    "follows": (V02, "followsOrFollowed"),
    "contains": (V02, "containsOrContained"),
    "isContainedBy": (V02, "isOrWasContainedBy"),
    "occuredAtDate": (V10, "occurredAtDate"),
    "isDateOfOccurenceOf": (V10, "isDateOfOccurrenceOf"),
}
"""Names that were renamed or merged, and what says the same in 1.1."""

_RELATION_END = re.compile(r"(?:[a-z]\w*Relation)(HasSource|HasTarget|Connects)")
_THING_END = re.compile(r"[a-z]\w*Is(Source|Target)Of\w*Relation|[a-z]\w*IsConnectedTo\w*Relation")


def instead(name: str) -> tuple[str, str]:
    """(version that had the name or '', the 1.1 term to write or '') for a local name that 1.1 does not have.

    >>> instead("hasInstantiation")
    ('0.2', 'hasOrHadInstantiation')
    >>> instead("hasOrHadCategory")
    ('1.0', 'hasOrHadType')
    >>> instead("leadershipRelationHasSource")
    ('0.2', 'relationHasSource')
    """
    if name in REPLACED:
        return REPLACED[name]
    if (end := _RELATION_END.fullmatch(name)) is not None:
        return V02, f"relation{end[1]}"
    if (end := _THING_END.fullmatch(name)) is not None:
        return V02, f"thingIs{end[1]}OfRelation" if end[1] else "thingIsConnectedToRelation"
    known = terms()
    renamed = name.replace("Category", "Type").replace("category", "type")
    if renamed != name and renamed in known:
        return V10, renamed
    # 0.2 often had no name for the past: hasX is hasOrHadX now, isXOf isOrWasXOf.
    for old, new in ((r"^has(?=[A-Z])", "hasOrHad"), (r"^is(?=[A-Z])", "isOrWas")):
        past = re.sub(old, new, name)
        if past != name and past in known:
            return V02, past
    near = get_close_matches(name, sorted(known), n=1)
    return "", near[0] if near else ""
