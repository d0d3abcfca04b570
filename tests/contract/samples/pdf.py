from __future__ import annotations

from extractors.source import Source


def written(*pages: str, labels: str = "", more: str = "") -> bytes:
    """A PDF of such content streams, in Helvetica as /F. labels and more: entries of the catalogue."""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{labels}{more}>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, content in enumerate(pages):
        objects += [
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 360 216]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {5 + 2 * number} 0 R>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode("latin-1")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    return out + f"{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n".encode()


SAMPLE = Source(
    "QA-9-1.pdf",
    "test",
    written(
        "BT /F 20 Tf 36 160 Td (The Emir received the envoy) Tj 0 -28 Td (in Doha on 3 May 1998.) Tj ET",
        "BT /F 20 Tf 36 160 Td (They spoke of trade.) Tj ET",
        labels="/PageLabels<</Nums[0<</S/r/St 4>>]>>",
    ),
)
