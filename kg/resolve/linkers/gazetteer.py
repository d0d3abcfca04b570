"""Mentions of places to the gazetteer's places."""

from __future__ import annotations

from collections.abc import Iterator

from kg.resolve.candidates import Candidate
from kg.resolve.gazetteer import ARCHIVE, meant
from kg.resolve.judgements import Judgement, judge


class GazetteerLinker:
    """Joins a place name to the one place that it can mean. Two kinds of evidence: the name, and that no other place
    of the gazetteer comes near it in size and nearness to the archives."""

    name = "gazetteer"

    def propose(self, candidates: tuple[Candidate, ...]) -> Iterator[Judgement]:
        """Nothing for names of several places, nor for what already carries an identifier."""
        places = {candidate.identifiers[0]: candidate for candidate in candidates if candidate.archive == ARCHIVE}
        for candidate in candidates:
            if candidate.label != "PLACE" or candidate.archive == ARCHIVE or candidate.identifiers:
                continue
            place = places.get(meant(candidate) or "")
            if place is not None:
                evidence = (("name", candidate.names[0][1]), ("only likely place of that name", place.identifiers[0]))
                yield judge(candidate.iri, place.iri, "SAME", self.name, 0.9, *evidence)
