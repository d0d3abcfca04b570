"""TEI: what becomes of mark-up."""

from __future__ import annotations

from extractors.document import Document, Note
from extractors.registry import reader
from extractors.source import Source

HEADER = """<teiHeader><fileDesc><titleStmt><title>A title</title></titleStmt><publicationStmt>
<idno type="frus">vol1/d7</idno></publicationStmt><sourceDesc><p>Somewhere.</p></sourceDesc></fileDesc>{}</teiHeader>"""


def tei(body: str, header: str = HEADER.format(""), name: str = "file.xml") -> list[Document]:
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'
    return list(reader("tei").read(Source(name, "x", text.encode())))


def one(body: str, header: str = HEADER.format("")) -> Document:
    (document,) = tei(body, header)
    return document


def names(document: Document) -> list[tuple[str, str, str | None, str | None]]:
    return [(document.text[m.start : m.end], m.label, m.role, m.reference) for m in document.mentions]


def test_sender_addressee_author_dateline() -> None:
    document = one(
        '<div type="document" xml:id="d7"><head>7. Letter From <persName type="from" corresp="#p_A">Mr. A</persName>'
        ' to <gloss type="to">the Embassy in Doha</gloss></head><opener><dateline><placeName>Washington</placeName>, '
        '<date when="1975-03-01">March 1, 1975</date></dateline></opener><p>On <date when="1974">1974</date>.</p>'
        '<closer><signed><persName corresp="#p_A">A</persName></signed></closer></div>'
    )
    assert names(document) == [
        ("Mr. A", "PERSON", "sender", "vol1#p_A"),
        ("the Embassy in Doha", "ORG", "addressee", None),
        ("Washington", "PLACE", "dateline", None),
        ("March 1, 1975", "DATE", None, None),
        ("1974", "DATE", None, None),
        ("A", "PERSON", "author", "vol1#p_A"),
    ]
    assert [(d.edtf, d.role) for d in document.dates] == [("1975-03-01", "creation"), ("1974", None)]
    assert (document.id, document.form, document.title) == (
        "vol1/d7",
        "letter",
        "7. Letter From Mr. A to the Embassy in Doha",
    )


def test_an_enclosure_says_nothing_of_the_letter_itself() -> None:
    document = one(
        "<div><head>A</head><p>See:</p><floatingText><body><opener><dateline><placeName>Almaty</placeName>"
        '<date when="1993">1993</date></dateline></opener><signed><persName>B</persName></signed>'
        "</body></floatingText></div>"
    )
    assert {m.role for m in document.mentions} == {None}
    assert [d.role for d in document.dates] == [None]


def test_footnotes_follow_the_text_and_know_their_page() -> None:
    document = one(
        '<div><head>Title<note n="1" type="source">Source: the archive.</note></head><p><pb n="5" facs="x5"/>First'
        '<note n="2">On <persName>C</persName>.</note> words <pb n="6"/>then more<note n="3">Last.</note>.</p></div>'
    )
    assert document.text == "Title\nFirst words then more.\nSource: the archive.\nOn C.\nLast."
    assert document.title == "Title"
    assert Note("source", "Source: the archive.") in document.notes
    pages = {page.number: document.text[page.span.start : page.span.end] for page in document.pages}
    assert pages == {"5": "First words", "6": "then more.", "5 notes": "On C.", "6 notes": "Last."}
    assert names(document) == [("C", "PERSON", None, None)]


def test_a_page_break_within_a_word_does_not_cut_it() -> None:
    assert one('<p>govern<pb n="2"/>ment and <lb break="no"/>so<lb/>on</p>').text == "government and so on"


def test_the_printed_reading_stands_the_other_is_a_note_and_its_name_counts() -> None:
    document = one(
        "<p>to <choice><orig>Hamat</orig><corr>"
        '<placeName ref="oape:place:175 geon:170017">Hama</placeName></corr></choice> now</p>'
    )
    assert document.text == "to Hamat now"
    assert Note("reading", "Hamat → Hama") in document.notes
    assert names(document) == [("Hamat", "PLACE", None, "oape:place:175")]
    (entity,) = document.entities
    assert (entity.local_id, entity.identifiers) == ("oape:place:175", ("geonames:170017",))


def test_a_name_without_words_is_told_with_its_line() -> None:
    document = one('<p>\n<placeName ref="geon:1"/>here</p>')
    assert document.warnings == ("TEI011 line 3: a name that refers to geonames:1 has no words",)


def test_dates_in_other_calendars_keep_their_words() -> None:
    document = one(
        '<p><date calendar="#cal_islamic" when-custom="1324" notBefore="1906-02-25" notAfter="1907-02-13">'
        "سنة ١٣٢٤</date>"
        '<date when="17993">7</date></p>'
    )
    first, second = document.dates
    assert (first.expressed, first.calendar, first.edtf) == ("سنة ١٣٢٤", "hijri", "1906-02-25/1907-02-13")
    assert (first.earliest, first.latest) == ("1906-02-25", "1907-02-13")
    assert second.edtf is None
    assert document.warnings == ('TEI012 line 2: when="17993" is no ISO 8601 date; kept as words',)


def test_correspondence_of_the_header_can_be_quoted() -> None:
    description = (
        '<profileDesc><correspDesc><correspAction type="sent"><persName ref="viaf:1">Al-Thani</persName>'
        '<placeName>Doha</placeName><date when="1992-01-02">2 January 1992</date></correspAction>'
        '<correspAction type="received"><orgName>Ministry</orgName></correspAction></correspDesc></profileDesc>'
    )
    document = one("<p>Words.</p>", HEADER.format(description))
    assert [(name, role) for name, _, role, _ in names(document) if role] == [
        ("Al-Thani", "sender"), ("Doha", "dateline"), ("Ministry", "addressee"),
    ]  # fmt: skip
    assert document.dates[0].role == "creation"
    assert document.text.endswith("\nWords.")
    assert [note.text for note in document.notes if note.kind == "correspondence"] == [
        "Al-Thani Doha 2 January 1992", "Ministry",
    ]  # fmt: skip


def test_where_the_id_comes_from() -> None:
    plain = (
        "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>{}"
        "</fileDesc></teiHeader>"
    )
    manuscript = "<sourceDesc><msDesc><msIdentifier><idno>F. 5-1-2</idno></msIdentifier></msDesc></sourceDesc>"
    split = "<sourceDesc><p>issue_17, div div_10.d1 of the journal</p></sourceDesc>"
    assert tei("<p>x</p>", plain.format(manuscript))[0].id == "F. 5-1-2"
    assert tei('<div xml:id="div_10.d1"><p>x</p></div>', plain.format(split))[0].id == "issue_17/div_10.d1"
    assert tei("<p>x</p>", plain.format(""), "my.letter.xml")[0].id == "my.letter"


def test_a_split_out_document_belongs_to_its_volume_a_call_number_does_not() -> None:
    body = '<p>To <persName corresp="#p_A">A</persName>.</p>'
    assert (one(body).parent, one(body).mentions[0].reference) == ("vol1", "vol1#p_A")
    letter = one(body, HEADER.format("").replace('type="frus">vol1/d7', 'type="callnumber">QA/1/7'))
    assert (letter.id, letter.parent, letter.mentions[0].reference) == ("QA/1/7", None, "QA/1/7#p_A")


VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">The whole volume</title></titleStmt><publicationStmt><date>2014</date>
<idno type="frus">vol1</idno>
</publicationStmt><sourceDesc><p>Print.</p></sourceDesc></fileDesc></teiHeader><text><front><div xml:id="preface">
<head>Preface</head><p>Of <persName corresp="#p_A">A</persName>.</p></div><div xml:id="persons"><head>Persons</head>
<list type="names"><item><hi><persName xml:id="p_A">Able, John</persName>,</hi> Ambassador until 1974</item>
<item><hi><persName xml:id="p_B">Baker, Ann</persName>,</hi> aide to <persName corresp="#p_A">Able</persName></item>
</list></div></front><body><pb n="1"/><div type="compilation" xml:id="comp1"><head>Compilation</head>
<div type="chapter" xml:id="ch1"><head>Chapter</head><div type="document" xml:id="d1" n="1"><head>1. Letter</head>
<p>To <persName corresp="#p_B">Baker</persName>.</p></div>
<div type="document" xml:id="d2" n="2"><p>No head.</p></div></div>
</div></body></text></TEI>"""


def volume() -> dict[str, Document]:
    return {d.id: d for d in reader("tei").read(Source("vol1.xml", "x", VOLUME.encode()))}


def test_a_volume_is_a_tree_of_records() -> None:
    found = volume()
    assert [(d.id, d.parent, d.rank, d.level) for d in found.values()] == [
        ("vol1", None, None, "series"),
        ("vol1/persons", "vol1", 1, "item"),
        ("vol1/comp1", "vol1", 2, "subseries"),
        ("vol1/ch1", "vol1/comp1", 1, "file"),
        ("vol1/d1", "vol1/ch1", 1, "item"),
        ("vol1/d2", "vol1/ch1", 2, "item"),
    ]
    assert {d.source_id for d in found.values()} == {"vol1"}
    assert found["vol1"].text == "Preface\nOf A."
    assert found["vol1/ch1"].text == "Chapter"
    assert found["vol1/d2"].title == "[Document 2]"
    assert found["vol1/d1"].pages[0].number == "1"
    assert found["vol1"].dates[0].edtf == "2014"


def test_the_persons_list_is_an_authority_record() -> None:
    found = volume()["vol1/persons"]
    assert found.form == "authority-record"
    assert found.describes == ("vol1#p_A", "vol1#p_B")
    able, baker = found.entities
    assert (able.names[0].value, able.description) == ("Able, John", "Ambassador until 1974")
    assert found.text[baker.start : baker.end] == "Baker, Ann, aide to Able"
    assert names(found)[-1] == ("Able", "PERSON", None, "vol1#p_A")


REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Places</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPlace>
<place xml:id="p1"><placeName xml:lang="en">Qatar</placeName><placeName xml:lang="ar">قطر</placeName>
<location><geo>25.3, 51.2</geo></location><idno type="geon">289688</idno><idno type="oape">9</idno>
<place xml:id="p2"><placeName>Doha</placeName><location><geo>95, 51</geo></location></place></place></listPlace>
<listPerson><person xml:id="a"><persName>Ibn Battuta</persName><birth when="1304"/>
<death when="1369">1369</death></person>
<person><persName>Nobody</persName></person></listPerson></standOff></TEI>"""


def test_a_register_becomes_entities() -> None:
    (document,) = reader("tei").read(Source("places.xml", "x", REGISTER.encode()))
    qatar, doha, traveller = document.entities
    assert (qatar.local_id, qatar.identifiers) == ("oape:place:9", ("geonames:289688",))
    assert [(name.value, name.lang, name.preferred) for name in qatar.names] == [
        ("Qatar", "en", True),
        ("قطر", "ar", False),
    ]
    assert (qatar.latitude, qatar.longitude) == (25.3, 51.2)
    assert (doha.local_id, doha.latitude) == ("places#p2", None)
    assert (doha.relations[0].type, doha.relations[0].target) == ("part_of", "oape:place:9")
    assert [(d.role, d.edtf) for d in traveller.dates] == [("birth", "1304"), ("death", "1369")]
    assert document.text[qatar.start : qatar.end].startswith("Qatar قطر")
    assert document.warnings[0].startswith("TEI015")


def test_the_articles_of_an_issue_are_documents() -> None:
    item = '<div type="item" subtype="article" xml:id="{0}" xml:lang="ar"><head>{0}</head><p>نص</p></div>'
    issue = '<div type="section" xml:id="s1"><head>Section</head>' + item.format("a1") + "</div>" + item.format("a2")
    found = {document.id: document for document in tei(issue, HEADER.format("").replace("vol1/d7", "issue_7"))}
    assert list(found) == ["issue_7", "issue_7/s1", "issue_7/a1", "issue_7/a2"]
    assert (found["issue_7/a1"].form, found["issue_7/a1"].language) == ("article", "ar")
    assert found["issue_7/a1"].parent == "issue_7/s1"
