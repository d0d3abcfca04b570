"""What the label of a metadata pair means, in English, Arabic, Russian and Kazakh."""

from __future__ import annotations

_LABELS = {
    "call-number": (
        "shelfmark", "shelf mark", "call number", "callnumber", "call no.", "reference", "reference code",
        "reference number", "reference no.", "archival reference", "inventory number", "holding reference",
        "шифр", "архивный шифр", "шифр хранения", "шифр дела", "учётный номер", "инвентарный номер",
        "шифры", "шифрі", "архивтік шифр", "архивтік шифры", "мұрағаттық шифр", "сақтау шифры",
        "الرمز", "رمز الحفظ", "الرمز المرجعي", "رقم الحفظ", "رقم الاستدعاء", "رقم الطلب", "الرقم المرجعي", "المرجع",
    ),
    "creation": (
        "date", "dates", "date(s)", "date created", "created", "creation date", "date of creation",
        "дата", "даты", "дата создания", "дата документа", "крайние даты",
        "күні", "мерзімі", "жасалған күні", "құжаттың күні", "шеткі мерзімдері",
        "التاريخ", "تاريخ", "التواريخ", "تاريخ الإنشاء", "تاريخ الوثيقة",
    ),
    "publication": (
        "date issued", "issued", "published", "publication date", "date of publication", "date published",
        "дата издания", "дата публикации", "жарияланған күні", "басылған күні", "تاريخ النشر",
    ),
    "language": (
        "language", "languages", "язык", "языки", "язык документа", "тіл", "тілі", "اللغة", "اللغات", "لغة",
        "لغة الوثيقة",
    ),
    "scope": (
        "description", "summary", "abstract", "scope and content", "contents", "описание", "аннотация", "содержание",
        "сипаттама", "сипаттамасы", "мазмұны", "аңдатпа", "الوصف", "وصف", "الملخص", "ملخص", "المحتوى",
    ),
    "extent": (
        "extent", "physical description", "объём", "объем", "количество листов", "көлемі", "парақ саны", "الحجم",
        "الوصف المادي", "عدد الأوراق",
    ),
    "use": (
        "rights", "copyright", "licence", "license", "terms of use", "права", "условия использования", "құқықтар",
        "пайдалану шарттары", "الحقوق", "شروط الاستخدام",
    ),
    "history": ("provenance", "custodial history", "происхождение", "шығу тегі", "المصدر", "الأصل"),
    "subject": ("subject", "subjects", "keywords", "тема", "темы", "ключевые слова", "тақырып", "тақырыбы", "الموضوع"),
}  # fmt: skip
_MEANING = {label: meaning for meaning, labels in _LABELS.items() for label in labels}
_LANGUAGES = {
    "en": ("english", "английский", "ағылшын", "ағылшынша", "الإنجليزية", "إنجليزي"),
    "ar": ("arabic", "арабский", "араб", "арабша", "العربية", "عربي"),
    "ru": ("russian", "русский", "орыс", "орысша", "الروسية", "روسي"),
    "kk": ("kazakh", "казахский", "қазақ", "қазақша", "الكازاخية", "الكازاخستانية"),
}
_CODES = {name: code for code, names in _LANGUAGES.items() for name in (*names, code)} | {
    "eng": "en", "ara": "ar", "rus": "ru", "kaz": "kk", "tur": "tr", "per": "fa", "fas": "fa", "fre": "fr", "fra": "fr",
}  # fmt: skip


def meaning(label: str) -> str | None:
    """call-number, creation, publication, language, scope, extent, use, history or subject; None for other labels."""
    return _MEANING.get(" ".join(label.replace("ـ", "").rstrip(" :：").casefold().split()))


def language_code(name: str) -> str | None:
    """Code of a language named in one of the four, or by its code; None for others."""
    return _CODES.get(" ".join(name.casefold().replace("тілі", "").replace(" язык", "").split()))
