"""Word files with comments and tracked changes: nothing but what was added changes."""

import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klarsprak.core.errors import ReadError
from klarsprak.core.finding import Edit
from klarsprak.core.margin import MarginNote
from klarsprak.core.spans import Span
from klarsprak.word.annotate import WordFile
from klarsprak.word.markup import Signature
from tests.word.packages import (
    MADE_BY_LIBREOFFICE,
    MAY_CHANGE,
    URI,
    commented,
    letters,
    made_by_hand,
    made_by_python_docx,
    parts,
    settled,
    zipped,
)

SIGNED = Signature("klarsprak", "ks", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
FILES = {"python-docx": made_by_python_docx(), "libreoffice": MADE_BY_LIBREOFFICE.read_bytes()}


def run(text: str, properties: str = "") -> str:
    bold = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r>'


def at(word: WordFile, text: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = word.document.source.index(text, start + 1)
    return Span(start, start + len(text))


def noted(data: bytes, *texts: str, lines: tuple[str, ...] = ()) -> bytes:
    word = WordFile.read(data, "brev.docx")
    notes = [MarginNote(at(word, text), lines or (f"om {text}",)) for text in texts]
    return word.with_notes(notes, SIGNED)


def changed(data: bytes, *edits: tuple[str, str]) -> bytes:
    word = WordFile.read(data, "brev.docx")
    changes = [[Edit(at(word, old), new)] for old, new in edits]
    return word.with_notes([], SIGNED, changes)


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_only_the_parts_that_hold_comments_change(data: bytes) -> None:
    word = WordFile.read(data, "brev.docx")
    words = [w for w in ("Vedrør", "pass", "Frist", "herunder") if w in word.document.source]
    out = noted(data, *words)
    before, after = parts(data), parts(out)
    assert list(after)[: len(before)] == list(before)
    assert {name for name in after if after[name] != before.get(name)} <= MAY_CHANGE
    with ZipFile(BytesIO(data)) as old, ZipFile(BytesIO(out)) as new:
        for name in before:
            assert new.getinfo(name).date_time == old.getinfo(name).date_time
            assert new.getinfo(name).compress_type == old.getinfo(name).compress_type
    assert letters(out) == letters(data)
    assert WordFile.read(out, "ny.docx").document.source == word.document.source


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_comments_stand_at_the_flagged_words(data: bytes) -> None:
    word = WordFile.read(data, "brev.docx")
    wanted = [
        text
        for text in ("Vedrør", "I høve til", "I henhold til", "samt", "herunder", "plass", "snar")
        if text in word.document.source
    ]
    found = commented(noted(data, *wanted))
    for text in wanted:
        assert found[f"om {text}"] == text


def test_old_comments_are_kept_and_python_docx_reads_all() -> None:
    out = noted(FILES["python-docx"], "snarast", "Frist")
    found = [(c.author, c.text) for c in docx.Document(BytesIO(out)).comments]
    assert found == [
        ("Ola", "Gamal merknad"),
        ("klarsprak", "om snarast"),
        ("klarsprak", "om Frist"),
    ]


def test_a_second_round_adds_to_the_first() -> None:
    once = noted(made_by_hand(f"<w:p>{run('Ta med pass.')}</w:p>"), "med")
    twice = noted(once, "pass")
    assert commented(twice) == {"om med": "med", "om pass": "pass"}
    assert parts(twice)["[Content_Types].xml"].count(b"comments.xml") == 1
    assert parts(twice)["word/_rels/document.xml.rels"].count(b"Target=") == 1


def test_a_cut_at_the_edge_of_a_run_leaves_no_empty_run() -> None:
    data = made_by_hand(f"<w:p>{run('Hei ')}{run('alle', '<w:b/>')}{run(' sammen')}</w:p>")
    document = parts(noted(data, "alle"))["word/document.xml"].decode()
    assert "<w:r></w:r>" not in document
    assert document.count("<w:t ") == 3
    assert (
        '<w:commentRangeStart w:id="1"/><w:r><w:rPr><w:b/></w:rPr>'
        '<w:t xml:space="preserve">alle</w:t></w:r><w:commentRangeEnd w:id="1"/>' in document
    )


def test_a_note_across_a_tab_and_a_link_keeps_all_in_place() -> None:
    data = made_by_hand(
        "<w:p><w:r><w:t>Vår ref</w:t><w:tab/><w:t>12 og</w:t></w:r>"
        f'<w:hyperlink w:anchor="a">{run(" mer her")}</w:hyperlink>{run(" til.")}</w:p>'
    )
    out = noted(data, "ref\t12 og mer", lines=("om",))
    assert commented(out) == {"om": "ref12 og mer"}
    assert letters(out) == letters(data)


def test_a_picture_gets_its_comment_round_it() -> None:
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    data = made_by_hand(
        f'<w:p xmlns:wp="{wp}">{run("Se kartet")}<w:r><w:drawing>'
        '<wp:docPr id="7" name="x" descr="Bilde av kart"/></w:drawing></w:r></w:p>'
    )
    out = parts(noted(data, "Bilde av"))["word/document.xml"].decode()
    head, _, tail = out.partition("<w:drawing>")
    assert head.endswith('<w:commentRangeStart w:id="1"/><w:r>')
    assert '</w:drawing></w:r><w:commentRangeEnd w:id="1"/>' in tail


def test_text_in_alternative_content_is_never_cut() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    inner = '<mc:Choice Requires="w16se"><w:t>ja</w:t></mc:Choice><mc:Fallback/>'
    data = made_by_hand(
        f'<w:p xmlns:mc="{mc}"><w:r><mc:AlternateContent>{inner}</mc:AlternateContent></w:r>'
        f"{run(' takk')}</w:p>"
    )
    word = WordFile.read(data, "brev.docx")
    out = word.with_notes([MarginNote(at(word, "ja takk"), ("om",))], SIGNED)
    assert inner.encode() in parts(out)["word/document.xml"]
    assert commented(out) == {"om": " takk"}


@pytest.mark.parametrize(
    ("root", "prefix"),
    [
        (f'v:document xmlns:v="{URI}"', "v"),
        ('w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"', "w"),
    ],
    ids=["prefix", "strict"],
)
def test_files_that_name_things_otherwise(root: str, prefix: str) -> None:
    body = f"<w:p>{run('Ta med pass.', '<w:i/>')}</w:p>".replace("w:", f"{prefix}:")
    data = made_by_hand(body, root=root)
    out = noted(data, "med")
    assert WordFile.read(out, "ny.docx").document.source == "Ta med pass.\n"
    assert noted(out, "pass")
    if prefix == "v":
        assert letters(out) == letters(data)
        assert commented(out) == {"om med": "med"}
    else:
        assert (
            b"purl.oclc.org/ooxml/officeDocument/relationships/comments"
            in (parts(out)["word/_rels/document.xml.rels"])
        )


def test_what_holds_no_comment() -> None:
    word = WordFile.read(FILES["libreoffice"], "brev.docx")
    assert not word.holds(at(word, "Lillevik kommune, saks"))
    assert not word.holds(at(word, "Vedtaket fattes"))
    assert word.holds(at(word, "skolestart"))
    boxed = made_by_hand(
        f"<w:p>{run('Ute.')}<w:r><w:txbxContent><w:p>{run('Inne.')}</w:p></w:txbxContent>"
        "</w:r></w:p>"
    )
    word = WordFile.read(boxed, "brev.docx")
    assert word.holds(at(word, "Ute"))
    assert not word.holds(at(word, "Inne"))
    with pytest.raises(ValueError, match="no comment"):
        word.with_notes([MarginNote(at(word, "Inne"), ("x",))], SIGNED)


def test_a_note_on_the_document_stands_at_its_first_paragraph() -> None:
    word = WordFile.read(FILES["python-docx"], "brev.docx")
    out = word.with_notes([MarginNote(None, ("alt",))], SIGNED)
    assert commented(out)["alt"] == "Vedrørande søknad om barnehageplass"


def test_a_file_without_text_is_told_of() -> None:
    word = WordFile.read(made_by_hand("<w:p/>"), "tom.docx")
    with pytest.raises(ReadError) as caught:
        word.with_notes([MarginNote(None, ("alt",))], SIGNED)
    assert caught.value.code == "docx-empty"


def test_another_encoding_is_told_of() -> None:
    document = f'<?xml version="1.0" encoding="ISO-8859-1"?><w:document xmlns:w="{URI}"/>'
    data = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})
    with pytest.raises(ReadError) as caught:
        WordFile.read(data, "brev.docx")
    assert caught.value.code == "docx-encoding"


def test_hostile_text_in_a_comment_is_text() -> None:
    hostile = "<w:p/> & \"'\x1b[2J\x00 ]]> \u202eabc \ud800 {{ x }}"
    data = made_by_hand(f"<w:p>{run('Ta med pass.')}</w:p>")
    out = noted(data, "med", lines=(hostile, "to"))
    (told,) = commented(out)
    assert told == "<w:p/> & \"'␛[2J␀ ]]> ⟨202E⟩abc � {{ x }}\nto"


def test_safe_fixes_are_tracked_changes() -> None:
    data = made_by_hand(
        f"<w:p>{run('Svar i hen')}{run('hold til', '<w:b/>')}{run(' loven, dvs. nå.')}</w:p>"
    )
    out = changed(data, ("i henhold til", "etter"), ("dvs.", "det vil si"))
    assert settled(out, accepted=False) == "Svar i henhold til loven, dvs. nå."
    assert settled(out, accepted=True) == "Svar etter loven, det vil si nå."
    document = parts(out)["word/document.xml"].decode()
    assert 'w:author="klarsprak" w:date="2026-01-02T03:04:05Z"' in document
    assert "word/comments.xml" not in parts(out)


def test_a_comment_covers_the_change_it_speaks_of() -> None:
    data = made_by_hand(f"<w:p>{run('Svar i henhold til loven.')}</w:p>")
    word = WordFile.read(data, "brev.docx")
    span = at(word, "i henhold til")
    out = word.with_notes([MarginNote(span, ("om",))], SIGNED, [[Edit(span, "etter")]])
    assert commented(out) == {"om": "etter"}
    assert settled(out, accepted=False) == "Svar i henhold til loven."


@pytest.mark.parametrize(
    ("body", "span"),
    [
        (f'<w:p><w:ins w:id="9">{run("ny tekst")}</w:ins></w:p>', Span(0, 2)),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>", Span(0, 3)),
        (f"<w:p>{run('en')}</w:p><w:p>{run('to')}</w:p>", Span(1, 4)),
        ("<w:p/>", Span(0, 0)),
    ],
    ids=["inserted", "tab", "paragraphs", "empty"],
)
def test_what_cannot_be_tracked_is_left_as_it_is(body: str, span: Span) -> None:
    data = made_by_hand(body)
    word = WordFile.read(data, "brev.docx")
    assert parts(word.with_notes([], SIGNED, [[Edit(span, "x")]])) == parts(data)


TEXT = st.text("abæ <&\t\u00a0é😀", min_size=1, max_size=8)
RUNS = st.lists(
    st.tuples(TEXT, st.sampled_from(["", "<w:b/>", '<w:lang w:val="nn-NO"/>'])), min_size=1
)


@settings(max_examples=60, deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=3), st.data())
def test_any_spans_of_any_runs(texts: list[list[tuple[str, str]]], data: st.DataObject) -> None:
    from klarsprak.word.markup import escaped

    body = "".join(
        f"<w:p>{''.join(run(escaped(text), style) for text, style in runs)}</w:p>" for runs in texts
    )
    file = made_by_hand(body)
    word = WordFile.read(file, "brev.docx")
    source = word.document.source
    spans = []
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(source) - 1))
        end = data.draw(st.integers(start + 1, len(source)))
        if word.holds(Span(start, end)):
            spans.append(Span(start, end))
    notes = [MarginNote(span, (f"nr {n}",)) for n, span in enumerate(spans)]
    out = word.with_notes(notes, SIGNED)
    assert letters(out) == letters(file)
    if notes:
        found = commented(out)
        for n, span in enumerate(spans):
            assert found[f"nr {n}"] == source[span.start : span.end].replace("\n", "")
    edits = [Edit(span, data.draw(st.sampled_from(["", "ny", "<&>"]))) for span in spans]
    both = word.with_notes(notes, SIGNED, [[edit] for edit in edits])
    assert settled(both, accepted=False) == source.replace("\n", "")
    if len(edits) == 1 and "\n" not in source[edits[0].span.start : edits[0].span.end]:
        (edit,) = edits
        mended = source[: edit.span.start] + edit.text + source[edit.span.end :]
        assert settled(both, accepted=True) == mended.replace("\n", "")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_libreoffice_opens_it_and_loses_nothing(data: bytes, tmp_path: Path) -> None:
    word = WordFile.read(data, "brev.docx")
    texts = [t for t in ("Vedrør", "samt", "herunder", "plass") if t in word.document.source]
    (tmp_path / "før.docx").write_bytes(data)
    (tmp_path / "etter.docx").write_bytes(noted(data, *texts))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    for target in ("txt:Text (encoded):UTF8", "fodt"):
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", target, "før.docx", "etter.docx"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
    shown = [(tmp_path / f"{name}.txt").read_text(encoding="utf-8") for name in ("før", "etter")]
    assert shown[0] == shown[1]
    counted = [
        (tmp_path / f"{name}.fodt").read_text(encoding="utf-8").count("<office:annotation ")
        for name in ("før", "etter")
    ]
    assert counted[1] == counted[0] + len(texts)
