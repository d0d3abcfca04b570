"""The families of rules, each with a graph of its own, named and explained in four languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Texts = Mapping[str, str]
"""By language: en, ar, ru, kk."""


@dataclass(frozen=True)
class Family:
    """key names the graph ``graph/inferred/{key}``; name is short, says one sentence."""

    key: str
    name: Texts
    says: Texts


def _texts(en: str, ar: str, ru: str, kk: str) -> Texts:
    return {"en": en, "ar": ar, "ru": ru, "kk": kk}


FAMILIES = (
    Family(
        "relations",
        _texts("relation as a direct statement", "العلاقة عبارةً مباشرة", "отношение напрямую", "қатынас тікелей түрде"),
        _texts(
            "A relation that is described as a thing of its own also holds directly between its ends.",
            "العلاقة الموصوفة بوصفها شيئًا قائمًا بذاته تصحّ أيضًا مباشرةً بين طرفيها.",
            "Отношение, описанное отдельным узлом, верно и напрямую между его сторонами.",
            "Жеке түйін ретінде сипатталған қатынас оның екі жағының арасында тікелей де орындалады.",
        ),
    ),
    Family(
        "transitive",
        _texts("step by step", "التعدّي", "транзитивность", "транзитивтілік"),
        _texts(
            "The property carries over from step to step.",
            "تنتقل الخاصية من حلقة إلى التي تليها.",
            "Свойство переносится от звена к звену.",
            "Қасиет тізбек бойымен буыннан буынға өтеді.",
        ),
    ),
    Family(
        "proxies",
        _texts("through a proxy", "عبر الوكيل", "через заместителя", "өкіл арқылы"),
        _texts(
            "What holds for the proxy of a record in a set holds there for the record.",
            "ما يصحّ على وكيل السجل في مجموعة يصحّ فيها على السجل نفسه.",
            "Что верно для заместителя документа в комплексе, верно там и для самого документа.",
            "Жиынтықтағы құжат өкіліне тән нәрсе сол жердегі құжаттың өзіне де тән.",
        ),
    ),
    Family(
        "holders",
        _texts("inherited holder", "الحائز الموروث", "унаследованный хранитель", "мұраланған сақтаушы"),
        _texts(
            "A unit for which no holder is stated has the holder of the set in which it stands.",
            "الوحدة التي لم يُذكر لها حائز يحوزها حائز المجموعة التي تندرج فيها.",
            "Если хранитель единицы не указан, это хранитель комплекса, в который она входит.",
            "Бірліктің сақтаушысы көрсетілмесе, ол кіретін жиынтықтың сақтаушысы алынады.",
        ),
    ),
    Family(
        "places",
        _texts("wider place", "المكان الأوسع", "более широкое место", "кеңірек орын"),
        _texts(
            "What concerns a place concerns the places that contain it.",
            "ما يخصّ مكانًا يخصّ الأماكن التي تحتويه.",
            "Что касается места, касается и мест, которые его включают.",
            "Бір орынға қатыстысы оны қамтитын орындарға да қатысты.",
        ),
    ),
    Family(
        "properties",
        _texts(
            "wider or inverse property",
            "خاصية أعمّ أو معكوسة",
            "более широкое или обратное свойство",
            "кеңірек немесе кері қасиет",
        ),
        _texts(
            "A property entails the wider ones above it and its inverse.",
            "الخاصية تستلزم الخصائص الأعمّ منها ومعكوسها.",
            "Из свойства следуют более широкие свойства и обратное ему.",
            "Қасиеттен одан кең қасиеттер мен оның керісі шығады.",
        ),
    ),
    Family(
        "classes",
        _texts("wider class", "الصنف الأعمّ", "более широкий класс", "кеңірек класс"),
        _texts(
            "A thing of a class belongs to the classes above it.",
            "ما ينتمي إلى صنف ينتمي إلى الأصناف التي تعلوه.",
            "Принадлежащее классу принадлежит и вышестоящим классам.",
            "Класқа жататын нәрсе одан жоғары кластарға да жатады.",
        ),
    ),
)
BY_KEY = {family.key: family for family in FAMILIES}
