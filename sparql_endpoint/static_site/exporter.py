"""``sunqar export --format static``: every page of the portal in its four languages, linked file to file."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from extractors.errors import RunAborted
from kg.edition import Edition
from kg.iri import Iris
from kg.publication.dumps import dumps_of
from kg.store.oxigraph import OxigraphStore
from sparql_endpoint.app import create_app
from sparql_endpoint.limits import Limits
from sparql_endpoint.portal.home.questions import QUESTIONS
from sparql_endpoint.portal.i18n import LANGUAGES
from sparql_endpoint.static_site.addresses import file_of, in_language, is_file, is_picture, linked
from sparql_endpoint.static_site.browse import THINGS, blueprint
from sparql_endpoint.static_site.mentions import Sheets
from sparql_endpoint.static_site.things import things

_FIRST_PAGES = ("/", "/dataset", "/def", "/help", *(f"/questions/{question.key}" for question in QUESTIONS))
_PATIENCE_S = 120.0
"""For one query: no reader waits."""


class StaticExporter:
    """A folder: ``index.html`` and all that it leads to; ``ar/``, ``ru/`` and ``kk/`` hold the same in others."""

    folder = True

    def __call__(self, edition: Edition, output: Path) -> None:
        """Write the site. RunAborted STATIC001 for a page that cannot be made."""
        store, iris = OxigraphStore(edition.store_path, read_only=True), Iris(edition.base, edition.vocabulary)
        shown = things(store, iris)
        del store
        limits = Limits(
            query_timeout_s=_PATIENCE_S, queue_wait_s=_PATIENCE_S, heavy_after_s=_PATIENCE_S, heavy_busy_s=_PATIENCE_S,
            unmetered_clients=("127.0.0.1",),
        )  # fmt: skip
        app = create_app(lambda: edition, limits)
        try:
            app.extensions[THINGS] = shown
            app.register_blueprint(blueprint)
            _Site(app, edition, shown, output).write(limits.workers)
        finally:
            app.extensions["sunqar"].close()


class _Site:
    """The pages of one edition."""

    def __init__(self, app: Flask, edition: Edition, shown: dict[str, list[str]], output: Path) -> None:
        self._app, self._edition, self._output = app, edition, output
        self._sheets = Sheets(app)
        self._dumps = frozenset(map(self._dump, dumps_of(edition)))
        lists = [f"/browse/{kind}" for kind in shown]
        self._instead = {"/search": lists[0]} if lists else {}
        pages = (iri.removeprefix(edition.base).replace("/id/", "/page/", 1) for iris in shown.values() for iri in iris)
        self._held = frozenset((*_FIRST_PAGES, *lists, *pages))

    def write(self, workers: int) -> None:
        """All pages, then what they are dressed with and the dumps."""
        waiting = [in_language(address, code) for address in sorted(self._held) for code in LANGUAGES]
        seen = set(waiting)
        pictures: set[str] = set()
        with ThreadPoolExecutor(workers) as pool:
            while waiting:
                led = sorted({address for addresses in pool.map(self._page, waiting) for address in addresses})
                waiting = [address for address in led if address not in seen and not is_file(address)]
                seen.update(waiting)
                pictures.update(address for address in led if is_picture(address))
            list(pool.map(self._picture, sorted(pictures)))
        portal = Path(str(files("sparql_endpoint.portal").joinpath("static")))
        shutil.copytree(portal, self._output / "static")
        for name, (path, _) in dumps_of(self._edition).items():
            copy = self._output / file_of(self._dump(name))
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)

    def _page(self, address: str) -> list[str]:
        """Write one page; the addresses it leads to."""
        answer = self._app.test_client().get(address, headers={"Accept": "text/html"})
        if answer.status_code != 200:
            raise RunAborted(
                "STATIC001", f"The page {address} cannot be made: {answer.status}.", advice="Look into the log above."
            )
        text, led = linked(self._sheets.named(answer.text), address, self._edition.base, self._holds, self._instead)
        path = self._output / file_of(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return led

    def _picture(self, address: str) -> None:
        path = self._output / file_of(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._app.test_client().get(address) as answer:
            path.write_bytes(answer.data)

    def _holds(self, address: str) -> bool:
        path = urlsplit(address).path
        return path in self._held or path.startswith("/static/") or path in self._dumps or is_picture(path)

    def _dump(self, name: str) -> str:
        return f"/dataset/dump/edition-{self._edition.number}.{name}.gz"
