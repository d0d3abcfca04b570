"""Other spellings and other letters of Russian and Kazakh, read as today's."""

from __future__ import annotations

import pytest

from extractors.languages.detect import detect, segments
from extractors.languages.kk import latin
from extractors.reading import russian
from extractors.reading.build import read, respell

RIGHTS = (
    "Барлық адамдар тумысынан азат және қадір-қасиеті мен құқықтары тең болып дүниеге келеді. Адамдарға ақыл-парасат, "
    "ар-ождан берілген, сондықтан олар бір-бірімен туыстық, бауырмалдық қарым-қатынас жасаулары тиіс."
)
"""Article 1 of the Universal Declaration of Human Rights."""
WRITTEN = {
    "2018": (
        "Barlyq adamdar týmysynan azat jáne qadir-qasıeti men quqyqtary teń bolyp dúnıege keledi. Adamdarǵa "
        "aqyl-parasat, ar-ojdan berilgen, sondyqtan olar bir-birimen týystyq, baýyrmaldyq qarym-qatynas jasaýlary tıis."
    ),
    "2021": (
        "Barlyq adamdar tumysynan azat jäne qadır-qasietı men qūqyqtary teŋ bolyp düniege keledı. Adamdarğa "
        "aqyl-parasat, ar-ojdan berılgen, sondyqtan olar bır-bırımen tuystyq, bauyrmaldyq qarym-qatynas jasaulary tiıs."
    ),
    "1929": (
        "Barlьq adamdar tuvmьsьnan azat çəne qadir-qasijeti men quqьqtarь teꞑ ʙolьp dynijege keledi. Adamdarƣa "
        "aqьl-parasat, ar-oçdan ʙerilgen, sondьqtan olar ʙir-ʙirimen tuvьstьq, ʙavьrmaldьq "
        "qarьm-qatьnas çasavlarь tijis."
    ),
}
ARABIC = (
    "بارلىق ادامدار تۋمىسىنان ازات جانە قادىر-قاسيەتى مەن قۇقىقتارى تەڭ بولىپ دۇنيەگە كەلەدى. ادامدارعا اقىل-پاراسات، "
    "ار-وجدان بەرىلگەن، سوندىقتان ولار ٴبىر-بىرىمەن تۋىستىق، باۋىرمالدىق قارىم-قاتىناس جاساۋلارى ٴتيىس."
)


def respelt(text: str) -> str:
    general = read(text)
    return respell(general, segments(general.text, None))[0].text


@pytest.mark.parametrize("alphabet", sorted(WRITTEN))
def test_kazakh_in_latin_letters(alphabet: str) -> None:
    text = WRITTEN[alphabet]
    assert latin.alphabet(text) == alphabet
    assert detect(text) == "kk"
    assert respelt(text) == RIGHTS


def test_kazakh_in_arabic_letters() -> None:
    assert detect(ARABIC) == "kk"
    ours, theirs = respelt(ARABIC).split(), RIGHTS.lower().split()
    different = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    assert different == [("қадыр-қасиеті", "қадір-қасиеті")]  # the alphabet does not tell


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("كىتاپحانا", "кітапхана"), ("رەسپۋبليكاسى", "республикасы"), ("نازاربايەۆ", "назарбаев"),
        ("پارتيا", "партия"), ("اياق", "аяқ"), ("ٴوز", "өз"), ("كاسىپورىن", "кәсіпорын"), ("قىزمەتكەر", "қызметкер"),
        ("ساۋلە", "сәуле"), ("وقيدى", "оқиды"), ("قازاقستان", "қазақстан"),
    ],
)  # fmt: skip
def test_harmony(written: str, read_as: str) -> None:
    from extractors.languages.kk import arabic
    from extractors.reading.reading import Reading

    assert Reading(written).with_edits(arabic.edits(written)).text == read_as


def test_russian_of_before_1918() -> None:
    text = (
        "Министръ иностранныхъ дѣлъ Россіи князь Горчаковъ принялъ посланника Великобританіи, бывшаго въ Вѣнѣ; "
        "разсказъ ея о русскихъ войскахъ, русскія войска и новыя земли Азіи. Ѳедоръ Синяго моря."
    )
    assert respelt(text) == (
        "Министр иностранных дел России князь Горчаков принял посланника Великобритании, бывшего в Вене; рассказ "
        "ее о русских войсках, русские войска и новые земли Азии. Федор Синего моря."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Посол прибыл в столицу. Объект, съезд и подъём. Фирма «Коммерсантъ» открыла дело.",
        "Елші астанаға келіп, сенім грамоталарын тапсырды. Бұл бір кітап еді.",
        "Посол прибув до столиці і вручив їм вірчі грамоти, які є чинними.",
    ],
)
def test_what_is_not_old_russian_stays(text: str) -> None:
    assert respelt(text) == text


def test_one_old_word_makes_no_old_text() -> None:
    assert not russian.is_old("Газета «Коммерсантъ» вышла сегодня утром и поступила в продажу.")
    assert russian.is_old("Газета вышла сегодня утромъ и поступила въ продажу.")
