"""PDF files made by hand, each lacking what it is told to lack."""

import io

from pypdf import PdfWriter
from pypdf.generic import (
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)


def make_pdf(
    *,
    tags: bool = True,
    title: bool = True,
    language: bool = True,
    text: bool = True,
    password: str = "",
) -> bytes:
    """A file of one page."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    if text:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(b"BT /F1 12 Tf 20 200 Td (Vi svarer deg innen tre uker fra i dag) Tj ET")
        page[NameObject("/Contents")] = writer._add_object(stream)
    root = writer._root_object
    if tags:
        root[NameObject("/MarkInfo")] = DictionaryObject(
            {NameObject("/Marked"): BooleanObject(True)}
        )
        root[NameObject("/StructTreeRoot")] = writer._add_object(
            DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        )
    if language:
        root[NameObject("/Lang")] = TextStringObject("nb-NO")
    if title:
        writer.add_metadata({"/Title": "Svar på søknad"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
