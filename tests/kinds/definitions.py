"""Rule files for tests of kinds, written as Python."""

from collections.abc import Mapping
from pathlib import Path

from klarsprak.core.definition import Definition
from klarsprak.rulebook.schema import build_meta

TEXTS = {"nb": "«{match}»", "nn": "«{match}»", "en": "“{match}”"}


def definition(
    raw: Mapping[str, object], folders: tuple[Path, ...] = (), *, trusted: bool = True
) -> Definition:
    """The definition of a rule with the keys in `raw` and harmless texts."""
    whole: dict[str, object] = {
        "severity": "suggestion",
        "promise": ["troverdighet"],
        "title": TEXTS,
        "message": TEXTS,
        "why": TEXTS,
        **raw,
    }
    meta = build_meta("prove/regel", whole, "regel.yaml", {})
    return Definition(meta, whole, "regel.yaml", {}, folders, trusted)
