"""Comments that let findings be: which rules, where, why, until when."""

import pytest

from klarsprak.core.document import Format, Suppression
from klarsprak.readers.registry import read_text

FORMATS = [Format.HTML, Format.MARKDOWN]


def found(source: str, format_: Format) -> list[tuple[str, str, str, str]]:
    """(rule, reason, until, file text in scope) of each suppression."""
    document = read_text(source, format_, "side")
    return [
        (s.rule, s.reason, s.until, source[s.scope.start : s.scope.end].strip())
        for s in document.suppressions
    ]


@pytest.mark.parametrize("format_", FORMATS)
def test_the_next_block(format_: Format) -> None:
    source = (
        "<!-- klarsprak-ok ord/kanselliord: sitat fra loven -->\n\n"
        "<p title='å'>Første.</p>\n\n<p>Andre.</p>\n"
    )
    ((rule, reason, until, scope),) = found(source, format_)
    assert (rule, reason, until) == ("ord/kanselliord", "sitat fra loven", "")
    assert scope == "<p title='å'>Første."


def test_the_next_block_of_markdown() -> None:
    source = "# A\n\n<!-- klarsprak-ok ord/x: ja -->\nEn *to* [tre](u).\n\nFire.\n"
    assert found(source, Format.MARKDOWN)[0][3].startswith("En *to* [tre")
    assert "Fire" not in found(source, Format.MARKDOWN)[0][3]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_stretch_with_several_rules_and_an_end_date(format_: Format) -> None:
    source = (
        "<p>Før.</p>\n\n<!-- klarsprak-av ord/a, setning/b: venter på ny lov; til 2027-01-01 -->"
        "\n\n<p>Inni.</p>\n\n<!-- klarsprak-slutt -->\n\n<p>Etter.</p>\n"
    )
    expected = ("venter på ny lov", "2027-01-01", "<p>Inni.</p>")
    assert found(source, format_) == [("ord/a", *expected), ("setning/b", *expected)]


def test_a_comment_inside_a_block_holds_for_that_block() -> None:
    source = "<p>En <!-- klarsprak-ok ord/x: ja --> to.</p><p>Tre.</p>"
    assert found(source, Format.HTML)[0][3] == "En <!-- klarsprak-ok ord/x: ja --> to."


def test_open_stretches_run_to_the_end_and_may_close_one_by_one() -> None:
    source = (
        "<!-- klarsprak-av ord/a: en --><p>1</p><!-- klarsprak-av ord/b: to --><p>2</p>"
        "<!-- klarsprak-slutt ord/a --><p>3</p>"
    )
    first, second = found(source, Format.HTML)
    assert first[0] == "ord/a"
    assert first[3].endswith("<p>2</p>")
    assert second[0] == "ord/b"
    assert second[3].endswith("<p>3</p>")


def test_no_reason_and_no_rule() -> None:
    source = "<!-- klarsprak-ok --><p>1</p><!-- klarsprak-ok ord/x --><p>2</p><!-- klarsprakx -->"
    assert [(rule, reason) for rule, reason, _, _ in found(source, Format.HTML)] == [
        ("*", ""),
        ("ord/x", ""),
    ]


def test_the_place_is_the_comment() -> None:
    source = "<!-- klarsprak-ok ord/x: ja -->"
    (suppression,) = read_text(source, Format.HTML, "x").suppressions
    assert isinstance(suppression, Suppression)
    assert source[suppression.place.start : suppression.place.end] == source


@pytest.mark.parametrize("format_", FORMATS)
def test_one_line(format_: Format) -> None:
    source = "<p>Først.\nSå <!-- klarsprak-linje ord/x: navn --> dette.\nSist.</p>\n"
    ((rule, reason, _, scope),) = found(source, format_)
    assert (rule, reason) == ("ord/x", "navn")
    assert scope == "Så <!-- klarsprak-linje ord/x: navn --> dette."


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('klarsprak-av: "ord/x, ord/y: sitat; til 2027-01-01"', ["ord/x", "ord/y"]),
        ("klarsprak-av: 'ord: sitat; til 2027-01-01'", ["ord"]),
        ('klarsprak-av:\n  - "ord/x: sitat; til 2027-01-01"\n  - "a/b: sitat; til 2027-01-01"', ["ord/x", "a/b"]),
        ('klarsprak-av:\r\n- "ord/x: sitat; til 2027-01-01"', ["ord/x"]),
    ],
)  # fmt: skip
def test_front_matter_holds_for_the_whole_file(line: str, wanted: list[str]) -> None:
    source = f"---\ntitle: A\n{line}\nlang: nb\n---\n\nEn.\n\nTo.\n"
    listed = found(source, Format.MARKDOWN)
    assert [rule for rule, *_ in listed] == wanted
    assert {(reason, until) for _, reason, until, _ in listed} == {("sitat", "2027-01-01")}
    assert all(scope == "En.\n\nTo." for *_, scope in listed)
    for one in read_text(source, Format.MARKDOWN, "x").suppressions:
        assert one.listed is not None
        assert one.rule in source[one.listed.start : one.listed.end]
        assert one.place.contains(one.listed)


def test_front_matter_of_others_is_no_suppression() -> None:
    assert found("---\ntitle: klarsprak-av\n---\nklarsprak-av: ord/x: nei\n", Format.MARKDOWN) == []
    assert found("klarsprak-av: ord/x: nei\n", Format.MARKDOWN) == []


def test_an_end_belongs_to_one_comment_or_to_none() -> None:
    source = (
        "<!-- klarsprak-av ord/a: en -->1<!-- klarsprak-av ord/b, ord/c: to -->2"
        "<!-- klarsprak-slutt ord/b -->3<!-- klarsprak-slutt -->4"
        "<!-- klarsprak-av ord/d: tre -->5<!-- klarsprak-slutt -->"
    )
    ends = {s.rule: s.ended_by for s in read_text(source, Format.HTML, "x").suppressions}
    assert ends["ord/a"] is ends["ord/b"] is ends["ord/c"] is None
    assert ends["ord/d"] is not None
    assert source[ends["ord/d"].start :] == "<!-- klarsprak-slutt -->"
