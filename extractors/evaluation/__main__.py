"""``python -m extractors.evaluation DATA…``: strict scores of the recogniser on marked texts; ``--help`` tells more."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from extractors.errors import CodedError
from extractors.evaluation import finders, peers, report
from extractors.evaluation.noise import BANDS
from extractors.evaluation.run import Plan, run
from extractors.ner import DEFAULT


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m extractors.evaluation",
        description="Score names and dates: strict span and label, micro F1, 95 % intervals over resampled documents.",
        epilog="DATA: JSON Lines (.gz or plain) with text, entities, lang, source; or a folder with dev or test files; "
        "or TEI whose editors marked persons. The labels a set marks stand in a README.md beside it.",
    )
    parser.add_argument("data", nargs="+", type=Path, metavar="DATA")
    parser.add_argument("--tier", default=DEFAULT, help=f"tiers to score, commas between them (default: {DEFAULT})")
    parser.add_argument("--stage", choices=["all", "model"], default="all", help="model: the tagger alone")
    parser.add_argument("--weights", type=Path, help="also the encoder alone with the weights of this folder")
    parser.add_argument("--detected", action="store_true", help="tell no language; it is detected")
    parser.add_argument("--noise", action="store_true", help="also with 2, 5 and 10 %% of the characters spoilt")
    parser.add_argument("--peers", action="store_true", help="also natasha and spaCy's English model, if installed")
    parser.add_argument("--limit", type=int, help="at most so many texts of each set")
    parser.add_argument("--differences", action="store_true", help="show the commonest disagreements with examples")
    parser.add_argument("--out", type=Path, help="also write the rows as JSON")
    return parser.parse_args()


def main() -> None:
    """Score, print Markdown, and write JSON where asked."""
    asked = _arguments()
    tiers = asked.tier.split(",")
    tried = [finders.model(t) if asked.stage == "model" else finders.whole(t, asked.detected) for t in tiers]
    if asked.weights:
        tried.append(finders.encoder(asked.weights))
    if asked.peers:
        tried += peers.peers()
        print(*peers.missing(), sep="\n", file=sys.stderr)
    results = []
    for result in run(Plan(tuple(asked.data), BANDS if asked.noise else (0.0,), asked.limit), tried):
        results.append(result)
        print(result.marked.lang, result.marked.name, result.finder, result.band, file=sys.stderr)
    found = list(report.rows(results))
    print(report.markdown(found))
    print(report.markdown([*report.losses(results), *report.calibration(results)]))
    for result in results:
        if result.marked.positive_only:
            print(report.persons(result))
        if asked.differences:
            print(report.differences(result))
    if asked.out:
        report.write(asked.out, found)


if __name__ == "__main__":
    try:
        main()
    except CodedError as fault:
        sys.exit(str(fault))
