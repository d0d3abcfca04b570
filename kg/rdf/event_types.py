"""Types of events by the words that name them: "Bandung Conference", «Великая Отечественная война», معركة."""

from __future__ import annotations

from extractors.languages.fold import fold

# Stems, since Russian and Kazakh inflect; of two in one name the last type here counts ("war conference").
_STEMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("war", ("war", "войн", "соғыс", "حرب", "الحرب", "حروب")),
    ("battle", ("battle", "siege", "битв", "сражени", "осад", "штурм", "шайқас", "معركة", "وقعة", "موقعة", "حصار")),
    ("revolt", ("revolt", "rebellion", "uprising", "revolution", "coup", "mutiny", "восстани", "мятеж", "революц",
                "переворот", "көтеріліс", "революция", "төңкеріс", "ثورة", "الثورة", "انقلاب", "تمرد")),
    ("agreement", ("treaty", "agreement", "accord", "accords", "pact", "armistice", "договор", "пакт", "перемири",
                   "соглашени", "келісім", "шарт", "معاهدة", "اتفاقية", "اتفاق", "هدنة", "صلح")),
    ("conference", ("conference", "congress", "summit", "convention", "assembly", "конференц", "съезд", "саммит",
                    "конгресс", "конференция", "саммит", "құрылтай", "съез", "مؤتمر", "قمة", "القمة")),
    ("election", ("election", "elections", "referendum", "выбор", "референдум", "сайлау", "انتخابات", "استفتاء")),
)  # fmt: skip
_FOLDED = tuple((kind, tuple(fold(stem) for stem in stems)) for kind, stems in _STEMS)


def event_type(name: str) -> str | None:
    """Key of the event type scheme; None where no word tells. Latin and Arabic words count whole, others by stem."""
    found = None
    words = fold(name).split()
    for kind, stems in _FOLDED:
        if any(_is(word, stem) for word in words for stem in stems):
            found = kind
    return found


def _is(word: str, stem: str) -> bool:
    cyrillic = "Ѐ" <= stem[0] <= "ӿ"
    return word.startswith(stem) if cyrillic else word == stem
