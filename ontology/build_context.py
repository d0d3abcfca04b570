"""Writes the JSON-LD context of the next version: ``python -m ontology.build_context VERSION``.

A published context never changes, so a file that exists is not written again: a new term needs no new version, since
what a context does not name is written with its prefix; only a term that comes to mean something else does.
"""

from __future__ import annotations

import json
import re
import sys

from ontology.context import FOLDER
from ontology.facts import terms
from ontology.files import HERE
from ontology.namespaces import NAMESPACES

_PREFIXES = ("rico", "rst", "rdft", "rdf", "rdfs", "owl", "xsd", "skos", "dcterms", "prov", "oa", "itsrdf", "sssom",
             "semapv", "edtf", "schema", "kg")  # fmt: skip
"""Of our namespaces those that data uses. Not ``geo``, which is a URI scheme as well."""
_TYPED = {"beginningDate": "xsd:date", "endDate": "xsd:date"}
"""Properties of RiC-O whose values we write with a type that RiC-O does not demand."""
_OWN = re.compile(r"^kg:([A-Za-z]\w*) a ([^;]*);(.*?)(?=^kg:|\Z)", re.MULTILINE | re.DOTALL)
_RANGE = re.compile(r"rdfs:range (\S+)")


def build() -> dict[str, object]:
    """The context: prefixes, every class and property of RiC-O 1.1 by its local name, then our own terms."""
    made: dict[str, object] = {"@version": 1.1}
    made |= {prefix: NAMESPACES[prefix] for prefix in _PREFIXES}
    made["geosparql"] = NAMESPACES["geo"]
    for name, term in sorted(terms().items()):
        data = next((range_ for range_ in term.range if range_.startswith("xsd:")), _TYPED.get(name, ""))
        coerced = "@id" if term.kind == "object" else data
        made[name] = {"@id": f"rico:{name}", "@type": coerced} if coerced else f"rico:{name}"
    for name, types, said in sorted(_OWN.findall((HERE / "sunqar.ttl").read_text("utf-8"))):
        if name in made or not ("Property" in types or "Class" in types):
            continue
        range_ = _RANGE.search(said)
        told = range_.group(1) if range_ else ""
        data = told if told.startswith("xsd:") and told != "xsd:string" else ""
        coerced = "@id" if "ObjectProperty" in types else data
        made[name] = {"@id": f"kg:{name}", "@type": coerced} if coerced else f"kg:{name}"
    return made


def main(version: str) -> int:
    """Write ``contexts/VERSION.json``; 1 where there is one."""
    path = HERE / FOLDER / f"{version}.json"
    if path.exists():
        print(f"{path.name} is published and never changes; choose another version.", file=sys.stderr)
        return 1
    path.write_text(json.dumps({"@context": build()}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
