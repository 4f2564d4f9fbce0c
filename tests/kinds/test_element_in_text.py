"""Rules on elements that have a check for text without tags run on Markdown and Word too."""

from io import BytesIO
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from klarsprak.core.finding import Finding
from klarsprak.engine.run import Plan, Workshop
from klarsprak.readers.registry import read


def found(name: str, data: bytes) -> list[Finding]:
    workshop = Workshop(Plan({"velg": ("lenke/uten-mal",)}, no_config=True, raise_errors=True))
    document = read(name, data, name=name)
    findings = workshop.lint(document, workshop.config_for(Path.cwd())).report.findings
    assert all(f.span and document.source[f.span.start : f.span.end] == f.text for f in findings)
    return list(findings)


def word_file(*paragraphs: tuple[str, str]) -> bytes:
    """A paragraph of text and a link for each."""
    file = docx.Document()
    for text, link in paragraphs:
        paragraph = file.add_paragraph(text)
        target = paragraph.part.relate_to(
            "https://a.no/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        element = OxmlElement("w:hyperlink")
        element.set(qn("r:id"), target)
        run = OxmlElement("w:r")
        inner = OxmlElement("w:t")
        inner.text = link
        run.append(inner)
        element.append(run)
        paragraph._p.append(element)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def test_links_of_a_word_file() -> None:
    data = word_file(("", "Klikk her"), ("Fristen står ", "her"), ("Les om ", "fristen"))
    assert [(f.text, str(f.severity), str(f.certainty)) for f in found("brev.docx", data)] == [
        ("Klikk her", "warning", "fault"),
        ("her", "suggestion", "review"),
    ]


def test_a_heading_before_the_link_may_help() -> None:
    text = "[Les mer](/a)\n\n# Frist\n\n[Les mer](/b)\n\n- [fristen](/c)\n"
    findings = found("a.md", text.encode())
    assert [(f.span and f.span.start, str(f.certainty)) for f in findings] == [
        (1, "fault"),
        (25, "review"),
    ]
