"""The session: edits, undo, findings, suggestions, words, audiences, saving."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klarsprak.core.analysis import Token
from klarsprak.core.document import Document, Format
from klarsprak.core.errors import ConfigError, ReadError
from klarsprak.core.finding import Applicability, Edit, Fix
from klarsprak.core.spans import Span
from klarsprak.engine import linter
from klarsprak.engine.blocks import BlockFindings, BlockWork, run_blocks
from klarsprak.engine.run import Plan
from klarsprak.interactive.card import card
from klarsprak.interactive.checking import Checker, parts
from klarsprak.interactive.editing import Change
from klarsprak.interactive.files import looks_like, open_file, opened, pasted
from klarsprak.interactive.marks import Mark, moved
from klarsprak.interactive.session import Session
from klarsprak.messages.catalogue import load
from tests.interactive.conftest import LETTER, Maker


def find(session: Session, words: str, nth: int = 0) -> Mark:
    return [m for m in session.marks if m.finding.text == words and not m.whole][nth]


def words(session: Session) -> list[str]:
    return [mark.finding.text for mark in session.marks if not mark.whole]


def test_marks_stand_on_what_they_flag(make: Maker) -> None:
    session = make()
    assert {"vedrørende", "i henhold til"} <= set(words(session))
    for mark in session.marks:
        assert session.text[mark.span.start : mark.span.end] == mark.finding.text
    assert not session.pending


def test_marks_follow_the_text_while_a_check_is_pending(make: Maker) -> None:
    session = make()
    session.replace(0, 0, "Kjære deg, ")
    assert session.pending
    mark = find(session, "i henhold til")
    assert session.text[mark.span.start : mark.span.end] == "i henhold til"
    assert mark.span.start == mark.finding.span.start + 11  # type: ignore[union-attr]


def test_a_late_outcome_is_moved_by_what_was_written_since(make: Maker) -> None:
    session = make()
    (outcome,) = session.checker.check(session.snapshot())
    session.replace(0, 3, "Hallo")
    assert session.receive(outcome)
    assert session.pending
    mark = find(session, "vedrørende")
    assert session.text[mark.span.start : mark.span.end] == "vedrørende"


def test_an_outcome_of_another_audience_or_an_older_text_is_dropped(make: Maker) -> None:
    session = make()
    (old,) = session.checker.check(session.snapshot())
    session.set_audience("barn")
    assert not session.receive(old)
    (before,) = session.checker.check(session.snapshot())
    session.replace(0, 0, "x")
    session.check()
    assert not session.receive(before)


def test_taking_a_suggestion_and_taking_it_back(make: Maker) -> None:
    session = make()
    mark = find(session, "i henhold til")
    offered = session.choices(mark)
    assert offered[0] == "etter"
    (change,) = session.take(mark)
    assert f"svar {offered[0]} vedtektene" in session.text
    assert change.before == "i henhold til"
    session.check()
    assert "i henhold til" not in words(session)
    step = session.undo()
    assert step is not None
    assert step.changes == (change.inverse,)
    assert session.text == LETTER
    assert session.redo() is not None
    assert f"svar {offered[0]} vedtektene" in session.text


def test_a_second_choice(make: Maker) -> None:
    session = make()
    mark = find(session, "i henhold til")
    offered = session.choices(mark)
    assert len(offered) > 1
    session.take(mark, 1)
    assert f"svar {offered[1]} vedtektene" in session.text
    with pytest.raises(ValueError, match="nothing"):
        session.take(mark, 0)


def test_a_suggestion_is_taken_where_the_words_stand_now(make: Maker) -> None:
    session = make()
    session.replace(0, 3, "God dag")
    session.take(find(session, "i henhold til"))
    assert session.text.startswith("God dag\n")
    assert "svar etter vedtektene" in session.text


def test_a_mark_written_inside_of_offers_nothing(make: Maker) -> None:
    session = make()
    at = session.text.index("henhold") + 3
    session.replace(at, at, "x")
    (mark,) = [m for m in session.marks if not m.exact and m.finding.text == "i henhold til"]
    assert session.choices(mark) == ()


def test_letting_one_finding_be(make: Maker) -> None:
    session = make()
    before = len(words(session))
    found = [m for m in session.marks if m.finding.text == "vedrørende"]
    assert len(found) == 2
    session.ignore(found[0])
    assert len(words(session)) == before - 1
    session.check()
    assert len(words(session)) == before - 1
    assert session.report is not None
    assert session.report.count_suppressed() == 1
    session.undo()
    assert len(words(session)) == before
    session.redo()
    assert len(words(session)) == before - 1


def test_accepting_a_word_for_good_and_taking_it_back(make: Maker, tmp_path: Path) -> None:
    session = make()
    word, path = session.accept(find(session, "vedrørende"))
    assert path.read_text(encoding="utf-8") == f"{word}\n"
    assert path.resolve().parent == tmp_path
    assert "vedrørende" not in words(session)
    assert session.pending
    session.check()
    assert "vedrørende" not in words(session)
    session.undo()
    session.check()
    assert words(session).count("vedrørende") == 2
    assert path.read_text(encoding="utf-8") == ""
    session.redo()
    session.check()
    assert "vedrørende" not in words(session)


def test_a_word_that_stood_in_the_list_is_not_taken_out_by_undo(
    make: Maker, tmp_path: Path
) -> None:
    session = make()
    listed = tmp_path / "klarsprak-ordliste.txt"
    listed.write_text("# våre ord\nvedrørende\n", encoding="utf-8")
    session.accept(find(session, "vedrørende"))
    assert session.undo() is None
    assert listed.read_text(encoding="utf-8") == "# våre ord\nvedrørende\n"


def test_a_word_list_that_cannot_be_written_is_one_error(make: Maker, tmp_path: Path) -> None:
    session = make()
    (tmp_path / "klarsprak-ordliste.txt").mkdir()
    with pytest.raises(ConfigError):
        session.accept(find(session, "vedrørende"))


def test_scores_and_measures_move_with_the_text(make: Maker) -> None:
    session = make()
    count = {s.id: s.findings for s in session.scores}
    assert session.file is not None
    words_before = session.file.metrics["words"]
    session.take(find(session, "i henhold til"))
    session.check()
    assert {s.id: s.findings for s in session.scores}["lett-a-forsta"] < count["lett-a-forsta"]
    assert session.file.metrics["words"] == words_before - 2


def test_every_audience_gets_a_fit(make: Maker) -> None:
    session = make()
    fits = session.fits()
    assert [fit.audience.id for fit in fits] == [a.id for a in session.audiences]
    assert len(fits) >= 14
    assert all(0 <= fit.share <= 1 for fit in fits)
    assert all((fit.share == 1) == (not fit.obstacles) for fit in fits)


def test_switching_audience_changes_what_is_too_long(make: Maker) -> None:
    session = make(audience="barn")
    assert session.file is not None
    assert session.file.audience.id == "barn"
    with pytest.raises(ConfigError):
        session.set_audience("naboen")


def test_setting_the_text_is_one_step(make: Maker) -> None:
    session = make()
    session.set_text("Helt ny tekst.\r\nTo linjer.")
    assert session.text == "Helt ny tekst.\nTo linjer."
    session.undo()
    assert session.text == LETTER


def test_html_gets_its_signs_escaped(make: Maker) -> None:
    source = pasted("<p>Svar i henhold til A &amp; B.</p>", Format.HTML)
    session = make(source=source)
    session.take(find(session, "i henhold til"))
    assert session.text == "<p>Svar etter A &amp; B.</p>"


def test_markup_inside_the_words_is_not_written_over(make: Maker) -> None:
    session = make(source=pasted("<p>Svar i <b>henhold</b> til loven.</p>", Format.HTML))
    (mark,) = [m for m in session.marks if "henhold" in m.finding.text]
    assert session.choices(mark) == ()


@pytest.mark.parametrize(
    ("data", "written"),
    [
        ("Svar i henhold til loven.\r\n".encode("utf-16"), "utf-16-le"),
        ("\ufeffSvar æ i henhold til loven.\r\n".encode(), "utf-8"),
        ("Svar på søknad i henhold til loven.\n".encode("cp1252"), "windows-1252"),
    ],
)
def test_saving_keeps_what_was_not_edited(
    checker: Checker, tmp_path: Path, data: bytes, written: str
) -> None:
    path = tmp_path / "brev.txt"
    path.write_bytes(data)
    session = Session(checker, open_file(path))
    assert session.source.encoding == written
    session.check()
    session.take(find(session, "i henhold til"))
    unsaved = [session.unsaved]
    assert session.save() == path
    assert [*unsaved, session.unsaved] == [True, False]
    spell = {"utf-16-le": "utf-16-le", "utf-8": "utf-8"}.get(written, "cp1252")
    old, new = "i henhold til".encode(spell), "etter".encode(spell)
    assert path.read_bytes() == data.replace(old, new)


def test_a_sign_the_encoding_lacks_is_an_error_with_a_way_out(
    checker: Checker, tmp_path: Path
) -> None:
    path = tmp_path / "brev.txt"
    path.write_bytes("Søknad på plass".encode("cp1252"))
    session = Session(checker, open_file(path))
    session.replace(0, 0, "→")
    with pytest.raises(ReadError) as caught:
        session.save()
    assert caught.value.code == "not-encodable"
    assert path.read_bytes() == "Søknad på plass".encode("cp1252")
    session.save(encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "→Søknad på plass"


def test_saving_a_pasted_text_needs_a_name(make: Maker, tmp_path: Path) -> None:
    session = make("Hei du.")
    with pytest.raises(ValueError, match="nowhere"):
        session.save()
    session.save(tmp_path / "ny.md")
    assert session.format is Format.MARKDOWN
    assert (tmp_path / "ny.md").read_text(encoding="utf-8") == "Hei du."
    with pytest.raises(ReadError):
        session.save(tmp_path / "finnes-ikke" / "x.txt")


def test_mixed_line_ends_are_told_of() -> None:
    source = opened(b"a\r\nb\r\nc\n", "x.txt")
    assert source.text == "a\nb\nc\n"
    assert source.newline == "\r\n"
    assert "mixed-line-ends" in source.notes


def test_a_broken_file_is_a_read_error(tmp_path: Path) -> None:
    path = tmp_path / "bilde.txt"
    path.write_bytes(b"\x89PNG\0\0")
    with pytest.raises(ReadError):
        open_file(path)
    with pytest.raises(ReadError):
        open_file(tmp_path / "finnes-ikke.txt")


def test_a_report_can_be_had_in_any_format(make: Maker) -> None:
    session = make()
    assert "vedrørende" in session.render("html")
    assert "i henhold til" in session.render("tekst", "nn")


def test_a_big_text_is_checked_in_parts_and_ends_as_if_in_one_go(checker: Checker) -> None:
    text = "".join(f"Avsnitt {n} vedrørende saken.\n\n" for n in range(3000))
    session = Session(checker, pasted(text))
    seen = []
    for outcome in checker.check(session.snapshot()):
        session.receive(outcome)
        seen.append((session.share, len(session.marks)))
        for mark in session.marks[:: max(1, len(session.marks) // 7)]:
            assert text[mark.span.start : mark.span.end] == mark.finding.text
    shares = [share for share, _ in seen]
    assert len(seen) > 3
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert words(session).count("vedrørende") == 3000
    assert not session.pending


def test_a_check_of_a_big_text_can_be_called_off(checker: Checker) -> None:
    text = "Avsnitt vedrørende saken.\n\n" * 5000
    session = Session(checker, pasted(text))
    for outcome in checker.check(session.snapshot()):
        session.receive(outcome)
        if outcome.share > 0.2:
            break
    assert session.pending
    assert session.report is None
    assert 0 < len(session.marks) < 5000


@pytest.mark.model
def test_only_the_changed_paragraph_is_parsed_and_checked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from klarsprak.nlp.spacy_backend import SpacyBackend

    parsed: list[str] = []
    checked: list[str] = []
    parse, run = SpacyBackend.parse, run_blocks

    def watch_parse(self: SpacyBackend, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        parsed.extend(texts)
        return parse(self, texts)

    def watch_blocks(
        planned: Sequence[BlockWork], document: Document, *rest: Any, **more: Any
    ) -> BlockFindings:
        checked.extend(document.blocks[w.index].text for w in planned if w.result is None)
        return run(planned, document, *rest, **more)

    monkeypatch.setattr(SpacyBackend, "parse", watch_parse)
    monkeypatch.setattr(linter, "run_blocks", watch_blocks)
    paragraphs = [f"Vi viser til søknad nummer {n} vedrørende plass i barnehage." for n in range(9)]
    session = Session(Checker(Plan(no_config=True)), pasted("\n\n".join(paragraphs)))
    session.check()
    assert set(paragraphs) <= set(parsed) and set(paragraphs) <= set(checked)
    parsed.clear()
    checked.clear()
    session.replace(session.text.index("nummer 4"), session.text.index("nummer 4"), "med ")
    session.check()
    changed = paragraphs[4].replace("nummer", "med nummer")
    assert set(parsed) == {changed}
    assert set(checked) == {changed}


@given(st.text(alphabet="ab \n", max_size=300), st.integers(1, 40))
def test_parts_are_the_text(text: str, size: int) -> None:
    assert "".join(text[start:end] for start, end in parts(text, size)) == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_undo_and_redo_are_each_others_inverse(checker: Checker, data: st.DataObject) -> None:
    session = Session(checker, pasted("Vi viser til søknaden vedrørende plass."))
    texts = [session.text]
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(session.text)))
        end = data.draw(st.integers(start, len(session.text)))
        new = data.draw(st.text(alphabet="ab \n", max_size=5))
        session.replace(start, end, new, typed=data.draw(st.booleans()))
        if session.text != texts[-1]:
            texts.append(session.text)
    back = []
    while (step := session.undo()) is not None:
        back.append(step)
        assert session.text in texts
    assert session.text == texts[0]
    assert not session.unsaved
    for _ in back:
        assert session.redo() is not None
    assert session.text == texts[-1]
    assert session.redo() is None


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("<!doctype html><html><body><p>Hei</p></body></html>", Format.HTML),
        ("  <p>Hei</p>", Format.HTML),
        ("# Plass\n\nHei", Format.MARKDOWN),
        ('<div id="a">\n</div>\n## Plass\n', Format.MARKDOWN),
        ("Les mer på [nav.no](https://nav.no).", Format.MARKDOWN),
        ("Hei\n\nFristen er <dato>. Pris < 5 og #1 på lista.", Format.TEXT),
    ],
)
def test_what_a_pasted_text_looks_like(text: str, format_: Format) -> None:
    assert looks_like(text) is format_


def test_a_passive_is_no_word_to_accept(make: Maker) -> None:
    session = make()
    mark = find(session, "vedrørende")
    passive = replace(mark, finding=replace(mark.finding, rule_id="aktiv/s-passiv"))
    with pytest.raises(ValueError, match="word"):
        session.accept(passive)


def test_a_text_is_not_saved_as_a_word_file(make: Maker, tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        make("Hei.").save(tmp_path / "brev.docx")
    assert caught.value.code == "not-word"
    assert not (tmp_path / "brev.docx").exists()


def test_a_word_file_is_opened_as_text_that_is_saved_elsewhere(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Svar i henhold til loven.")
    path = tmp_path / "brev.docx"
    word.save(str(path))
    source = open_file(path)
    assert source.path is None
    assert source.format is Format.TEXT
    assert "Svar i henhold til loven." in source.text
    assert "word-as-text" in source.notes


def test_a_sentence_built_anew_is_put_in_whole(make: Maker) -> None:
    text = "Hei.\n\nI henhold til loven blir søknaden din behandlet av kommunen. Ring oss."
    session = make(text)
    (mark,) = [m for m in session.marks if m.finding.text == "I henhold til"]
    start, end = text.index("I hen"), text.index(" Ring")
    anew = "Kommunen behandler søknaden din etter loven."
    built = replace(
        mark.finding,
        proposal=anew,
        suggestions=(),
        fix=Fix((Edit(Span(start, end), anew),), Applicability.UNSAFE),
    )
    mark = replace(mark, finding=built)
    told = card(mark, session.rulebook, load("nb"))
    assert told.rewrite is not None
    assert told.rewrite.text == anew
    assert len(told.choices) == 1
    session.replace(0, 3, "God dag")
    with pytest.raises(ValueError, match="changed"):
        session.take(moved([mark], [Change(0, "Hei", "God dag")])[0])
    session.check()
    session.take(moved([mark], [Change(0, "Hei", "God dag")])[0])
    assert session.text == f"God dag.\n\n{anew} Ring oss."
    session.undo()
    session.undo()
    assert session.text == text


def test_a_choice_with_a_hole_is_only_advice(make: Maker) -> None:
    session = make()
    mark = find(session, "vedrørende")
    holed = replace(mark.finding, suggestions=("[hvem?] sier", "om … av", "om"), fix=None)
    assert session.choices(replace(mark, finding=holed)) == ("om",)
    told = card(replace(mark, finding=holed), session.rulebook, load("nb"))
    assert told.advice == ("[hvem?] sier", "om … av")
