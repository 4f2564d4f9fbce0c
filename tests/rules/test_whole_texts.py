"""Rules about whole texts that are too long for the examples of a rule file."""

from pathlib import Path

import pytest

from klarsprak.core.document import Format
from klarsprak.core.finding import Finding
from klarsprak.engine.run import Plan, Workshop
from klarsprak.readers.registry import read_text

NB = "Vi rydder snø i alle gatene når det har snødd mye om natta."
NN = "Vi ryddar snø i alle gatene når det har snødd mykje om natta."
HEAVY = (
    "Kommunestyrets hovedutvalg har vedtatt rutiner for saksbehandling av dispensasjoner, som "
    "innebærer at samtlige virksomheter gjennomfører forhåndskonferanser med tiltakshavere før behandling."
)


def found(source: str, rule: str, form: Format = Format.MARKDOWN, **flags: str) -> list[Finding]:
    """What one rule finds in a text, by the settings given as flags."""
    workshop = Workshop(Plan(flags={"velg": (rule,), **flags}, no_config=True, raise_errors=True))
    document = read_text(source, form, "tekst")
    report = workshop.lint(document, workshop.config_for(Path.cwd())).report
    for finding in report.findings:
        assert finding.span is not None
        assert source[finding.span.start : finding.span.end] == finding.text
    return list(report.findings)


def page(words: int, sentence: str = NB, per_heading: int = 200) -> str:
    """A page of about so many words, with a heading now and then."""
    length = len(sentence.split())
    parts, count = ["# Snø i gatene\n"], 0
    while count < words:
        if count and count % per_heading < length:
            parts.append(f"## Del {count}\n")
        parts.append(f"{sentence}\n")
        count += length
    return "\n".join(parts)


@pytest.mark.parametrize("sentence", [NB, NN])
@pytest.mark.parametrize("rule", ["lesbarhet/lang-tekst", "tekst/oversikt-mangler"])
def test_a_long_page_without_contents(rule: str, sentence: str) -> None:
    assert [f.text for f in found(page(950, sentence), rule)] == ["Snø i gatene"]
    assert not found(page(800, sentence), rule)


@pytest.mark.parametrize(
    "contents",
    [
        "## Innhold\n\n- Del 1\n",
        "På denne siden:\n",
        "- [Del 1](#a)\n- [Del 2](#b)\n- [Del 3](#c)\n",
        "[TOC]\n",
    ],
)
def test_a_list_of_contents_is_seen(contents: str) -> None:
    title, _, rest = page(950).partition("\n")
    assert not found(f"{title}\n\n{contents}\n{rest}", "tekst/oversikt-mangler")


def test_too_many_levels_of_headings_are_told_of() -> None:
    levels = "".join(f"{'#' * level} Nivå {level}\n\n{NB} {NB} {NB}\n\n" for level in range(1, 6))
    (finding,) = found(levels * 3, "lesbarhet/lang-tekst")
    assert finding.values["levels"] == "5"
    assert finding.values["words"] == ""


@pytest.mark.parametrize("kind", ["saksframlegg", "rapport"])
def test_a_long_case_paper_needs_a_summary(kind: str) -> None:
    rule = "tekst/sammendrag-mangler"
    assert found(page(1600), rule, dokumenttype=kind)
    assert not found(page(1400), rule, dokumenttype=kind)
    assert not found(page(1600), rule, dokumenttype="nett")
    for title in ("Kort fortalt", "Sammendrag", "1. Samandrag", "Saken i korte trekk"):
        assert not found(f"## {title}\n\n{NB}\n\n{page(1600)}", rule, dokumenttype=kind)


@pytest.mark.parametrize("sentence", [NB, NN])
def test_a_long_stretch_needs_a_subheading(sentence: str) -> None:
    rule = "tekst/mellomtitler-mangler"
    bare = page(320, sentence, per_heading=10_000)
    (finding,) = found(bare, rule)
    assert finding.text == sentence
    assert int(finding.values["words"]) > 300
    assert not found(page(320, sentence, per_heading=150), rule)
    assert len(found(page(700, sentence, per_heading=350), rule)) == 2


def test_a_letter_of_one_page_needs_no_subheading() -> None:
    rule = "tekst/mellomtitler-mangler"
    assert not found(page(400, per_heading=10_000), rule, dokumenttype="brev")
    assert found(page(500, per_heading=10_000), rule, dokumenttype="brev")


def test_a_text_for_a_chosen_audience_is_held_to_its_limits() -> None:
    rule = "malgruppe/over-grensene"
    heavy = "# Saker\n\n" + "\n\n".join([HEAVY] * 8)
    (finding,) = found(heavy, rule, malgruppe="andresprak-b1")
    assert finding.values["lix"] and finding.values["mean"]
    assert not found(heavy, rule), "no audience was chosen"
    assert not found(page(200), rule, malgruppe="andresprak-b1")


@pytest.mark.parametrize(
    "rule",
    [
        "dialog/kontakt-mangler",
        "dialog/neste-steg-mangler",
        "inkludering/bare-digitalt",
        "malgruppe/hvem-gjelder-det",
        "tekst/ingen-handling",
        "tekst/oversikt-mangler",
        "malgruppe/ikke-oppgitt",
    ],
)
@pytest.mark.parametrize(
    "source",
    [
        "# Plass\n\nSøk om plass på nett. Du kan få plass.",
        "\n\n".join(f"§ {n}. {HEAVY} Søk om plass på nett." for n in range(1, 9)),
        "# API\n\n```json\n" + '{"a": 1}\n' * 30 + f"```\n\nSøk om plass på nett. {HEAVY}",
        f"Søk om plass på nett. Slik søker du. {HEAVY} {HEAVY} {HEAVY}",
    ],
    ids=["short", "statute", "developers", "fragment"],
)
def test_what_is_missing_is_asked_of_whole_texts_only(rule: str, source: str) -> None:
    assert not found(source, rule)
