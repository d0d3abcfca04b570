"""English words of dates, folded."""

from __future__ import annotations

from extractors.languages.base import HIJRI, alike, date_words, numbered

DATE_WORDS = date_words(
    numbered(
        "month", "january|jan", "february|feb|febr", "march|mar", "april|apr", "may", "june|jun", "july|jul",
        "august|aug", "september|sept|sep", "october|oct", "november|nov", "december|dec",
    ),
    numbered(
        "month", "muharram|moharram", "safar", "rabi i|rabi al awwal|rabi ul awwal|rabi al awal|rabi 1",
        "rabi ii|rabi al thani|rabi al akhir|rabi ul akhir|rabi us sani|rabi 2",
        "jumada i|jumada al ula|jumada l ula|jumada al awwal|jumada 1",
        "jumada ii|jumada al akhira|jumada al thani|jumada al thaniya|jumada 2", "rajab", "shaban|sha ban",
        "ramadan|ramazan|ramadhan", "shawwal|shawal", "dhu al qada|dhu l qada|zilkade|dhu al qaada|zul qada",
        "dhu al hijja|dhu l hijja|dhu al hijjah|dhu l hijjah|zilhicce|zul hijja", first=HIJRI + 1,
    ),
    numbered("season", "spring", "summer", "autumn|fall", "winter", first=21),
    numbered(
        "ordinal", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
        "nineteenth", "twentieth", "twenty first",
    ),
    alike("year", "year|years|the year|the years|anno"),
    alike("suffix", "st|nd|rd|th"),
    alike("decade", "s"),
    alike("filler", "of|the|instant|inst|on|in|day|at|a d of"),
    alike("circa", "circa|c|ca|about|around|approximately|approx|cir"),
    alike("before", "before|prior to|by|until|till|up to|not later than"),
    alike("after", "after|since|from after|following"),
    alike("between", "between"),
    alike("from", "from"),
    alike("to", "to|through|thru"),
    alike("and", "and"),
    alike("century", "century|c cent|cent"),
    alike("hijri", "ah|a h|hijri|hijra|hegira"),
    alike("gregorian", "ad|a d|ce|c e"),
    alike("old", "o s|os|old style|julian"),
    alike("new", "n s|new style"),
    alike("undated", "undated|n d|no date|nd undated"),
    alike("same", "corresponding to|i e|equivalent to|that is"),
    alike("weekday", "monday|tuesday|wednesday|thursday|friday|saturday|sunday"),
)  # fmt: skip
