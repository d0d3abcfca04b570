"""What speaks for an entry being the one a name of a document means, as figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.resolve.authority.known import Known
from kg.resolve.authority.page import Name, Page
from kg.resolve.chain_forms import Form, agree, keys_of
from kg.resolve.evidence.names import FEATURES as NAME_PARTS
from kg.resolve.evidence.names import Pairing, pairing_of
from kg.resolve.profile import Years

NAMES = tuple(f"name_{each}" for each in NAME_PARTS)
ALONE = (
    "family_is_family", "given_only", "first_of_name", "very_form", "title_agrees", "title_then", "title_against",
    "title_silent", "country_of_title", "renown", "near_words", "title_words", "text_words", "country_fit",
    "country_none", "term_meets", "term_apart", "term_none", "unborn_or_dead", "age_fits", "listed", "listed_then",
    "listed_apart", "fuller_agrees", "fuller_against", "no_fuller",
)  # fmt: skip
TOGETHER = ("bearers", "most_renowned", "best_name", "with_period", "with_country", "with_words", "with_lists")
FEATURES = (*NAMES, *ALONE, *TOGETHER)
BESIDE = 4
"""How many at the end need to know whom the other names mean."""
_MOST_NEAR = 60
"""What more names of a document have in common tells none of them."""
_FAR = 30.0
_OLDEST = 95
_YOUNGEST = 18


def best_pairing(name: Name, entry: Known, lang: str | None) -> Pairing:
    """The form of the entry that is nearest to the name."""
    found = [pairing_of((name.text, lang), form) for form in entry.entry.names]
    return max(found, key=lambda each: (each.rank, each.words))


def alone(name: Name, entry: Known, made: Pairing, page: Page) -> list[float]:
    """One name and one entry, in the order of NAMES and then ALONE, but for the last three."""
    form = name.form
    family = form.words[form.family] if form.words else ""
    agrees = bool(name.offices & entry.offices)
    now = Years(page.year, page.year) if page.year is not None else None
    terms = [(term.apart(now), offices) for term, offices in entry.dated] if now else []
    apart = min((years for years, _ in terms), default=None)
    listed = [span.apart(now) for span in entry.listed] if now else []
    dead, fits = _ages(entry, page.year)
    return [
        *made.values,
        float(family in entry.families),
        float(len(form.words) == 1 and family not in entry.families),
        float(len(form.words) == 1 and family in entry.firsts),
        float(form.words in entry.whole),
        float(agrees),
        float(any(years <= 1 and offices & name.offices for years, offices in terms)),
        float(bool(name.offices) and not agrees and bool(entry.offices)),
        float(not name.offices),
        float(bool(name.countries & entry.countries)),
        entry.renown,
        _overlap(name.near, entry),
        _overlap(page.title, entry),
        _overlap(page.words, entry),
        max((page.countries.get(key, 0.0) for key in entry.countries), default=0.0),
        float(not entry.countries),
        float(apart == 0),
        min(apart or 0, _FAR) / 10.0,
        float(apart is None),
        dead,
        fits,
        min(len(entry.lists), 20) ** 0.5,
        sum(years == 0 for years in listed) ** 0.5,
        min(min(listed, default=0), _FAR) / 10.0,
    ]


def fuller(forms: Sequence[Form]) -> list[list[int]]:
    """For each name of a document, numbers of those that say more and may be the same person's."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number in sorted(range(len(forms)), key=lambda number: (-forms[number].told, forms[number].words)):
        for key in keys_of(forms[number]):
            holders[key].append(number)
    found = []
    for form in forms:
        near = sorted({number for key in keys_of(form) if len(holders[key]) <= _MOST_NEAR for number in holders[key]})
        found.append(
            [n for n in near if forms[n].label == form.label and forms[n].told > form.told and agree(form, forms[n])]
        )
    return found


def _overlap(words: frozenset[str], entry: Known) -> float:
    """How rare the words are, together, that a text shares with the descriptions."""
    return min(sum(weight for word, weight in entry.words.items() if word in words) / 8.0, 3.0)


def _ages(entry: Known, year: int | None) -> tuple[float, float]:
    """Whether the year is before the youth or after the death, and whether the age fits."""
    born, died = entry.entry.born, entry.entry.died
    if year is None or (born is None and died is None):
        return 0.0, 0.0
    wrong = (born is not None and year < born + _YOUNGEST) or (died is not None and year > died + 1)
    wrong = wrong or (born is not None and died is None and year > born + _OLDEST)
    return float(wrong), float(not wrong)
