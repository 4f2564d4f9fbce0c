"""Every rule of kind element keeps what its file promises, in the rule's own examples."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

import pytest

from klarsprak.core.analysis import Analysis
from klarsprak.core.audience import Setting
from klarsprak.core.document import Document, Format
from klarsprak.core.rule import DocumentRule, Example
from klarsprak.core.spans import Span
from klarsprak.rulebook.library import Library, kind_module, load_library, validate

T = TypeVar("T")


@dataclass(slots=True)
class BareContext:
    """Shared stores and nothing else: element rules ask for no language analysis."""

    stores: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def setting(self) -> Setting:
        raise AssertionError("element rules know no setting")

    @property
    def metrics(self) -> Mapping[str, float]:
        return {}

    def analysis(self, block: int) -> Analysis:
        raise AssertionError(f"element rules ask for no analysis of block {block}")

    def protected(self, block: int, *, quotes: bool) -> Sequence[Span]:
        return ()

    def shared(self, key: str) -> dict[str, object]:
        return self.stores.setdefault(key, {})

    def remembered(self, block: int, name: str, work: Callable[[], T]) -> T:
        return work()


LIBRARY: Library = load_library()
ELEMENT_RULES = [
    name for name in LIBRARY.ids() if LIBRARY.files[name][0].raw.get("kind") == "element"
]


def flagged(rule_id: str, source: str) -> list[str]:
    """What the rule flags in `source`, as file text."""
    definition = LIBRARY.definition(rule_id)
    rule = cast(DocumentRule, kind_module(definition).build(definition))
    document = Document("side.html", Format.HTML, source, ())
    spans = [placed.match.span for placed in rule.check_document(document, BareContext())]
    return [source[span.start : span.end] for span in spans]


def examples(kind: str) -> list[tuple[str, Example]]:
    """Those with tags; the ones in text and Markdown are tried in `tests/rules`."""
    return [
        (rule_id, example)
        for rule_id in ELEMENT_RULES
        for example in LIBRARY.meta(rule_id).examples
        if getattr(example, kind) and example.format not in ("markdown", "text")
    ]


@pytest.mark.parametrize("rule_id", ELEMENT_RULES)
def test_file_is_valid(rule_id: str) -> None:
    definition = LIBRARY.definition(rule_id)
    validate(definition)
    meta = definition.meta
    assert sum(bool(e.bad) for e in meta.examples) >= 2
    assert sum(bool(e.good) for e in meta.examples) >= 2
    for texts in (meta.title, meta.message, meta.why):
        assert set(texts) == {"nb", "nn", "en"}


@pytest.mark.parametrize(("rule_id", "example"), examples("bad"))
def test_bad_is_flagged_where_it_is_bad(rule_id: str, example: Example) -> None:
    assert flagged(rule_id, example.bad) == list(example.flags)


@pytest.mark.parametrize(("rule_id", "example"), examples("good"))
def test_good_is_let_be(rule_id: str, example: Example) -> None:
    assert flagged(rule_id, example.good) == []
