"""Fixes: stable, without overlap, and never at the price of a new finding."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klarsprak.core.document import Document, Format
from klarsprak.core.finding import (
    Applicability,
    Certainty,
    Edit,
    Excerpt,
    FileLocation,
    Finding,
    Fix,
    Severity,
)
from klarsprak.core.spans import Span
from klarsprak.engine.fixer import SAFE, SAFE_AND_UNSAFE, fix_document, without_overlap
from klarsprak.engine.run import Plan, Workshop
from klarsprak.readers.registry import read_text


def finding(
    start: int, end: int, text: str, *, rule: str = "ord/x", severity: Severity = Severity.WARNING,
    applicability: Applicability = Applicability.SAFE,
) -> Finding:  # fmt: skip
    return Finding(
        rule,
        severity,
        Certainty.FAULT,
        FileLocation("a.txt", Span(start, end), 1, 1, 1, 1),
        "",
        Excerpt("", 0, 0),
        fix=Fix((Edit(Span(start, end), text),), applicability),
    )


def by_words(swaps: dict[str, str], bad: str = "") -> object:
    """A linter that swaps words, and takes every `bad` for a fault without a cure."""

    def lint(document: Document) -> Sequence[Finding]:
        found = [
            finding(m.start(), m.end(), swaps[m.group()])
            for m in re.finditer(r"\w+", document.source)
            if m.group() in swaps
        ]
        if bad:
            found += [
                replace(finding(m.start(), m.end(), "", rule="ord/y"), fix=None)
                for m in re.finditer(bad, document.source)
            ]
        return found

    return lint


def fixed(source: str, lint: object) -> str:
    document = read_text(source, Format.TEXT, "a.txt")
    return fix_document(document, lint).document.source  # type: ignore[arg-type]


def test_again_until_nothing_is_left() -> None:
    assert fixed("en to", by_words({"en": "to", "to": "tre"})) == "tre tre"


def test_a_circle_ends() -> None:
    assert fixed("en", by_words({"en": "to", "to": "en"})) in ("en", "to")


def test_a_fix_that_brings_a_warning_is_not_made_and_the_others_are() -> None:
    lint = by_words({"en": "farlig", "to": "trygg"}, bad="farlig")
    document = read_text("en og to", Format.TEXT, "a.txt")
    done = fix_document(document, lint)  # type: ignore[arg-type]
    assert done.document.source == "en og trygg"
    assert [f.span for f in done.withheld] == [Span(0, 2)]


def test_a_warning_far_off_is_laid_to_the_nearest_fix() -> None:
    def lint(document: Document) -> Sequence[Finding]:
        found = list(by_words({"en": "to"})(document))  # type: ignore[operator]
        if document.source.startswith("to"):
            end = len(document.source)
            found.append(replace(finding(end - 1, end, "", rule="tekst/x"), fix=None))
        return found

    assert fixed("en " + "ord " * 20 + "en.", lint).endswith("en.")


def test_the_graver_and_then_the_longer_fix_wins() -> None:
    short = finding(2, 4, "x", severity=Severity.ERROR)
    longer = finding(0, 6, "y")
    beside = finding(7, 9, "z")
    touching = finding(9, 12, "w", severity=Severity.SUGGESTION)
    assert without_overlap([longer, short, touching, beside]) == [short, beside]


def test_a_lesser_change_does_not_hide_a_better_one_that_is_only_shown() -> None:
    whole = replace(
        finding(0, 12, "vurdere", rule="ord/y", applicability=Applicability.DISPLAY),
        suggestions=("vurdere",),
    )
    part = finding(0, 6, "gjøre")

    def lint(document: Document) -> Sequence[Finding]:
        return [whole, part] if document.source.startswith("foreta") else []

    assert not fix_document(
        read_text("foreta en ny vurdering av", Format.TEXT, "a.txt"), lint
    ).applied


def test_what_the_encoding_lacks_is_not_written() -> None:
    document = replace(read_text("en", Format.TEXT, "a.txt"), encoding="windows-1252")
    done = fix_document(document, by_words({"en": "→"}))  # type: ignore[arg-type]
    assert done.document.source == "en"


def test_unsafe_only_when_asked() -> None:
    def lint(document: Document) -> Sequence[Finding]:
        if document.source != "en":
            return []
        return [finding(0, 2, "to", applicability=Applicability.UNSAFE)]

    document = read_text("en", Format.TEXT, "a.txt")
    assert fix_document(document, lint, SAFE).document.source == "en"
    assert fix_document(document, lint, SAFE_AND_UNSAFE).document.source == "to"


PIECES = st.lists(
    st.sampled_from(
        [
            "Du kan kun søke dersom du bor her.",
            "I medhold av loven gjelder dette på grunn av at fristen er ute.",
            'Vi kaller det "hjelp" i 2020-2022, dvs. støtte.',
            "«Du kan kun søke», sier loven.",
            "Kommunen iverksetter tiltak for å ivareta barna.",
            "Mo\u00adde\u0301n kun blå\u030a.",
            "Vi benytter skjemaet allikevel.",
            "Ta kontakt om hvorvidt du får hjelp på nåværende tidspunkt.",
            "Du søkjer ikkje, men kun i medhald av lova.",
        ]
    ),
    min_size=1,
    max_size=4,
)
WRAPPINGS = (
    (Format.TEXT, "{}\r\n\r\n{}\r\n"),
    (Format.MARKDOWN, "# Kun *dette*\n\n- {}\n- **{}**\n\n`kun`\n\n> {}\n"),
    (Format.HTML, "<h1>Kun &aring;</h1>\r\n<p>{}<br>{}</p><pre>kun</pre><img alt='kun \"x\"'>"),
)


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    chosen = ["ord/tungt-bindeord", "ord/kanselliord", "ord/fraradet-forkortelse",
              "rettskriving/strek", "rettskriving/anforselstegn"]  # fmt: skip
    return Workshop(Plan(flags={"velg": tuple(chosen)}, no_config=True, raise_errors=True))


@settings(deadline=None, max_examples=40)
@given(PIECES, st.sampled_from(WRAPPINGS), st.booleans(), st.booleans())
def test_fixing_twice_is_fixing_once_and_nothing_else_changes(
    workshop: Workshop,
    pieces: list[str],
    wrapping: tuple[Format, str],
    unsafe: bool,
    entities: bool,
) -> None:
    format_, frame = wrapping
    texts = [" ".join(pieces).replace("ø", "&oslash;") if entities else " ".join(pieces)] * 3
    source = frame.format(*texts)
    document = read_text(source, format_, "prøve")
    config = workshop.config_for(Path.cwd())

    def lint(text: Document) -> Sequence[Finding]:
        return workshop.lint(text, config).report.findings

    applicable = SAFE_AND_UNSAFE if unsafe else SAFE
    once = fix_document(document, lint, applicable)
    again = fix_document(once.document, lint, applicable)
    assert again.document.source == once.document.source
    assert not again.applied
    # Nothing is lost but words that the fixes name: code, quotations and tags stand.
    for kept in ("`kun`", "<pre>kun</pre>", "«Du kan kun søke», sier loven."):
        if kept in source:
            assert kept in once.document.source
    assert re.findall(r"<[^>]*>|\r\n", once.document.source) == re.findall(r"<[^>]*>|\r\n", source)
    warnings = sum(f.severity.rank >= Severity.WARNING.rank for f in lint(document))
    assert sum(f.severity.rank >= Severity.WARNING.rank for f in once.remaining) <= warnings
