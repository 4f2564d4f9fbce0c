"""What the interactive mode tells a writer is plain, in both written standards."""

import pytest

from klarsprak.api import lint_text
from klarsprak.core.finding import Severity
from klarsprak.messages.catalogue import load
from klarsprak.messages.template import fill

TABLES = ("ui.help", "ui.key.", "ui.letter.", "ui.format.")
"""Lists of keys and names; they are no sentences."""


@pytest.mark.model
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_texts_of_the_interactive_mode_have_no_warnings(language: str) -> None:
    texts = [
        fill(text, lambda name: "3")
        for key, text in load(language).texts.items()
        if key.startswith("ui.") and not key.startswith(TABLES)
    ]
    assert len(texts) > 50
    report = lint_text("\n\n".join(texts), audience="ansatt", document_type="nett")
    assert report.language == language
    hard = [f for f in report.findings if f.severity.rank >= Severity.WARNING.rank]
    assert [(f.rule_id, f.text) for f in hard] == []
