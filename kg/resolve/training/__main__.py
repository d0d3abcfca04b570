"""Learn what name matching needs, from parallel names.

python -m kg.resolve.training tables ../shared/names    the tables of letters
python -m kg.resolve.training models ../shared/names    the weights of words and of names, on those tables
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.resolve.names.alignment import WEIGHTS
from kg.resolve.training.fit import fit_names, fit_words, kept, save
from kg.resolve.training.tables import save_tables


def main(what: str, folder: Path) -> None:
    """Write ``alignment.npz`` or ``model.json`` beside the code that reads it."""
    if what == "tables":
        save_tables(folder, WEIGHTS)
        return
    words = fit_words(folder)
    save([kept("name/"), words])
    save([words, fit_names(folder)])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
