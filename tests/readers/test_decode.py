"""Bytes to text: the encoding reported gives the same text back."""

import codecs
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.document import Format
from klarsprak.core.errors import ReadError
from klarsprak.readers.decode import MAX_BYTES, decode
from klarsprak.readers.registry import read

TEXT = "Søknad på «ære» – 5 €"


@pytest.mark.parametrize(
    ("data", "encoding", "notes"),
    [
        (TEXT.encode(), "utf-8", ()),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", ()),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", ()),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", ()),
        (TEXT.encode("windows-1252"), "windows-1252", ("encoding-guessed",)),
    ],
    ids=["utf-8", "bom", "utf-16-le", "utf-16-be", "windows"],
)
def test_what_is_not_declared(data: bytes, encoding: str, notes: tuple[str, ...]) -> None:
    document = read("brev.txt", data)
    assert (document.source, document.encoding, document.notes) == (TEXT, encoding, notes)
    assert document.bom is data.startswith(
        (codecs.BOM_UTF8, *map(bytes, [b"\xff\xfe", b"\xfe\xff"]))
    )


@pytest.mark.parametrize(
    ("markup", "codec", "reported"),
    [
        ('<meta charset="iso-8859-1"><p>blåbær €', "windows-1252", "windows-1252"),
        ("<meta http-equiv=a content='text/html; charset=iso-8859-15'>å€", "iso8859-15", None),
        ('<?xml version="1.0" encoding="iso-8859-2"?><p>ł', "iso8859-2", "iso8859-2"),
        ('<meta charset="utf-16"><p>å', "utf-8", "utf-8"),
        ('<meta charset="tull"><p>å', "utf-8", "utf-8"),
    ],
)
def test_what_the_markup_declares(markup: str, codec: str, reported: str | None) -> None:
    document = read("side.html", markup.encode(codec))
    assert document.source == markup
    assert document.encoding == (reported or codec)
    assert not document.notes


def test_a_few_broken_letters_do_not_change_the_encoding() -> None:
    decoded = decode("blåbærøl".encode() * 20 + b"\xe5", "brev.txt", html=False)
    assert (decoded.encoding, decoded.notes) == ("utf-8", ("encoding-damaged",))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 x", "binary"),
        (b"PK\x03\x04x", "binary"),
        (b"tekst\0tekst", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        (b"\x81\x8d\x8f\x90\x9d", "encoding"),
        (codecs.BOM_UTF16_LE + b"x", "encoding"),
        (codecs.BOM_UTF8 + b"\xff", "encoding"),
        (b"x" * (MAX_BYTES + 1), "too-large"),
    ],
    ids=["pdf", "zip", "nul", "controls", "undefined", "cut", "bad-bom", "large"],
)
def test_what_cannot_be_read(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read("fil.txt", data)
    assert caught.value.code == code
    assert caught.value.values["path"] == "fil.txt"


@given(st.binary(max_size=200), st.booleans())
def test_the_reported_encoding_gives_the_text(data: bytes, html: bool) -> None:
    try:
        decoded = decode(data, "x", html=html)
    except ReadError:
        return
    if decoded.bom:
        skipped = 3 if decoded.encoding == "utf-8" else 2
        assert data[skipped:].decode(decoded.encoding) == decoded.text
    else:
        assert data.decode(decoded.encoding, errors="replace") == decoded.text


@pytest.mark.parametrize(
    ("path", "name", "data", "expected"),
    [
        ("a.txt", None, b"hei", Format.TEXT),
        ("a.TXT", None, b"<html>", Format.TEXT),
        ("LESMEG", None, b"hei", Format.TEXT),
        ("side", None, b"<!DOCTYPE html><p>hei", Format.HTML),
        ("a.htm", None, b"hei", Format.HTML),
        ("a.markdown", None, b"hei", Format.MARKDOWN),
        ("-", None, b"hei", Format.TEXT),
        ("-", "x.md", b"hei", Format.MARKDOWN),
    ],
)
def test_the_suffix_decides(path: str, name: str | None, data: bytes, expected: Format) -> None:
    assert read(path, data, name=name).format is expected


def test_other_files_are_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read("a.odt", b"x")
    assert caught.value.code == "unsupported"


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("data", [b"", b" \n", codecs.BOM_UTF8])
def test_an_empty_file_is_noted(path: str, data: bytes) -> None:
    document = read(path, data)
    assert (document.blocks, document.notes) == ((), ("empty-file",))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_documents_survive_pickling(name: str) -> None:
    """Worker processes may send them back."""
    source = b"<!-- klarsprak-ok ord/x: ja -->\n\n- hei *b* [c](d)\n\n<p lang=en title=t>e</p>\n"
    document = read(name, source)
    copy = pickle.loads(pickle.dumps(document))
    assert [block.text for block in copy.blocks] == [block.text for block in document.blocks]
    assert copy.blocks[-1].source_map.runs == document.blocks[-1].source_map.runs
    assert copy.suppressions == document.suppressions
