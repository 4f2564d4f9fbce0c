"""Whole texts with every finding kept: a change of a rule shows its side effects in review.

Renew with `pytest tests/corpus --snapshot-update` and read the difference.
"""

from datetime import date
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from klarsprak.engine.run import Plan, Workshop
from klarsprak.readers.registry import read

TEXTS = Path(__file__).parent / "tekster"


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(Plan(no_config=True, raise_errors=True, today=date(2026, 3, 20)))


@pytest.mark.model
@pytest.mark.parametrize("path", sorted(TEXTS.iterdir()), ids=lambda path: path.name)
def test_findings_in_a_whole_text(
    path: Path, workshop: Workshop, snapshot: SnapshotAssertion
) -> None:
    source = path.read_text(encoding="utf-8")
    document = read(path.name, path.read_bytes())
    report = workshop.lint(document, workshop.config_for(TEXTS)).report
    lines = []
    for finding in report.findings:
        if finding.span is not None:
            assert source[finding.span.start : finding.span.end] == finding.text
        shown = " ".join((finding.text or "").split())[:60]
        advice = " | ".join(finding.suggestions[:2])
        lines.append(
            f"{finding.severity.value:10} {finding.rule_id:32} «{shown}» {advice}".rstrip()
        )
    scores = [f"{p.id}: {p.score}" for p in report.promises]
    assert [report.language, report.document_type, *scores, *lines] == snapshot
