"""Kazakh abbreviations that keep their full stop, each with the words that it stands for as norm."""

from __future__ import annotations

from typing import Any

from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.symbols import NORM, ORTH
from spacy.util import update_exc

ABBREVIATIONS = {
    "ж.": "жыл", "жж.": "жылдар", "ғ.": "ғасыр", "ғғ.": "ғасырлар", "б.з.": "біздің заманымыз",
    "б.з.д.": "біздің заманымызға дейін", "б.з.б.": "біздің заманымыздан бұрын", "т.б.": "тағы басқа",
    "т.с.с.": "тағы сол сияқты", "ж.т.б.": "және тағы басқа", "ж.б.": "және басқа", "мыс.": "мысалы",
    "млн.": "миллион", "млрд.": "миллиард", "трлн.": "триллион", "тг.": "теңге", "қ.": "қала", "обл.": "облыс",
    "ауд.": "аудан", "көш.": "көше", "даңғ.": "даңғыл", "кв.": "квартал", "ст.": "станция", "губ.": "губерния",
    "мин.": "минут", "проф.": "профессор", "акад.": "академик", "доц.": "доцент", "ген.": "генерал",
    "т.ғ.д.": "тарих ғылымдарының докторы", "т.ғ.к.": "тарих ғылымдарының кандидаты", "ред.": "редактор",
    "ф.ғ.д.": "филология ғылымдарының докторы", "ф.ғ.к.": "филология ғылымдарының кандидаты", "б.": "бет",
    "бб.": "беттер", "т.": "том", "тт.": "томдар", "п.": "парақ", "Қ.Р.": "Қазақстан Республикасы",
    "А.Қ.Ш.": "Америка Құрама Штаттары",
}  # fmt: skip
"""Abbreviation -> what it stands for. Only such as are no words themselves: «қар.» may be snow."""


def _exceptions() -> dict[str, list[dict[int, Any]]]:
    forms = {form: norm for short, norm in ABBREVIATIONS.items() for form in (short, short[0].upper() + short[1:])}
    return {form: [{ORTH: form, NORM: forms[form]}] for form in sorted(forms)}


TOKENIZER_EXCEPTIONS = update_exc(BASE_EXCEPTIONS, _exceptions())
