"""A statement as a sentence in the reader's language; names stand in it uninflected, so verbs and cases are avoided."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sparql_endpoint.portal.catalogues import N_
from sparql_endpoint.portal.context import gettext as _

SENTENCES = {
    "occupiesOrOccupied": N_("%(one)s held the office: %(other)s"),
    "hasChild": N_("%(one)s was a parent of %(other)s"),
    "isChildOf": N_("%(one)s was a child of %(other)s"),
    "hasOrHadSpouse": N_("%(one)s was married to %(other)s"),
    "hasSibling": N_("%(one)s was a brother or sister of %(other)s"),
    "hasFamilyAssociationWith": N_("%(one)s was a relative of %(other)s"),
    "isOrWasMemberOf": N_("%(one)s was a member of %(other)s"),
    "hasOrHadMember": N_("%(other)s was a member of %(one)s"),
    "isOrWasLeaderOf": N_("%(one)s led %(other)s"),
    "hasOrHadLeader": N_("%(other)s led %(one)s"),
    "isSuccessorOf": N_("%(one)s came after %(other)s"),
    "hasSuccessor": N_("%(other)s came after %(one)s"),
    "isOrWasSubdivisionOf": N_("%(one)s was a part of %(other)s"),
    "hasOrHadSubdivision": N_("%(other)s was a part of %(one)s"),
    "isOrWasControllerOf": N_("%(one)s controlled %(other)s"),
    "hasOrHadController": N_("%(other)s controlled %(one)s"),
    "isAgentAssociatedWithAgent": N_("%(one)s was associated with %(other)s"),
    "hasOrHadParticipant": N_("%(other)s took part in: %(one)s"),
    "hasOrHadLocation": N_("%(one)s: the place was %(other)s"),
    "isAssociatedWithPlace": N_("%(one)s is connected with the place %(other)s"),
    "hasBirthPlace": N_("%(one)s: born in %(other)s"),
    "hasDeathPlace": N_("%(one)s: died in %(other)s"),
    "hasBirthDate": N_("%(one)s: born %(other)s"),
    "hasDeathDate": N_("%(one)s: died %(other)s"),
    "hasBeginningDate": N_("%(one)s: from %(other)s"),
    "hasEndDate": N_("%(one)s: until %(other)s"),
    "occurredAtDate": N_("%(one)s: the date was %(other)s"),
    "isAssociatedWithDate": N_("%(one)s is connected with the date %(other)s"),
    "performsOrPerformed": N_("%(one)s had the task: %(other)s"),
    "hasOrHadOccupationOfType": N_("%(one)s had the occupation: %(other)s"),
    "hasOrHadLegalStatus": N_("%(one)s had the legal status: %(other)s"),
    "authorizedBy": N_("%(one)s rested on the mandate: %(other)s"),
    "affectsOrAffected": N_("%(one)s concerned %(other)s"),
    "resultsOrResultedIn": N_("%(one)s led to: %(other)s"),
    "hasEventType": N_("%(one)s is of the kind: %(other)s"),
    "isOrWasContainedBy": N_("%(one)s lay within %(other)s"),
    "containsOrContained": N_("%(other)s lay within %(one)s"),
    "isCreatorOf": N_("%(one)s created %(other)s"),
    "mentions": N_("%(one)s names %(other)s"),
    "describesOrDescribed": N_("%(one)s describes %(other)s"),
    "hasSender": N_("%(one)s: sent by %(other)s"),
    "hasAddressee": N_("%(one)s: sent to %(other)s"),
    "hasAuthor": N_("%(one)s: written by %(other)s"),
    "hasCreator": N_("%(one)s: made by %(other)s"),
    "hasPublisher": N_("%(one)s: published by %(other)s"),
    "hasCollector": N_("%(one)s: collected by %(other)s"),
    "hasOrHadSubject": N_("%(one)s is about %(other)s"),
}
"""Last part of a property's IRI -> its sentence: one is the subject, other the object."""
_GENERAL = N_("%(one)s – %(property)s: %(other)s")
_PLACES = re.compile(r"%\((one|other|property)\)s")


def name_of(property_: str) -> str:
    """The last part of a property's IRI."""
    return re.split("[#/]", property_)[-1]


def parts(property_: str) -> tuple[tuple[str, str], ...]:
    """The sentence of a property in pieces: ``("text", words)``, and ``("one", "")``, ``("other", "")``, where they go.

    A property without a sentence of its own is named between its ends by its label, at ``("property", "")``.
    """
    return tuple(_pieces(_(SENTENCES.get(name_of(property_), _GENERAL))))


def _pieces(message: str) -> Iterator[tuple[str, str]]:
    at = 0
    for found in _PLACES.finditer(message):
        if found.start() > at:
            yield "text", message[at : found.start()]
        yield found[1], ""
        at = found.end()
    if at < len(message):
        yield "text", message[at:]
