"""What an edition holds, archive by archive, in the order and the words of the home page."""

from __future__ import annotations

from dataclasses import dataclass

from kg.edition import Edition


@dataclass(frozen=True)
class Archive:
    """records: described one by one; sets: fonds, files and the like. languages: tag and records, most first.

    first and last: years in which the oldest and the youngest record begin; 0 where none has a date.
    """

    code: str
    iri: str
    records: int
    sets: int
    languages: tuple[tuple[str, int], ...]
    first: int
    last: int


@dataclass(frozen=True)
class Decade:
    """Its first year, and the records of each archive that begin in it, in the order of the archives."""

    start: int
    records: tuple[int, ...]


@dataclass(frozen=True)
class Inside:
    """Archives, and the decades from the first to the last that any record begins in."""

    archives: tuple[Archive, ...]
    decades: tuple[Decade, ...]

    @property
    def most(self) -> int:
        """Records of one archive in one decade, at most."""
        return max((number for decade in self.decades for number in decade.records), default=0)


def inside(edition: Edition) -> Inside:
    """From the edition's statistics; no archives for one that was published before they were counted by archive."""
    told = edition.stats.get("by_archive", {})
    years = {code: _years(one["years"]) for code, one in told.items()}
    archives = []
    for code, one in told.items():
        languages = sorted(one["languages"].items(), key=lambda pair: (-pair[1], pair[0]))
        archives.append(
            Archive(
                code,
                f"{edition.base}/id/archive/{code}",
                one["kinds"].get("Record", 0),
                one["kinds"].get("RecordSet", 0),
                tuple((key.removeprefix("lang-"), number) for key, number in languages),
                min(years[code], default=0),
                max(years[code], default=0),
            )
        )
    starts = sorted({year // 10 * 10 for found in years.values() for year in found})
    return Inside(
        tuple(archives),
        tuple(
            Decade(start, tuple(sum(years[one.code].get(start + n, 0) for n in range(10)) for one in archives))
            for start in starts
        ),
    )


def _years(told: dict[str, int]) -> dict[int, int]:
    return {int(year): number for year, number in told.items() if year.isascii() and year.isdigit() and int(year)}
