"""What fixes and fingerprints cost grows with the text, not with its square."""

from pathlib import Path

import pytest

from klarsprak.core.document import Block, Format
from klarsprak.core.spans import Span
from klarsprak.engine.protect import protected_spans
from klarsprak.engine.run import Plan, Workshop
from klarsprak.readers.registry import read_text


def test_the_guards_read_a_block_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[int] = []

    def counted(block: Block, *, quotes: bool = True) -> tuple[Span, ...]:
        asked.append(1)
        return protected_spans(block, quotes=quotes)

    monkeypatch.setattr("klarsprak.engine.fixes.protected_spans", counted)
    workshop = Workshop(Plan(flags={"velg": ("rettskriving",)}, no_config=True))
    document = read_text("Det er 1.000 12/12/12 5% og " * 60, Format.TEXT, "x.txt")
    found = workshop.lint(document, workshop.config_for(tmp_path)).report.findings
    assert len(found) > 100
    assert len(asked) <= 2
