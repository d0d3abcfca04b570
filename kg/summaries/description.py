"""The summary graphs in the description of an edition: a VoID data set each, with its title in four languages."""

from __future__ import annotations

from kg.edition import Edition
from kg.publication.writing import Description

TITLES = {
    "co-mentions": {
        "en": "Who is named together, and in how many records",
        "ar": "من يُذكرون معًا، وفي كم وثيقة",
        "ru": "Кто назван вместе и в скольких документах",
        "kk": "Кімдер бірге аталады және неше құжатта",
    },
    "dates": {
        "en": "Dates by year, and records of each year",
        "ar": "التواريخ حسب السنة ووثائق كل سنة",
        "ru": "Даты по годам и число документов каждого года",
        "kk": "Жылдар бойынша күндер және әр жылдың құжаттары",
    },
    "named": {
        "en": "How many records of how many archives name each entity",
        "ar": "كم وثيقة وكم أرشيفًا يذكر كل كيان",
        "ru": "Сколько документов и архивов называют каждую сущность",
        "kk": "Әр нысанды неше құжат, неше мұрағат атайды",
    },
    "sets": {
        "en": "How many records each set holds",
        "ar": "عدد الوثائق في كل مجموعة",
        "ru": "Сколько документов в каждом комплексе",
        "kk": "Әр жинақта неше құжат бар",
    },
    "values": {
        "en": "How many things have a subject, language, form, occupation or position",
        "ar": "كم شيئًا له موضوع أو لغة أو شكل أو مهنة أو منصب",
        "ru": "Сколько предметов имеют тему, язык, форму, занятие или должность",
        "kk": "Тақырыбы, тілі, түрі, кәсібі немесе лауазымы барлар саны",
    },
}


def describe_summaries(out: Description, edition: Edition, whole: str) -> None:
    """Say of each what it holds, how much, and that it is made from the rest of the data set named whole."""
    graphs = edition.manifest["graphs"]
    for name, titles in TITLES.items():
        graph = f"{edition.base}/graph/summary/{name}"
        if graph in graphs:
            out.types(graph, "void:Dataset")
            out.link(whole, "void:subset", graph)
            out.number(graph, "void:triples", int(graphs[graph]["triples"]))
            out.link(graph, "prov:wasDerivedFrom", whole)
            for lang, title in titles.items():
                out.text(graph, "dcterms:title", title, lang)
