"""C10: nothing that data refer to is fetched: contexts, imports, schemas, images, links."""

from __future__ import annotations

import json

import pytest
from canary import canary
from hostile_input import EVERY, SAMPLES, attempt, attempt_any

from extractors.source import Source

RICO = "https://www.ica.org/standards/RiC/ontology#"


def files(address: str) -> dict[str, bytes]:
    """By name, files that refer to the address in every way their format knows."""
    context = f"{address}/context.jsonld"
    image = {"id": f"{address}/1.jpg", "type": "Image", "service": [{"id": f"{address}/iiif", "type": "ImageService3"}]}
    canvas = {
        "id": f"{address}/c1", "type": "Canvas", "width": 9, "height": 9,
        "items": [{"type": "AnnotationPage", "items": [
            {"type": "Annotation", "motivation": "painting", "body": image, "target": f"{address}/c1"}]}],
        "annotations": [{"id": f"{address}/annotations.json", "type": "AnnotationPage"}],
        "seeAlso": [{"id": f"{address}/alto.xml", "type": "Dataset", "format": "application/xml"}],
    }  # fmt: skip
    manifest = {
        "@context": [context, "http://iiif.io/api/presentation/3/context.json"], "id": f"{address}/manifest.json",
        "type": "Manifest", "label": {"en": ["x"]}, "items": [canvas], "seeAlso": [{"id": f"{address}/a.xml"}],
    }  # fmt: skip
    graph = {"@id": "a:a", "@type": f"{RICO}Record", f"{RICO}title": "x"}
    return {
        "remote-context.jsonld": json.dumps({"@context": context, **graph}).encode(),
        "remote-in-list.jsonld": json.dumps({"@context": [{"a": "b:c"}, context], "@graph": [graph]}).encode(),
        "imported-context.jsonld": json.dumps({"@context": {"@version": 1.1, "@import": context}, **graph}).encode(),
        "scoped-context.jsonld": json.dumps(
            {"@context": {"t": {"@id": f"{RICO}title", "@context": context}}, **graph, "t": {"@value": "x"}}
        ).encode(),
        "imports.ttl": f"@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rico: <{RICO}> .\n"
        f"<a:a> a owl:Ontology ; owl:imports <{address}/o.ttl> . <a:b> a rico:Record ; rico:title 'x' ;"
        f" rico:seeAlso <{address}/b> .\n".encode(),
        "imports.rdf": f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xml:base="{address}/"'
        f' xmlns:owl="http://www.w3.org/2002/07/owl#" xmlns:rico="{RICO}"><owl:Ontology rdf:about="">'
        f'<owl:imports rdf:resource="{address}/o.rdf"/></owl:Ontology>'
        f'<rico:Record rdf:about="r"><rico:title>x</rico:title></rico:Record></rdf:RDF>'.encode(),
        "manifest.json": json.dumps(manifest).encode(),
        "manifest-2.json": json.dumps(
            {
                "@context": "http://iiif.io/api/presentation/2/context.json",
                "@id": f"{address}/m", "@type": "sc:Manifest",
                "label": "x", "sequences": [{"canvases": [{
                    "@id": f"{address}/c", "@type": "sc:Canvas", "label": "1", "width": 9, "height": 9,
                    "images": [{"@type": "oa:Annotation", "resource": {"@id": f"{address}/1.jpg"}}],
                    "otherContent": [{"@id": f"{address}/list.json", "@type": "sc:AnnotationList"}]}]}],
            }
        ).encode(),
        "mets.xml": f'<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" OBJID="m">'
        f'<dmdSec ID="d"><mdRef LOCTYPE="URL" MDTYPE="MODS" xlink:href="{address}/mods.xml"/></dmdSec><fileSec><fileGrp'
        f' USE="FULLTEXT"><file ID="f"><FLocat LOCTYPE="URL" xlink:href="{address}/alto.xml"/></file></fileGrp>'
        f'</fileSec><structMap TYPE="PHYSICAL"><div TYPE="page" ORDER="1"><fptr FILEID="f"/></div></structMap>'
        f"</mets>".encode(),
        "schema.xml": f'<ead xmlns="http://ead3.archivists.org/schema/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="http://ead3.archivists.org/schema/ {address}/ead3.xsd"><control><recordid>r</recordid>'
        f'</control><archdesc level="fonds"><did><unittitle>x</unittitle><dao href="{address}/1.jpg"/></did></archdesc>'
        f"</ead>".encode(),
        "page.hocr": f'<html><head><link rel="stylesheet" href="{address}/a.css"/><script src="{address}/a.js">'
        f"</script></head><body><img src='{address}/1.png'/>"
        f"<div class='ocr_page' title='image {address}/p.png; bbox 0 0 9 9'>"
        f"<span class='ocr_line'>x</span></div></body></html>".encode(),
        "readme.md": f"---\ntitle: x\nsource_url: {address}/x\nimage: {address}/1.png\n---\n"
        f"![a]({address}/2.png)\n".encode(),
        "table.csv": f'Fond,Opis,Delo,Title,Link\n1,2,3,"=WEBSERVICE(""{address}/x"")",{address}/y\n'.encode(),
    }  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_c10_no_reader_fetches_anything(name: str) -> None:
    with canary() as bird:
        for file, data in files(bird.address).items():
            attempt(name, Source(file, "x", data))
            attempt_any(Source(file, "x", data))


@pytest.mark.parametrize("name", [name for name in EVERY if b"https://example.org" in SAMPLES[name].data])
def test_c10_addresses_in_samples_are_not_called(name: str) -> None:
    sample = SAMPLES[name]
    with canary() as bird:
        data = sample.data.replace(b"https://example.org", bird.address.encode())
        documents, error = attempt(name, Source(sample.name, "x", data, root=sample.root))
        assert error is None
        assert documents
