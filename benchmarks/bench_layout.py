"""ALTO pages a minute, from files to graphs (read, recognise, date, map), and the memory of the processes.

Pages of 46 lines with a box for every word, filled in turn with English, Arabic, Russian and Kazakh text resampled from
the shared corpus where it lies beside the repository and from the corpus of Sunqar; every page has its own id.
Usage: ``python benchmarks/bench_layout.py --out build/bench/bench_layout.json [--pages 10000] [--jobs 2]``.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from extractors.languages.detect import detect
from extractors.registry import reader
from extractors.source import Source
from extractors.workers import run
from kg.demo.sources import own_sources, public_sources
from kg.extraction import Task, extract, worker_died
from kg.iri import Iris

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
LANGUAGES = ("en", "ar", "ru", "kk")
LINES, TO_A_LINE = 46, 10
IRIS = Iris("https://example.org/bench", "https://example.org/bench/def#")
SHOWN = (1_000, 5_000, 10_000)


def words() -> dict[str, list[str]]:
    """Running text in each language, as words."""
    tei = reader("tei")
    found: dict[str, list[str]] = {code: [] for code in LANGUAGES}
    folders = [folder for folder in (*own_sources(), *public_sources(CORPUS)) if "frus_volumes" not in str(folder.path)]
    for folder in folders:
        for path in sorted(path for pattern in folder.include for path in folder.path.glob(pattern) if path.is_file()):
            source = Source.from_path(path, folder.archive)
            for document in tei.read(source) if tei.sniff(source) else ():
                code = document.language or detect(document.text)
                if document.text_kind == "content" and code in found and len(found[code]) < 200_000:
                    found[code] += document.text.split()
    for path in sorted(CORPUS.glob("conllu_text/*.conllu")):
        lines = path.read_text("utf-8").splitlines()
        found[path.name[:2]] += [word for line in lines if line.startswith("# text = ") for word in line[9:].split()]
    return {code: stream for code, stream in found.items() if len(stream) > LINES * TO_A_LINE}


def page(number: int, streams: dict[str, list[str]]) -> str:
    """An ALTO 4 file of one page."""
    code = list(streams)[number % len(streams)]
    stream, at = streams[code], number * 7919
    lines = []
    for row in range(LINES):
        left, parts = 280, []
        for column in range(TO_A_LINE):
            word = stream[(at + row * TO_A_LINE + column) % len(stream)]
            width = 22 * len(word)
            box = f'HPOS="{left}" VPOS="{300 + 62 * row}" WIDTH="{width}" HEIGHT="48"'
            parts.append(f'<String CONTENT={quoteattr(word)} {box} WC="0.9{column}"/>')
            left += width + 18
        box = f'HPOS="280" VPOS="{300 + 62 * row}" WIDTH="{left - 298}" HEIGHT="48" BASELINE="{340 + 62 * row}"'
        lines.append(f"<TextLine {box}>{'<SP/>'.join(parts)}</TextLine>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description>'
        f"<MeasurementUnit>pixel</MeasurementUnit><sourceImageInformation><fileName>bench-{number}.png</fileName>"
        f'</sourceImageInformation></Description><Layout><Page WIDTH="2480" HEIGHT="3507"><PrintSpace><TextBlock>'
        f"{''.join(lines)}</TextBlock></PrintSpace></Page></Layout></alto>"
    )


def tasks(pages: int, folder: Path, streams: dict[str, list[str]]) -> Iterator[Task]:
    """One task a page; its file is written when it is asked for, and removed by whoever takes the result."""
    for number in range(pages):
        path = folder / f"bench-{number}.xml"
        path.write_text(page(number, streams), "utf-8")
        yield Task(
            path=str(path), shown=path.name, archive="bench", sha256="", format=None, iris=IRIS, licence="",
            recognise=True, min_confidence=0.5, fingerprint="", seconds=60.0,
        )  # fmt: skip


def workers() -> list[str]:
    """Process ids of the workers; what only keeps track of them for multiprocessing is left out."""
    below = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [process for process in below if b"resource_tracker" not in Path(f"/proc/{process}/cmdline").read_bytes()]


def cpu_seconds() -> float:
    """Processor time that the workers have used."""
    ticks = [Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11:13] for process in workers()]
    return sum(int(user) + int(system) for user, system in ticks) / os.sysconf("SC_CLK_TCK")


def resident_mib() -> list[int]:
    """Memory of this process and of each worker below it, in MiB."""
    found = []
    for process in (str(os.getpid()), *workers()):
        status = Path(f"/proc/{process}/status").read_text().splitlines()
        found.append(sum(int(line.split()[1]) for line in status if line.startswith("VmRSS")) // 1024)
    return found


def main() -> None:
    """Measure and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    streams = words()
    rows: list[dict[str, object]] = []
    mentions, before, start, used = 0, 0, 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for done, outcome in enumerate(
            run(extract, tasks(chosen.pages, Path(folder), streams), chosen.jobs, worker_died)
        ):
            if outcome.result.error is not None:
                raise SystemExit(str(outcome.result.error))
            (Path(folder) / f"bench-{done}.xml").unlink(missing_ok=True)
            mentions += outcome.result.mentions
            if done + 1 == min(100, chosen.pages):  # models are loaded
                start, before, used = time.perf_counter(), done + 1, cpu_seconds()
            if done + 1 in SHOWN or done + 1 == chosen.pages:
                memory = resident_mib()
                rows.append(
                    {
                        "pages": done + 1,
                        "jobs": chosen.jobs,
                        "pages a minute": round((done + 1 - before) / max(time.perf_counter() - start, 1e-9) * 60),
                        "CPU ms a page": round((cpu_seconds() - used) / max(done + 1 - before, 1) * 1000, 1),
                        "mentions a page": round(mentions / (done + 1), 1),
                        "parent MiB": memory[0],
                        "workers MiB": " + ".join(map(str, memory[1:])),
                    }
                )
                print(json.dumps(rows[-1]), flush=True)
    report = {"benchmark": f"ALTO pages to graphs, text in {', '.join(streams)}", "rows": rows}
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(report, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
