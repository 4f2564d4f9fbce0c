"""What klarsprak tells a writer passes klarsprak: plain words, du, no blame."""

import re

import pytest

from klarsprak.api import lint_text
from klarsprak.core.finding import Severity
from klarsprak.messages.catalogue import load
from klarsprak.messages.template import fill

TOLD = "place report reading band promise question good technical note html markdown fix margin compare".split()
EXAMPLES = {"n": "3", "line": "4", "lix": "46", "target": "40", "score": "61", "share": "20"}


GIVEN = {"band.work"}
"""Names that the poster map gives; they are quoted, not written by us."""


def sample(language: str, families: list[str]) -> str:
    """The texts of `families`, holes filled, a paragraph each and a heading for each family."""
    parts = []
    for number, family in enumerate(families, start=1):
        chosen = (
            text
            for key, text in load(language).texts.items()
            if key.partition(".")[0] == family and key not in GIVEN
        )
        parts.append(f"## Del {number}")
        parts.extend(fill(text, lambda name: EXAMPLES.get(name, "tre")) for text in chosen)
    return "\n\n".join(parts)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_texts_for_writers_have_no_findings(language: str) -> None:
    found = lint_text(sample(language, TOLD), audience="ansatt", document_type="nett")
    assert found.language == language
    assert found.metrics["lix"] < 40
    assert [(f.rule_id, f.text) for f in found.findings] == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_error_texts_are_not_hard_to_read(language: str) -> None:
    found = lint_text(sample(language, ["error"]), audience="ansatt", document_type="nett")
    hard = [f for f in found.findings if f.severity.rank >= Severity.WARNING.rank]
    assert [(f.rule_id, f.text) for f in hard] == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_only_errors_are_called_so(language: str) -> None:
    texts = load(language).texts
    # What a dictionary says of a spelling is no judgement of the writer.
    apart = ("error.", "cli.word.list.")
    told = {key: text for key, text in texts.items() if not key.startswith(apart)}
    blaming = {key for key, text in told.items() if re.search(r"\bfeil\b", text, re.I)}
    assert blaming == {"severity.error", "count.error.one", "count.error.other"}
