"""Calibration: a curve moves confidences, keeps their order, and is a language's own where there is one."""

from __future__ import annotations

from extractors.encoder.calibration import Calibration

CURVES = {"PERSON": (0.5, 0.2), "kk PERSON": (2.0, -1.0)}


def test_order_is_kept_and_probabilities_stay_probabilities() -> None:
    steps = [number / 50 for number in range(51)]
    for lang in ("kk", "en"):
        said = [Calibration(CURVES, lang)(one, "PERSON") for one in steps]
        assert said == sorted(said)
        assert 0 < said[0] < said[25] < said[-1] < 1


def test_a_language_has_its_own_curve_and_others_the_labels() -> None:
    assert Calibration(CURVES, "kk")(0.9, "PERSON") != Calibration(CURVES, "ar")(0.9, "PERSON")
    assert Calibration(CURVES, "ar")(0.9, "PERSON") == Calibration(CURVES)(0.9, "PERSON")


def test_without_a_curve_a_probability_stays() -> None:
    assert Calibration(CURVES, "kk")(0.73, "EVENT") == 0.73
