"""The engine: rules over a text and its mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from extractors.document import Mention, Relation, Span
from extractors.relations.load import published_rules, rule_set
from extractors.relations.rules import Phrase, Rule, RuleSet
from extractors.relations.sentences import sentences
from extractors.relations.slots import fill, matches, with_owner
from extractors.relations.units import Unit, units

_NEAR = 4
"""Words and signs between a relation and a date beside it, at most."""
MODEL = "sunqar-relations 0.1.0"


def find(text: str, mentions: Iterable[Mention], rules: RuleSet | None = None) -> tuple[Relation, ...]:
    """What the rules of all languages find between the mentions of a text, sentence by sentence.

    Offsets are code points of the text. ``model`` ends in the id of the rule, ``confidence`` is its measured precision
    (Laplace's estimate). Sorted by place; the same whatever the order of the mentions; linear in the text.
    """
    rules = rules or rule_set()
    outer = _outer(mentions)
    starts = [mention.start for mention in outer]
    best: dict[tuple[str, Span, Span], Relation] = {}
    for start, end in _whole(sentences(text, rules.abbreviations), outer, starts):
        within = outer[bisect_left(starts, start) : bisect_left(starts, end)]
        if not any(mention.label != "DATE" for mention in within):
            continue
        for relation in _in_sentence(units(text, start, end, within), rules):
            key = (relation.type, relation.subject, relation.object)
            if key not in best or relation.confidence > best[key].confidence:
                best[key] = relation
    return tuple(sorted(best.values(), key=lambda r: (r.evidence, r.subject, r.object, r.type)))


def published(text: str, mentions: Iterable[Mention]) -> tuple[Relation, ...]:
    """Of what is found, what rules say that are precise enough for the graph."""
    return find(text, mentions, published_rules())


def _outer(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions by place; of two that overlap the first and longest."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.label)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _whole(
    ranges: Iterable[tuple[int, int]], outer: Sequence[Mention], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The sentences, joined where a mention runs over the end of one ("St. Petersburg")."""
    begun: int | None = None
    for start, end in ranges:
        begun = start if begun is None else begun
        at = bisect_left(starts, end) - 1
        if at < 0 or outer[at].end <= end:
            yield begun, end
            begun = None


def _in_sentence(row: Sequence[Unit], rules: RuleSet) -> Iterator[Relation]:
    asks = row[-1].sign in ("?", "؟")
    read_to: dict[str, int] = {}  # rule -> past its last trigger: the first and longest of two that meet decides
    for first, unit in enumerate(row):
        if not unit.word:
            continue
        before = row[first - 1].word if first else ""
        for phrase, rule, joined in _candidates(unit.word, rules):
            if read_to.get(rule.id, 0) > first or not matches(row, first + 1, phrase[1:]):
                continue
            read_to[rule.id] = first + len(phrase)
            if (asks and rule.lead) or (joined or before) in rule.unless:
                continue
            relation = _apply(row, first, first + len(phrase), rule, rules)
            if relation is not None:
                yield relation


def _candidates(word: str, rules: RuleSet) -> Iterator[tuple[Phrase, Rule, str]]:
    """Phrases whose first word this may be, also after a letter that Arabic joins to it; that letter comes third."""
    for phrase, rule in rules.by_word.get(word, ()):
        yield phrase, rule, ""
    if word[0] in rules.prefixes:
        for phrase, rule in rules.by_word.get(word[1:], ()):
            yield phrase, rule, word[0]


def _apply(row: Sequence[Unit], first: int, past: int, rule: Rule, rules: RuleSet) -> Relation | None:
    owned = with_owner(row, first, past, rule.owner)
    if owned is None:
        return None
    first, past = owned
    subject = fill(row, first, past, rule.subject)
    trigger = Span(row[first].start, row[past - 1].end)
    object_ = fill(row, first, past, rule.object) if rule.object else trigger
    if subject is None or object_ is None or subject == object_:
        return None
    ends = [trigger, subject, object_]
    date = (fill(row, first, past, rule.date) or _date_beside(row, first, past, ends)) if rule.date else None
    if date is not None:
        ends.append(date)
    evidence = Span(min(end.start for end in ends), max(end.end for end in ends))
    if rule.lead and _denied(row, first, past, evidence, rule.lead, rules):
        return None
    if rule.before_not and _next_label(row, past, max(trigger.end, object_.end)) in rule.before_not:
        return None
    return Relation(rule.type, subject, object_, evidence, "rule", rule.confidence, f"{MODEL}/{rule.id}", date)


def _date_beside(row: Sequence[Unit], first: int, past: int, ends: Sequence[Span]) -> Span | None:
    """A date that leads the sentence up to the relation ("On 3 May A met B") or stands right behind it."""
    begin, end = first, past
    while begin > 0 and row[begin - 1].end > min(span.start for span in ends):
        begin -= 1
    while end < len(row) and row[end].start < max(span.end for span in ends):
        end += 1
    for side in (range(begin - 1, max(-1, begin - 1 - _NEAR), -1), range(end, min(len(row), end + _NEAR))):
        for unit in (row[at] for at in side):
            if unit.mention is not None and unit.mention.label == "DATE":
                return Span(unit.start, unit.end)
            if unit.mention is not None or unit.sign not in ("", ",", "،"):
                break
    return None


def _next_label(row: Sequence[Unit], past: int, end: int) -> str:
    """Label of the mention that stands right after that place of the text, no word or sign between; else empty."""
    while past < len(row) and row[past].start < end:
        past += 1
    mention = row[past].mention if past < len(row) else None
    return mention.label if mention else ""


def _denied(row: Sequence[Unit], first: int, past: int, evidence: Span, lead: int, rules: RuleSet) -> bool:
    """Whether a word within the evidence, just before it or right after it denies it, or makes it a wish or a plan."""
    begin, end = first, past
    while begin > 0 and row[begin - 1].start >= evidence.start:
        begin -= 1
    while end < len(row) and row[end].end <= evidence.end:
        end += 1
    for at in range(begin - 1, max(-1, begin - 1 - lead), -1):
        if row[at].sign:
            break
        if row[at].word in rules.blockers:
            return True
    if end < len(row) and row[end].word in rules.denied_after:
        return True
    return any(unit.word in rules.blockers for unit in row[begin:end])
