"""Equal names. Within a document a part of a name joins the only bearer; across documents equality only suggests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.resolve.candidates import Candidate
from kg.resolve.judgements import Judgement, judge


class ExactNameLinker:
    """First version of name linking: no letters are bent, no scripts are crossed."""

    name = "exact-name"

    def propose(self, candidates: tuple[Candidate, ...]) -> Iterator[Judgement]:
        """Chains within documents, then suggestions to authority entries of the same full name."""
        yield from self._chains(candidates)
        yield from self._suggestions(candidates)

    def _chains(self, candidates: tuple[Candidate, ...]) -> Iterator[Judgement]:
        """A bare name in a document belongs to the one person there whose fuller name holds all its words.

        Two kinds of evidence: the name's words, and the document that knows only one bearer.
        """
        in_document: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            if candidate.label == "PERSON" and not candidate.described:
                for document in candidate.documents:
                    in_document[candidate.archive, document].append(candidate)
        for (_, document), group in sorted(in_document.items()):
            words = {candidate.iri: _words(candidate) for candidate in group}
            holding: dict[str, list[Candidate]] = defaultdict(list)
            for candidate in group:
                for word in words[candidate.iri]:
                    holding[word].append(candidate)
            for candidate in group:
                own = words[candidate.iri]
                if candidate.references or not own:
                    continue
                rarest = min(own, key=lambda word: (len(holding[word]), word))
                bearers = [
                    other
                    for other in holding[rarest]
                    if other is not candidate
                    and own <= words[other.iri]
                    and (other.references or own < words[other.iri])
                ]
                if len(bearers) == 1:
                    evidence = (("name", candidate.names[0][1]), ("only bearer in document", document))
                    yield judge(candidate.iri, bearers[0].iri, "SAME", f"{self.name}/chain", 0.9, *evidence)

    def _suggestions(self, candidates: tuple[Candidate, ...]) -> Iterator[Judgement]:
        """One kind of evidence merges nothing: it is offered for review."""
        entries: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            if candidate.described:
                for name in candidate.folded:
                    if len(name.split()) > 1:
                        entries[candidate.label, name].append(candidate)
        for candidate in candidates:
            if candidate.described or candidate.references:
                continue
            for name in candidate.folded:
                known = entries.get((candidate.label, name), [])
                if known:
                    yield judge(candidate.iri, known[0].iri, "UNSURE", self.name, 0.6, ("name", name))


def _words(candidate: Candidate) -> frozenset[str]:
    return frozenset(token for name in candidate.folded for token in name.split() if len(token) > 1)
