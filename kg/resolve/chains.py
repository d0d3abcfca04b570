"""Mentions of one document that name one person, place, body or event: full names, then what they are cut down to.

Nothing is forced: a surname that two persons of the document bear is a chain of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.resolve.chain_forms import Form, agree, form_of, keys_of

_MOST_GROUPS = 60
"""What more persons of a document have in common tells none of them: a bare Muhammad in a list is anybody."""


@dataclass(frozen=True, slots=True)
class ChainMention:
    """One mention, as far as chains need it.

    text        the words as read
    label       PERSON, PLACE, ORG or EVENT: mentions of two labels are never one chain
    lang        BCP 47 language of the text or None
    start, end  where it stands in the text, in code points
    before      the words just before it, which may hold its title ("Secretary ", "Mr. ")
    """

    text: str
    label: str
    lang: str | None = None
    start: int = 0
    end: int = 0
    before: str = ""


def chain(mentions: Sequence[ChainMention]) -> tuple[tuple[int, ...], ...]:
    """Numbers of the mentions, one tuple a chain, each in the order given, by first mention. Every mention is in one.

    Longer names gather first; a shorter form joins the one person it can be. Where it can be two, those with the same
    words and title are a chain of their own. Mr and Mrs are never one.
    """
    forms: dict[tuple[str, Form], list[int]] = {}
    for number, mention in enumerate(mentions):
        form = form_of(mention.text, mention.lang, mention.label, mention.before)
        forms.setdefault((mention.label, form), []).append(number)
    found: list[list[int]] = []
    for label in sorted({label for label, _ in forms}):
        here = {form: numbers for (kind, form), numbers in forms.items() if kind == label}
        found += _gather(here)
    return tuple(sorted(tuple(sorted(numbers)) for numbers in found))


def _gather(forms: dict[Form, list[int]]) -> list[list[int]]:
    order = sorted(forms, key=lambda form: (-form.told, forms[form][0]))
    groups: list[list[Form]] = []
    holders: dict[str, list[int]] = defaultdict(list)
    for form in order:
        near = sorted({at for key in keys_of(form) if len(holders[key]) <= _MOST_GROUPS for at in holders[key]})
        fits = [at for at in near if all(agree(form, member) for member in groups[at])]
        if len(fits) > 1:
            fits = [at for at in fits if any(_nearest(form, member) for member in groups[at])] or fits
        if len(fits) == 1:
            groups[fits[0]].append(form)
        else:
            fits = [len(groups)]
            groups.append([form])
        for key in sorted(keys_of(form)):
            if not holders[key] or holders[key][-1] != fits[0]:
                holders[key].append(fits[0])
    return [[number for form in group for number in forms[form]] for group in groups]


def _nearest(form: Form, member: Form) -> bool:
    """Whether a form says as much as a member and in the same words: the same name with another title or ending."""
    same = form.words == member.words and form.initials == member.initials
    return same and bool(form.titles & member.titles or not form.titles or not member.titles)
