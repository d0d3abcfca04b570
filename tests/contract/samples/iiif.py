from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "manifest.json",
    "test",
    """{"@context": "http://iiif.io/api/presentation/3/context.json", "id": "https://example.org/iiif/x/manifest.json",
"type": "Manifest", "label": {"ar": ["رسالة من الدوحة"], "en": ["A letter from Doha"]},
"metadata": [{"label": {"ar": ["الرمز"], "en": ["Shelfmark"]}, "value": {"none": ["QA-2/15"]}},
{"label": {"en": ["Date"]}, "value": {"none": ["1971-09-03"]}}],
"viewingDirection": "right-to-left", "rights": "http://creativecommons.org/licenses/by/4.0/",
"requiredStatement": {"label": {"en": ["Attribution"]}, "value": {"en": ["<span>National <b>Archives</b></span>"]}},
"items": [{"id": "https://example.org/c/1", "type": "Canvas", "label": {"none": ["1r"]}, "width": 1000, "height": 2000,
"items": [{"type": "AnnotationPage", "items": [{"type": "Annotation", "motivation": "painting",
"body": {"id": "scans/1.jpg", "type": "Image"}, "target": "https://example.org/c/1"}]}],
"annotations": [{"type": "AnnotationPage", "items": [
{"type": "Annotation", "motivation": "supplementing", "body": {"type": "TextualBody", "value": "من الدوحة",
"language": "ar"}, "target": "https://example.org/c/1#xywh=10,20,300,40"},
{"type": "Annotation", "motivation": "tagging", "body": {"type": "TextualBody", "value": "no text of the page"},
"target": "https://example.org/c/1"}]}]}]}
""".encode(),
)
