"""The one data model of extraction. Every stage takes and gives these; nothing here imports a library.

Invariants, held by ``Document.check``:
  * ``text`` is frozen: every offset is a half-open range of Unicode code points of it;
  * every mention, date, relation, page and line lies inside the text;
  * ``id`` is the call number or ``@id`` the archive gave, never a counter, a position, a name or OCR text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Label = Literal["PERSON", "PLACE", "ORG", "EVENT", "DATE", "TERM"]
"""What a mention names. TERM is an editor's gloss (an abbreviation or a technical term)."""

Method = Literal["editorial", "catalogue", "rule", "gazetteer", "model"]
"""Who found it: an editor's mark-up, an archivist's index, or one of our three kinds of machine."""

Level = Literal[
    "fonds", "subfonds", "series", "subseries", "collection", "file", "item", "fond", "opis", "delo", "list"
]
"""Level of description: ISAD(G) names, and the post-Soviet fond / opis / delo / list."""

AccessStatus = Literal["open", "reading-room", "embargoed", "closed"]
"""Who may see a unit: all; all its description but the unit itself only in the archive; all from a day on; nobody."""

LABELS: tuple[Label, ...] = ("PERSON", "PLACE", "ORG", "EVENT", "DATE")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points of a Document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """Rectangle on a page image, in pixels from the top left."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line, in the order of the text (for Arabic: from right to left on the image)."""

    span: Span
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page in reading order. confidence is 0 to 1, the engine's own, None where it says nothing."""

    span: Span
    box: Box | None = None
    baseline: tuple[tuple[int, int], ...] = ()
    confidence: float | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A block of lines: kind is what the engine calls it (paragraph, heading, marginalia, footnote, ...)."""

    span: Span
    box: Box | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where its text stands in the document, its image, its regions and lines in reading order.

    width, height  of the image in pixels; all boxes of the page are on that image
    image          name or address of the image file, as the source gives it
    """

    number: str
    span: Span
    width: int | None = None
    height: int | None = None
    image: str | None = None
    lines: tuple[Line, ...] = ()
    regions: tuple[Region, ...] = ()
    direction: Literal["ltr", "rtl"] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names something.

    reference   the identity the editor gives it, as a local id (``frus1977-80v01#p_KHA_1``,
                ``viaf:90635782``); None where nobody said who it is
    role        part it plays in its document: sender, addressee, author, subject, dateline, creator, ...
    confidence  probability that the span and the label are right; 1.0 for editorial and catalogue
    model       name and version of what found it, for provenance
    normal      the words as read, where that is not how they stand in the text: hyphens at line ends joined,
                letters in Unicode NFC and in today's spelling; None where they are the words of the text
    said        what an index says of the name: pairs of ``source`` (a vocabulary), ``rules``, ``role`` and its words
    """

    start: int
    end: int
    label: Label
    method: Method
    confidence: float = 1.0
    reference: str | None = None
    role: str | None = None
    model: str = ""
    normal: str | None = None
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as written and as understood.

    edtf       Extended Date/Time Format (Library of Congress, 2019), None where it is kept as text only
    earliest   first possible day, ISO ``YYYY-MM-DD``, proleptic Gregorian; None for open or unknown
    latest     last possible day
    role       creation, publication, birth, death, existence, event, accumulation, bulk,
               modification; None for a date in the text
    start, end where it stands in the text; None where it comes from an attribute alone
    rule       how the words were read: day, range, before, relative day, ...; empty where nobody read them
    reason     why this and no other of its meanings, where the words alone do not say
    qualifiers what the source adds to the date: ``inclusive``, ``bulk``, ``certainty: probable``, ``era: bce``
    """

    expressed: str
    edtf: str | None
    earliest: str | None = None
    latest: str | None = None
    calendar: str = "gregorian"
    role: str | None = None
    method: Method = "editorial"
    confidence: float = 1.0
    start: int | None = None
    end: int | None = None
    model: str = ""
    rule: str = ""
    reason: str = ""
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed statement between two mentions (spans), with the words that carry it.

    type      key of the relation set of modelling: sent, received, held_position, was_at, ...
    evidence  the stretch of text to quote
    date      where the date of it stands, perhaps outside the evidence; None where the words tell none
    """

    type: str
    subject: Span
    object: Span
    evidence: Span
    method: Method
    confidence: float = 1.0
    model: str = ""
    date: Span | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity. lang is BCP 47, with a script subtag where it matters (``kk-Latn``, ``ar-Latn``).

    parallel  value of the first form of this name, where this is the same name in another language or script
    kind      what the source calls this form: ``autorisée``, ``alternative``, ``Acronym``
    """

    value: str
    lang: str | None = None
    preferred: bool = False
    used_from: str | None = None
    used_to: str | None = None
    scheme: str | None = None
    parallel: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class EntityRelation:
    """What a description states between its entity and another.

    type         child, parent, spouse, sibling, family, member_of, has_member, leader_of, led_by, predecessor,
                 successor, part_of, has_part, controls, controlled_by, associated, participant, location, birth_place,
                 death_place, held_position, occupation, function, legal_status, mandate
    target       local id of the other (for held_position: of the position), in the same source or known elsewhere;
                 empty: whatever the mention that stands at start to end names
    target_name  how the source calls it, for targets that no entry describes
    target_label what kind of thing the target is; POSITION for held_position; TERM for occupation, function,
                 legal_status and mandate
    at, at_label the body or place whose position it is, as worded
    scheme       vocabulary that the target's name comes from, and its id there, as the source gives them
    start, end   the words of the Document's text that state it
    method, confidence, model  as of a Mention: rule where the description is prose that a grammar read
    """

    type: str
    target: str
    target_name: str = ""
    target_label: Label | Literal["POSITION"] = "ORG"
    date: DateExpression | None = None
    note: str = ""
    start: int | None = None
    end: int | None = None
    at: str = ""
    at_label: Literal["ORG", "PLACE"] = "ORG"
    scheme: str = ""
    method: Method = "editorial"
    confidence: float = 1.0
    model: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """What an authority record, a persons list or a gazetteer says of one person, body, place or event.

    local_id     id that mentions refer to (``Mention.reference``), unique within the archive's source
    identifiers  ids in outside registries, ``scheme:value`` (``viaf:90635782``, ``geonames:290030``)
    event_type   for events: key of the event type scheme (state-visit, official-travel, agreement, ...)
    languages, scripts  that it uses or used: BCP 47 tags, ISO 15924 codes
    family       whether a group is a family
    start, end   where the entry stands in its Document's text, so that it can be quoted
    """

    local_id: str
    label: Label
    names: tuple[Name, ...]
    description: str = ""
    dates: tuple[DateExpression, ...] = ()
    identifiers: tuple[str, ...] = ()
    relations: tuple[EntityRelation, ...] = ()
    event_type: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    start: int | None = None
    end: int | None = None
    languages: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    family: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A part of the description that stays words: kind is scope, history, arrangement, access, source, ...

    head    its heading or label
    scheme  of an index term: the vocabulary it comes from (``lcsh``); of a link: the part it plays
    ref     of an index term: its id there; of a link: the address or the id of what it leads to
    about   local id of the entity it is about; None for the unit itself
    """

    kind: str
    text: str
    lang: str | None = None
    head: str = ""
    scheme: str = ""
    ref: str = ""
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """An identifier of a unit with what kind of identifier it is, as the source words it (``cote-de-consultation``)."""

    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class Extent:
    """One statement of an extent: all its words, and the number and the unit where they tell them apart."""

    words: str
    quantity: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may see a unit and all below it, as its source says.

    until       ISO day from which an embargoed unit is open; None where nobody said it, so that it stays closed
    words       what the source says, on one line
    understood  False: the words told nothing that we can read, so that the unit is held closed
    """

    status: AccessStatus
    until: str | None = None
    words: str = ""
    understood: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One unit of description with its text: a letter, an article, a file, a series, an authority record.

    id          call number or @id, unique within its archive
    source_id   id of the file-level unit it came in (a volume, a finding aid); equal to id for single files
    parent      id of the unit that contains it, in the same archive
    rank        position among its siblings, from 1, where the source orders them
    form        documentary form: letter, telegram, article, finding-aid, authority-record, ...
    describes   local ids of the entities that this record is about (authority records)
    instantiates  call number of the unit whose page or text this is (an ALTO page of a letter)
    text_kind   content: the record's own words; description: what a finding aid says about it
    access      who may see it; None where its source says nothing, so that what holds it decides
    numbers     those of its identifiers of which the source says what they are
    extents     its extent, statement by statement
    languages, scripts  all that the material is in: BCP 47 tags, ISO 15924 codes; ``language`` is the only one, if one
    """

    id: str
    source_id: str
    title: str
    text: str
    level: Level = "item"
    title_lang: str | None = None
    language: str | None = None
    parent: str | None = None
    rank: int | None = None
    form: str | None = None
    pages: tuple[Page, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    relations: tuple[Relation, ...] = ()
    entities: tuple[Entity, ...] = ()
    describes: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    identifiers: tuple[str, ...] = ()
    extent: str | None = None
    url: str | None = None
    licence: str | None = None
    instantiates: str | None = None
    text_kind: Literal["content", "description"] = "content"
    access: Access | None = None
    numbers: tuple[Number, ...] = ()
    extents: tuple[Extent, ...] = ()
    languages: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)

    def quote(self, start: int, end: int, context: int = 40) -> tuple[str, str, str]:
        """Prefix, exact words and suffix of a range, as a W3C TextQuoteSelector wants them."""
        return self.text[max(0, start - context) : start], self.text[start:end], self.text[end : end + context]

    def check(self) -> Iterator[str]:
        """What breaks the invariants above, one sentence each; nothing for a sound document."""
        if not self.id or not self.source_id:
            yield "a document needs an id and a source id"
        size = len(self.text)
        spans = [("mention", m.start, m.end) for m in self.mentions]
        spans += [("date", d.start, d.end) for d in self.dates if d.start is not None and d.end is not None]
        spans += [("page", p.span.start, p.span.end) for p in self.pages]
        for page in self.pages:
            spans += [("region", region.span.start, region.span.end) for region in page.regions]
            spans += [("line", line.span.start, line.span.end) for line in page.lines]
            spans += [("word", w.span.start, w.span.end) for line in page.lines for w in line.words]
        for relation in self.relations:
            for part in (relation.subject, relation.object, relation.evidence):
                spans.append(("relation", part.start, part.end))
        for kind, start, end in spans:
            if not (0 <= start <= end <= size) or (kind == "mention" and start == end):
                yield f"{kind} {start}-{end} lies outside the text of {size} code points"
