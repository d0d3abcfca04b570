"""What others reach on these sets, to stand beside our scores: strict span-and-label micro F1 on the sets' test files.

Measured where it says so, else as published under other conditions; sources: the papers and packages that are named.
"""

from __future__ import annotations

MARKS: dict[str, tuple[tuple[str, float], ...]] = {
    "kaznerd": (("small CNN", 82.2), ("multilingual encoder, 33 minutes of training", 87.5)),
    "nerel": (("small CNN", 80.5), ("multilingual encoder, 33 minutes of training", 87.3)),
    "factrueval": (
        ("small CNN", 75.4),
        ("multilingual encoder, 33 minutes of training", 84.4),
        ("natasha 1.6, measured", 87.8),
    ),
    "anercorp": (
        ("small CNN", 64.9),
        ("multilingual encoder, 33 minutes of training", 78.0),
        ("BERT, published, another split of the labels", 92.0),
    ),
    "aqmar": (("small CNN", 45.5), ("multilingual encoder, 33 minutes of training", 62.8)),
    "wojood_sample": (("multilingual encoder, 33 minutes of training", 84.0),),
    "crossner_politics": (
        ("small CNN", 76.3),
        ("multilingual encoder, 33 minutes of training", 88.3),
        ("en_core_web_sm, measured", 59.1),
    ),
    "re3d": (
        ("small CNN", 59.4),
        ("multilingual encoder, 33 minutes of training", 77.6),
        ("en_core_web_sm, measured", 43.8),
    ),
}


def beside(name: str) -> str:
    """The marks of a set ("kaznerd dev" is of kaznerd) in one line; empty where there are none."""
    return "; ".join(f"{who} {mark:.1f}" for who, mark in MARKS.get(name.split()[0], ()))
