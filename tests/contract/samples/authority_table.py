from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "people.csv",
    "test",
    b"\n".join(
        line.encode()
        for line in (
            "VIAF ID,kind,death,name_ar,id,Name (English),aliases,birth,remarks,same as,shelf",
            "12,person,1913,قاسم بن محمد,p-1,Qasim bin Muhammad,Jasim; Касым,c. 1827,Ruler,"
            "https://www.wikidata.org/wiki/Q7|https://example.org/p/1,A",
            ",organisation,,,b-1,Ministry,,,,http://isni.org/isni/0000000121589529,",
            "https://viaf.org/viaf/99/,,,,,Nobody's Person,,,,,",
            ",,,,,No Id,,,,,",
            ",cat,,,c-1,Cat,,,,,",
        )
    ),
)
