"""Mentions of places to the gazetteer's places."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.gazetteer.lookup import preferred_name
from extractors.gazetteer.records import by_id
from kg.resolve.candidates import Candidate
from kg.resolve.gazetteer import ARCHIVE
from kg.resolve.judgements import Judgement, judge
from kg.resolve.meant_places import meant_places


class GazetteerLinker:
    """Joins a place name to the one place that it can mean. Two kinds of evidence: the name; and that no other place of
    the gazetteer comes near it in size and nearness to the archives, or which places its documents name beside it."""

    name = "gazetteer"

    def propose(self, candidates: tuple[Candidate, ...]) -> Iterator[Judgement]:
        """Nothing for names of several places, nor for what already carries an identifier."""
        places = {candidate.identifiers[0]: candidate for candidate in candidates if candidate.archive == ARCHIVE}
        own = tuple(candidate for candidate in candidates if candidate.archive != ARCHIVE)
        meant = meant_places(own)
        for candidate in own:
            told = meant.get(candidate.iri)
            place = places.get(told.place) if told is not None else None
            if told is None or place is None:
                continue
            named = preferred_name(by_id()[told.place])
            if told.alone:
                why = ("place", f"{named} ({told.place}) has {told.score:.0%} of that name")
            else:
                others = ", ".join(preferred_name(by_id()[one]) for one in told.beside)
                why = ("place", f"{named} ({told.place}) has {told.score:.0%} of that name beside {others}")
            yield judge(
                candidate.iri, place.iri, "SAME", self.name, round(told.score, 3), ("name", candidate.names[0][1]), why
            )
