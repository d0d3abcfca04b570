"""A file of transcribed pages that a container (METS, IIIF) refers to, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.errors import InputRejected
from extractors.readers.page_text import PrintedLine, PrintedPage, PrintedRegion
from extractors.source import Source


@dataclass(frozen=True, slots=True)
class Transcription:
    """Pages of one file, and the languages (BCP 47) that it names, sorted."""

    pages: tuple[PrintedPage, ...]
    languages: tuple[str, ...] = ()


def transcription(source: Source) -> Transcription:
    """Pages of an ALTO, PAGE, hOCR or plain text file, told apart by the content.

    InputRejected PAGE003 for other formats, and as the readers of these formats raise it.
    """
    from extractors.readers import alto, hocr, page_xml
    from extractors.readers.alto_pages import pages as alto_pages
    from extractors.readers.hocr_markup import parse as parse_html
    from extractors.readers.hocr_pages import languages as hocr_languages
    from extractors.readers.hocr_pages import pages as hocr_pages
    from extractors.readers.language_codes import language_tag
    from extractors.readers.page_regions import page
    from extractors.readers.plain_text import decode
    from extractors.readers.safe_xml import parse
    from extractors.readers.xml_prolog import looks_like_xml

    named: list[str]
    if alto.AltoReader().sniff(source):
        root = parse(source)
        found, named = tuple(alto_pages(root)), alto.languages(root)
    elif page_xml.PageXmlReader().sniff(source):
        root = parse(source)
        only = page(root)
        found, named = (only,) if only is not None else (), page_xml.languages(root)
    elif hocr.HocrReader().sniff(source):
        root = parse_html(source)
        found, named = tuple(hocr_pages(root)), hocr_languages(root)
    elif not looks_like_xml(source.data):
        lines = tuple(PrintedLine(line) for line in decode(source).split("\n"))
        found, named = (PrintedPage("1", (PrintedRegion(lines),)),), []
    else:
        raise source.prolog.rejection(source.name) or InputRejected(
            "PAGE003",
            "It is no transcription of pages.",
            where=source.name,
            advice="ALTO, PAGE, hOCR and plain text are read.",
        )
    tags = {language_tag(name) for name in named}
    return Transcription(found, tuple(sorted(tag for tag in tags if tag)))
