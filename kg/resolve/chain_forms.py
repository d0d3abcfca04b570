"""One mention taken apart for chains: which words name, which initials, which title and sex, and when two agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.languages.base import words
from extractors.languages.fold import fold
from kg.resolve.chain_words import same_word
from kg.resolve.names.parts import Script, parse
from kg.resolve.names.romanise import spellings
from kg.resolve.names.skeleton import features

_MEN = frozenset(
    words(
        "mr sir lord king prince sheikh shaikh shaykh emir amir sultan shah messrs monsieur m "
        "господин г князь граф эмир шейх султан король мырза السيد الشيخ شيخ الملك الامير سيد"
    )
)
_WOMEN = frozenset(
    words(
        "mrs miss ms lady queen princess madame mme sheikha begum empress "
        "госпожа г-жа княгиня графиня королева ханым السيده الشيخه الملكه الاميره مدام"
    )
)
_POSSESSIVE = re.compile(r"[’'ʼ]s?$|(?<=s)[’']$")
_LAST_WORDS = re.compile(r"[^\W\d_][\w-]*", re.UNICODE)
_ACRONYM_LEAST = 2
_BEGINNING = 3
_SMALL = frozenset(words("of the and for in on de la du des et von und и в на по о"))


@dataclass(frozen=True, slots=True)
class Form:
    """What one mention says of its bearer.

    words     folded naming words in order, patronymics too, the last one usually the family's
    initials  letters of the words that only their initial stands for, with the place among the words
    family    number of the word taken for the family's name; -1 where the name has but initials
    titles    folded titles before or in the name;  sex  "m", "f" or "" where nothing tells
    """

    label: str
    script: Script
    words: tuple[str, ...]
    initials: tuple[str, ...]
    family: int
    titles: frozenset[str]
    sex: str

    @property
    def told(self) -> int:
        """How much it says: two for a word, one for an initial."""
        return 2 * len(self.words) + len(self.initials)


@lru_cache(maxsize=20_000)
def form_of(text: str, lang: str | None, label: str, before: str = "") -> Form:
    """Take a mention apart. before: the text just before it, of which the last two words may be a title."""
    bare = _POSSESSIVE.sub("", text.strip())
    if label != "PERSON":
        return Form(label, parse(bare, lang).script, tuple(fold(bare).split()), (), -1, frozenset(), "")
    name = parse(bare, lang)
    naming = [part for part in name.parts if part.kind not in ("initial", "title")]
    naming = naming or [part for part in name.parts if part.kind != "initial"]
    heads = [at for at, part in enumerate(naming) if part.head]
    family = heads[0] if heads else len(naming) - 1
    told = tuple(part.text for part in naming)
    titles = frozenset(part.text for part in name.parts if part.kind == "title" and part.text not in told)
    close = before.rsplit("\n", 1)[-1]
    spoken = [] if close.rstrip().endswith((",", ";", ":", ")")) else [fold(w) for w in _LAST_WORDS.findall(close)[-2:]]
    titles |= frozenset(spoken[-1:]) & (_MEN | _WOMEN)
    sex = "f" if titles & _WOMEN else "m" if titles & _MEN else ""
    initials = tuple(part.roman[:1] for part in name.parts if part.kind == "initial")
    return Form(label, name.script, told, initials, family, titles, sex)


@lru_cache(maxsize=20_000)
def keys_of(form: Form) -> frozenset[str]:
    """What two forms that agree have one of in common, so that a long list need not be compared all with all."""
    if form.label != "PERSON":
        acronym = "".join(word[0] for word in form.words if word not in _SMALL)
        return frozenset((" ".join(form.words), *((acronym,) if len(form.words) >= _ACRONYM_LEAST else ())))
    found = {word[:_BEGINNING] for word in form.words}
    return frozenset(found | {key for word in form.words for key in features(word) if key[0] in "01"})


@lru_cache(maxsize=200_000)
def agree(short: Form, long: Form) -> bool:
    """Whether two forms of one document may name the same; symmetric."""
    if short.label != "PERSON":
        return short.words == long.words or _acronym(short, long) or _acronym(long, short)
    if {short.sex, long.sex} == {"m", "f"}:
        return False
    if (len(short.words), short.words) > (len(long.words), long.words):
        short, long = long, short
    if not short.words:
        return short == long
    pairs = _paired(short, long)
    left = [at for at in range(len(short.words)) if at not in pairs]
    open_long = [at for at in range(len(long.words)) if at not in pairs.values()]
    if not pairs:
        return False
    families = pairs.get(short.family) == long.family
    if not families and len(short.words) > 1 and len(long.words) > 1 and long.family in open_long and left:
        return False
    for at in left:
        fits = next((letter for letter in long.initials if _begins(short, at, letter)), None)
        if fits is None:
            return False
    rest = [letter for letter in long.initials if not any(_begins(short, at, letter) for at in range(len(short.words)))]
    if not short.initials or not (open_long or rest):
        return True
    return any(letter in rest or any(_begins(long, at, letter) for at in open_long) for letter in short.initials[:1])


def _paired(short: Form, long: Form) -> dict[int, int]:
    """Words of the shorter form and those of the longer that are the same word, each once, the family's first."""
    order = sorted(range(len(short.words)), key=lambda at: at != short.family)
    pairs: dict[int, int] = {}
    for at in order:
        wanted = sorted(range(len(long.words)), key=lambda other: (other != long.family) == (at == short.family))
        for other in wanted:
            if other not in pairs.values() and same_word(
                (short.script, short.words[at]), (long.script, long.words[other])
            ):
                pairs[at] = other
                break
    return pairs


def _begins(form: Form, at: int, letter: str) -> bool:
    return any(spelling.startswith(letter) for spelling in spellings(form.words[at]))


def _acronym(short: Form, long: Form) -> bool:
    """Whether the one word of a body's name is the first letters of the other's: CIA."""
    if len(short.words) != 1 or len(long.words) < _ACRONYM_LEAST or short.label != "ORG":
        return False
    return short.words[0] == "".join(word[0] for word in long.words if word not in _SMALL)
