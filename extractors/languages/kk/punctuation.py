"""Where the Kazakh tokenizer cuts.

An ending hung on figures or capitals by a hyphen stays with them (5-ші, 1991-ден, АҚШ-тың), for it is no word; behind
a closing quotation mark, which is a token itself, it is one of its own: « Отан » -ға. Compounds keep their hyphen
(Қасым-Жомарт, ата-ана), ranges of figures do not (1941 - 1945). Initials are tokens with their full stop:
А. Б. Байтұрсынұлы.
"""

from __future__ import annotations

from spacy.lang.char_classes import (
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    CONCAT_QUOTES,
    LIST_ELLIPSES,
    LIST_ICONS,
)
from spacy.lang.punctuation import TOKENIZER_PREFIXES as BASE_PREFIXES
from spacy.lang.punctuation import TOKENIZER_SUFFIXES as BASE_SUFFIXES

ENDINGS = (
    "ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|ны|ні|ды|ді|ты|ті|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен"
    "|мен|бен|пен|дағы|дегі|тағы|тегі|лар|лер|дар|дер|тар|тер|лық|лік|дық|дік|тық|тік|ша|ше"
)
"""Case, number and the commonest derivation, as they are written behind a hyphen."""

_SMALL, _CAPITAL = f"[{ALPHA_LOWER}]", f"[{ALPHA_UPPER}]"

TOKENIZER_PREFIXES = [*BASE_PREFIXES, "№"]
TOKENIZER_SUFFIXES = [*BASE_SUFFIXES, rf"(?<=[»”“\"’])-(?:{ENDINGS})", r"(?<=[0-9])%"]
TOKENIZER_INFIXES = [
    *LIST_ELLIPSES,
    *LIST_ICONS,
    rf"(?<=^{_CAPITAL}\.)(?={_CAPITAL})",
    rf"(?<=\.{_CAPITAL}\.)(?={_CAPITAL})",
    rf"(?<={_SMALL})\.(?={_CAPITAL})",
    rf"(?<=[{ALPHA}])[,!?/()]+(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}{CONCAT_QUOTES}])[:<>=](?=[{ALPHA}])",
    rf"(?<=[{ALPHA}])--(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}])[–—~](?=[{ALPHA}])",
    rf"(?<=[{ALPHA}])[{CONCAT_QUOTES}](?=[{ALPHA}])",
    r"(?<=[0-9])[-–—](?=[0-9])",
]
