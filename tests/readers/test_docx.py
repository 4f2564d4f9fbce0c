"""Word files: made with python-docx and by hand, read back block by block."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from klarsprak.core.document import BlockKind, Document, MarkKind
from klarsprak.core.errors import ReadError
from klarsprak.readers.registry import read
from tests.readers.mapping import document_faults
from tests.word.packages import MADE_BY_LIBREOFFICE

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(parts: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def body(xml: str) -> Document:
    document = f"<w:document {W}><w:body>{xml}</w:body></w:document>"
    found = read("brev.docx", archive({"word/document.xml": document}))
    assert not document_faults(found)
    return found


def shown(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def letter() -> bytes:
    word = docx.Document()
    word.core_properties.title = "Svar på søknad"
    word.add_heading("Du får plass", 1)
    word.add_paragraph("Vi har behandlet søknaden din.")
    word.add_paragraph("Husk matpakke", style="List Bullet")
    word.add_paragraph("Husk regntøy", style="List Bullet")
    table = word.add_table(2, 2)
    for row in range(2):
        for column in range(2):
            table.cell(row, column).text = f"rute {row}{column}"
    paragraph = word.add_paragraph("Les om ")
    relation = word.part.relate_to(
        "https://kommune.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run("opptak")
    link.append(run._r)
    paragraph._p.append(link)
    paragraph.add_run(" før du svarer.")
    word.add_paragraph("Med vennlig hilsen\nKari Nordmann")
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def test_a_letter_made_in_word_becomes_blocks() -> None:
    document = read("brev.docx", letter())
    assert not document_faults(document)
    assert document.metadata["title"] == "Svar på søknad"
    assert shown(document) == [
        (BlockKind.HEADING, "Du får plass"),
        (BlockKind.PARAGRAPH, "Vi har behandlet søknaden din."),
        (BlockKind.LIST_ITEM, "Husk matpakke"),
        (BlockKind.LIST_ITEM, "Husk regntøy"),
        (BlockKind.TABLE_CELL, "rute 00"),
        (BlockKind.TABLE_CELL, "rute 01"),
        (BlockKind.TABLE_CELL, "rute 10"),
        (BlockKind.TABLE_CELL, "rute 11"),
        (BlockKind.PARAGRAPH, "Les om opptak før du svarer."),
        (BlockKind.LINK_TEXT, "opptak"),
        (BlockKind.PARAGRAPH, "Med vennlig hilsen\nKari Nordmann"),
    ]
    by_text = {block.text: block for block in document.blocks}
    assert by_text["Husk matpakke"].group == by_text["Husk regntøy"].group != 0
    assert by_text["rute 10"].attributes["row"] == "2"
    assert by_text["opptak"].attributes["href"] == "https://kommune.example/"
    assert by_text["opptak"].parent == 8
    assert by_text["Vi har behandlet søknaden din."].attributes["paragraph"] == "2"
    assert document.blocks[-1].attributes["role"] == "signature"


def test_deleted_text_and_field_codes_are_not_read() -> None:
    document = body(
        "<w:p><w:r><w:t>Du får </w:t></w:r>"
        '<w:del w:id="1"><w:r><w:delText>ikke </w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>svar</w:t></w:r></w:ins>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> PAGE </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t> i dag.</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert [block.text for block in document.blocks] == ["Du får svar i dag."]


def test_a_link_in_a_field_is_a_link() -> None:
    document = body(
        "<w:p><w:r><w:t>Se </w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://a.example/" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>nettsiden</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert shown(document)[1] == (BlockKind.LINK_TEXT, "nettsiden")
    assert document.blocks[1].attributes["href"] == "https://a.example/"
    assert [m.kind for m in document.blocks[0].marks] == [MarkKind.LINK]


def test_tab_stops_are_no_text_but_tabs_are() -> None:
    document = body(
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr>'
        "<w:r><w:t>Vår ref</w:t><w:tab/><w:t>12</w:t></w:r></w:p>"
    )
    assert document.source == "Vår ref\t12\n"
    assert document.blocks[0].text == "Vår ref 12"


def test_text_boxes_are_read_once_and_apart() -> None:
    document = body(
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<w:r><w:t>Utenfor.</w:t></w:r><w:r><mc:AlternateContent>"
        "<mc:Choice><w:txbxContent><w:p><w:r><w:t>I boksen.</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>I boksen.</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t> Mer.</w:t></w:r></w:p>"
    )
    assert [block.text for block in document.blocks] == ["Utenfor. Mer.", "I boksen."]


def test_language_of_runs_and_alternative_texts() -> None:
    document = body(
        '<w:p xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><w:r><w:rPr><w:lang w:val="nb-NO"/></w:rPr>'
        "<w:t>På engelsk heter klarspråk </w:t></w:r>"
        '<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>plain</w:t></w:r>'
        '<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t> language</w:t></w:r>'
        '<w:r><w:drawing><wp:docPr id="1" name="x" descr="Kart over byen"/></w:drawing></w:r>'
        "</w:p>"
    )
    first, alt = document.blocks
    assert first.declared_language == "nb-NO"
    (mark,) = first.marks
    assert first.text[mark.span.start : mark.span.end] == "plain language"
    assert (alt.kind, alt.text, alt.parent) == (BlockKind.ALT_TEXT, "Kart over byen", 0)


def test_headings_lists_notes_and_letterheads() -> None:
    styles = (
        f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='nn-NO'/></w:rPr>"
        "</w:rPrDefault></w:docDefaults>"
        "<w:style w:styleId='O2'><w:name w:val='heading 2'/></w:style>"
        "<w:style w:styleId='Eigen'><w:name w:val='Kommune'/><w:basedOn w:val='O2'/></w:style>"
        "<w:style w:styleId='Sirkel'><w:name w:val='S'/><w:basedOn w:val='Sirkel'/></w:style>"
        "</w:styles>"
    )
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='a' Type='{types}/styles' Target='styles.xml'/>"
        f"<Relationship Id='b' Type='{types}/footnotes' Target='/word/footnotes.xml'/>"
        f"<Relationship Id='c' Type='{types}/header' Target='header1.xml'/></Relationships>"
    )
    item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='7'/></w:numPr></w:pPr>{}</w:p>"
    run = "<w:r><w:t>{}</w:t></w:r>"
    text = (
        f"<w:p><w:pPr><w:pStyle w:val='Eigen'/></w:pPr>{run.format('Tittel')}</w:p>"
        f"{item.format(0, run.format('ein'))}{item.format(1, run.format('to'))}"
        f"<w:p><w:pPr><w:pStyle w:val='Sirkel'/></w:pPr>{run.format('Tekst.')}</w:p>"
    )
    document = read(
        "brev.docx",
        archive(
            {
                "word/document.xml": f"<w:document {W}><w:body>{text}</w:body></w:document>",
                "word/_rels/document.xml.rels": relations,
                "word/styles.xml": styles,
                "word/footnotes.xml": f"<w:footnotes {W}><w:footnote w:type='separator'>"
                f"<w:p>{run.format('--')}</w:p></w:footnote>"
                f"<w:footnote><w:p>{run.format('Ein note.')}</w:p></w:footnote></w:footnotes>",
                "word/header1.xml": f"<w:hdr {W}><w:p>{run.format('Kommunen')}</w:p></w:hdr>",
            }
        ),
    )
    assert document.declared_language == "nn-NO"
    assert [(b.kind, b.text, b.level) for b in document.blocks] == [
        (BlockKind.HEADING, "Tittel", 2),
        (BlockKind.LIST_ITEM, "ein", 1),
        (BlockKind.LIST_ITEM, "to", 2),
        (BlockKind.PARAGRAPH, "Tekst.", 0),
        (BlockKind.PARAGRAPH, "Ein note.", 0),
        (BlockKind.PARAGRAPH, "Kommunen", 0),
    ]
    assert document.blocks[4].attributes["part"] == "word/footnotes.xml"
    assert document.blocks[5].attributes["landmark"] == "header"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"not a zip", "broken"),
        (archive({"x.txt": "x"}), "broken"),
        (archive({"word/document.xml": "<w:document"}), "broken"),
        (
            archive(
                {
                    "word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]>'
                    f"<w:document {W}><w:body/></w:document>"
                }
            ),
            "broken",
        ),
        (archive({"word/document.xml": " " * 60_000_000}), "too-large"),
    ],
    ids=["no-zip", "no-document", "no-xml", "doctype", "bomb"],
)
def test_what_is_no_word_file_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read("brev.docx", data)
    assert caught.value.code == code
    assert caught.value.values["path"] == "brev.docx"


def test_a_file_from_libreoffice_is_read_in_full() -> None:
    document = read("skolestart.docx", MADE_BY_LIBREOFFICE.read_bytes())
    assert not document_faults(document)
    assert document.declared_language == "nb-NO"
    kinds = [(b.kind, b.level) for b in document.blocks if b.kind is not BlockKind.PARAGRAPH]
    assert kinds == [
        (BlockKind.HEADING, 1),
        (BlockKind.LINK_TEXT, 0),
        (BlockKind.HEADING, 2),
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.LIST_ITEM, 1),
        *[(BlockKind.TABLE_CELL, 0)] * 4,
    ]
    by_start = {block.text[:8]: block for block in document.blocks}
    assert by_start["her"].attributes["href"] == "https://lillevik.example/opptak"
    assert by_start["Trinn"].attributes["header"] == "true"
    foreign = [m for m in by_start["På engel"].marks if m.kind is MarkKind.LANGUAGE]
    assert [m.value for m in foreign] == ["en-GB"]
    assert by_start["Vedtaket"].attributes["part"] == "word/footnotes.xml"
    assert by_start["Lillevik"].attributes["landmark"] == "header"
