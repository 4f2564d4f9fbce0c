"""Every real text reads without error, and every sign of every block maps back."""

from pathlib import Path

import pytest

from klarsprak.readers.registry import SUPPORTED, read
from tests.readers.mapping import document_faults

pytestmark = pytest.mark.shared


def test_every_shared_text_maps_back(shared_dir: Path) -> None:
    files = sorted(
        path for path in (shared_dir / "data/texts").rglob("*.*") if path.suffix in SUPPORTED
    )
    assert len(files) >= 148
    faults = []
    for path in files:
        document = read(path.as_posix(), path.read_bytes())
        assert any(block.text for block in document.blocks), path
        faults += [f"{path.name} {fault}" for fault in document_faults(document)]
    assert not faults[:20]


def test_every_accessibility_case_maps_back(shared_dir: Path) -> None:
    files = sorted((shared_dir / "data/wcag/act/html").rglob("*.html"))
    assert len(files) > 500
    faults = []
    for path in files:
        document = read(path.as_posix(), path.read_bytes())
        faults += [f"{path.name} {fault}" for fault in document_faults(document)]
    assert not faults[:20]
