"""An explanation of identity as text for a terminal. Names and quotes are isolated (Unicode UAX #9), so that Arabic
among Latin letters and figures stays readable."""

from __future__ import annotations

from collections.abc import Iterator

from kg.explain.identity import IdentityExplanation, Side, Step
from kg.explain.waterfall import waterfall
from kg.resolve.judgements import Judgement
from kg.resolve.names.explain import Explanation, PartPair

_VERDICTS = {"SAME": "=", "DIFFERENT": "≠", "UNSURE": "≟"}
_SHOWN = 3


def isolated(text: str) -> str:
    """Between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE; direction marks of the text itself are closed first."""
    opened = sum(text.count(sign) for sign in "\u2066\u2067\u2068") - text.count("\u2069")
    return f"\u2068{text}{chr(0x2069) * max(0, opened)}\u2069"


def render(told: IdentityExplanation) -> list[str]:
    """Lines: the answer, then each judgement with its reasons."""
    return list(_lines(told))


def _lines(told: IdentityExplanation) -> Iterator[str]:
    left, right = _side(told.left), _side(told.right)
    if told.left.iri == told.right.iri:
        yield f"{left} is the same local entity on both sides."
    elif told.one:
        count = "one judgement" if len(told.steps) == 1 else f"{len(told.steps)} judgements"
        yield f"{left} and {right} are held to be one entity, by {count}:"
    else:
        yield f"{left} and {right} are not held to be one entity."
    yield from (f"  <{entity}>" for entity in told.entities)
    yield from (f"  What forbids it: {words}" for words in told.against)
    if not told.one and told.steps:
        yield "  What was judged of them:"
    if not told.one and not told.steps and told.compared is not None:
        yield "  Nobody judged the two. Compared now:"
    for number, step in enumerate(told.steps, 1):
        yield ""
        yield f"{number}. {_name(step.left)} {_VERDICTS[step.judgement.verdict]} {_name(step.right)}"
        yield from (f"   {line}" for line in _judged(step.judgement))
        yield from (f"   {line}" for line in _compared(step, told))
    if told.compared is not None:
        yield ""
        yield from (f"   {line}" for line in _compared(told.compared, told))


def _judged(judgement: Judgement) -> Iterator[str]:
    by = f"by {isolated(judgement.actor)}" if judgement.by_person else "by machine"
    version = f" {judgement.version}" if judgement.version else ""
    made = f", {judgement.made}" if judgement.made else ""
    yield f"{judgement.verdict} {by}{made}: {judgement.method}{version}, confidence {judgement.confidence:.3f}"
    for kind, words in judgement.evidence:
        yield f"{kind}: {isolated(words)}"


def _compared(step: Step, told: IdentityExplanation) -> Iterator[str]:
    if step.shared:
        yield "both are called " + ", ".join(isolated(name) for name in step.shared[:_SHOWN])
    if step.names is not None:
        yield from _names(step.names)
    if (comparison := step.comparison) is not None:
        yield "log odds, as the two compare today:"
        yield from (f"  {line}" for line in waterfall(comparison))
        kinds = ", ".join(sorted(comparison.kinds)) or "none"
        rules = told.rules
        full, bare = rules.join
        yield (
            f"a machine joins from {full:.2f} (a bare surname from {bare:.2f}) with {rules.kinds} kinds of evidence; "
            f"here speak for it: {kinds}"
        )
        if not step.judgement.method:
            found = dict.fromkeys(each.words for each in comparison.evidence if each.words and each.added)
            yield from (f"found: {isolated(words)}" for words in found)
        if comparison.forbidden:
            yield f"forbidden to machines: {isolated(comparison.forbidden)}"
    for side in (step.left, step.right):
        yield from _quotes(side)


def _names(names: Explanation) -> Iterator[str]:
    yield f"names {isolated(names.left.text)} and {isolated(names.right.text)}, alone {names.score:.3f}:"
    for pair in names.pairs:
        yield f"  {isolated(pair.left.text)} ~ {isolated(pair.right.text)}: {_letters(pair)}"
    for parts in (names.left_over, names.right_over):
        if parts:
            yield f"  without a fellow: {' '.join(isolated(part.text) for part in parts)}"


def _letters(pair: PartPair) -> str:
    told = (f"{isolated(each.left or '∅')}→{isolated(each.right or '∅')} {each.share:.2f}" for each in pair.letters)
    return " · ".join(told)


def _quotes(side: Side) -> Iterator[str]:
    for quote in side.quotes:
        words = f"{quote.before}»{quote.exact}«{quote.after}".strip()
        yield f"“{isolated(words)}” [{isolated(quote.call_number)}]"
    if not side.quotes:
        yield f"{_name(side)}: no words are quoted [{isolated(side.archive or side.iri)}]"


def _side(side: Side) -> str:
    numbers = ", ".join(isolated(number) for number in side.call_numbers[:_SHOWN])
    more = f" and {len(side.call_numbers) - _SHOWN} more" if len(side.call_numbers) > _SHOWN else ""
    return f"{_name(side)} [{side.archive}{': ' if numbers else ''}{numbers}{more}]"


def _name(side: Side) -> str:
    return isolated(side.name)
