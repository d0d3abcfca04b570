"""Records of fields as text to quote: one line a field, ``field: words``."""

from __future__ import annotations

from extractors.document import DateExpression, Label, Mention
from extractors.readers.machine_dates import dated, edtf_day
from extractors.readers.text_builder import TextBuilder


class FieldText:
    """Collects the lines of one record, with the mentions and dates that its fields are."""

    def __init__(self) -> None:
        self._out = TextBuilder()
        self.mentions: list[Mention] = []
        self.dates: list[DateExpression] = []

    def field(self, name: str, value: str) -> tuple[int, int] | None:
        """Add a field; where its value stands, None for an empty one."""
        value = " ".join(value.split())
        if not value:
            return None
        _, end = self._out.add_line(f"{name}: {value}")
        return end - len(value), end

    def named(self, name: str, value: str, label: Label, reference: str | None, role: str | None = None) -> None:
        """Add a field that names something."""
        place = self.field(name, value)
        if place is not None:
            self.mentions.append(Mention(*place, label, "editorial", 1.0, reference, role))

    def date(self, name: str, value: str, note: str = "") -> None:
        """Add a field that is a date in ISO 8601, with a remark after it."""
        value, note = value.strip(), " ".join(note.split())
        place = self.field(name, f"{value} {note}".strip())
        if place is None or not value:
            return
        start, end = place[0], place[0] + len(value)
        self.mentions.append(Mention(start, end, "DATE", "editorial"))
        self.dates.append(dated(value, edtf_day(value), start=start, end=end))

    @property
    def text(self) -> str:
        """All lines so far."""
        return self._out.text
