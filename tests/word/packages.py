"""Word files for the tests, and ways to look into them that share no code with klarsprak."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{URI}}}"
MAIN = "word/document.xml"
MADE_BY_LIBREOFFICE = Path(__file__).with_name("filer") / "skolestart.docx"
"""Converted from `skolestart.fodt` beside it by LibreOffice 7.4."""

MAY_CHANGE = {MAIN, "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def made_by_hand(body: str, *, root: str = f'w:document xmlns:w="{URI}"') -> bytes:
    """The smallest Word file with this body."""
    name = root.partition(" ")[0]
    inner = name.replace("document", "body")
    document = f"<{root}><{inner}>{body}</{inner}></{name}>"
    return zipped({"[Content_Types].xml": TYPES, MAIN: document})


def zipped(parts: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def made_by_python_docx() -> bytes:
    """A Nynorsk letter with a heading, bold words, a list, a table, a link and a comment."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Lillevik, i høve til plan"
    word.add_heading("Vedrørande søknad om barnehageplass", 1)
    paragraph = word.add_paragraph("Vi viser til søknaden din. ")
    paragraph.add_run("I høve").bold = True
    paragraph.add_run(" til lova skal rådet svare deg snarast.")
    word.add_comment(paragraph.runs, text="Gamal merknad", author="Ola", initials="O")
    word.add_paragraph("Ta med pass, samt andre papir", style="List Bullet")
    table = word.add_table(1, 2)
    table.cell(0, 0).text = "Frist"
    table.cell(0, 1).text = "Skjemaet må sendast inn snarast, herunder vedlegg."
    paragraph = word.add_paragraph("Les om opptaket ")
    relation = word.part.relate_to(
        "https://kommune.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run("vedrørande plass")
    link.append(run._r)
    paragraph._p.append(link)
    paragraph.add_run(" før du svarar.")
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def root(data: bytes, name: str = MAIN) -> ET.Element:
    return ET.fromstring(parts(data)[name])


def letters(data: bytes) -> list[tuple[str, str]]:
    """Each letter of the text with its run properties; the sign of a comment is no text."""
    return list(_letters(root(data)))


def _letters(top: ET.Element) -> Iterator[tuple[str, str]]:
    for run in top.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        shown = "" if properties is None else ET.tostring(properties, encoding="unicode")
        shown = re.sub(r' xmlns:\w+="[^"]*"', "", shown).strip()
        for child in run:
            if child.tag in {f"{W}t", f"{W}delText"}:
                yield from ((char, shown) for char in child.text or "")
            elif child.tag not in {f"{W}rPr", f"{W}commentReference"}:
                yield child.tag, shown


def commented(data: bytes) -> dict[str, str]:
    """The text of the comment → the text it stands at."""
    comments = {
        comment.get(f"{W}id"): "\n".join(
            "".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p")
        )
        for comment in root(data, "word/comments.xml")
    }
    open_now: dict[str | None, list[str]] = {}
    found: dict[str, str] = {}
    for element in root(data).iter():
        if element.tag == f"{W}commentRangeStart":
            open_now[element.get(f"{W}id")] = []
        elif element.tag == f"{W}commentRangeEnd":
            number = element.get(f"{W}id")
            found[comments[number]] = "".join(open_now.pop(number))
        elif element.tag == f"{W}t":
            for collected in open_now.values():
                collected.append(element.text or "")
    assert not open_now
    return found


def settled(data: bytes, *, accepted: bool) -> str:
    """The text with every tracked change accepted, or with every one rejected."""
    top = root(data)
    gone = f"{W}{'del' if accepted else 'ins'}"
    for parent in list(top.iter()):
        for child in list(parent):
            if child.tag == gone:
                parent.remove(child)
    return "".join(char for char, _ in _letters(top) if len(char) == 1)
