"""What is remembered of blocks changes the time a lint takes, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klarsprak.core.analysis import Analysis, Need
from klarsprak.core.audience import Audience, Setting
from klarsprak.core.bounded import Bounded
from klarsprak.core.document import Block, BlockKind, Document, Format
from klarsprak.core.finding import Certainty, Edit, Match, Severity
from klarsprak.core.rule import RuleMeta, RuleSet
from klarsprak.core.spans import Span
from klarsprak.engine.linter import Surroundings, lint
from klarsprak.engine.memory import BlockMemory
from klarsprak.engine.result import LintResult
from klarsprak.engine.run import Plan, Workshop
from klarsprak.readers.registry import read, read_text

PARAGRAPHS = (
    "Søknaden behandles i henhold til gjeldende regelverk.",
    "Vi viser til søknaden din. Den ble avslått 3. mars 2024!!",
    "Kommunen foretok en vurdering av saken og fattet vedtak om avslag.",
    "Det vart gjeve løyve etter plan- og bygningslova, og vedtaket kan påklagast.",
    "Du kan klage innen tre uker. Ring oss på 32 04 70 00.",
    "Saka vert handsama av NAV og BPA-kontoret i høve til lovverket.",
    "## Vedtak om avslag",
    "- Skriv «i henhold til» bare når du siterer.",
    "The form must be filled in by you before you contact the office.",
    "Kort.",
    "I denne forbindelse vil det bli iverksatt tiltak, herunder oppfølging, kartlegging, "
    "veiledning og eventuelt andre egnede tiltak, jf. forvaltningsloven § 17.",
)


def _workshop() -> Workshop:
    return Workshop(Plan(no_config=True, today=date(2026, 1, 5), keep_documents=True))


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return _workshop()


def _fresh(workshop: Workshop, document: Document) -> LintResult:
    workshop.memory = BlockMemory()
    return workshop.lint(document, workshop.config_for(Path("/")))


def _lint(workshop: Workshop, memory: BlockMemory, document: Document) -> LintResult:
    workshop.memory = memory
    return workshop.lint(document, workshop.config_for(Path("/")))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=8), min_size=2, max_size=4),
    st.sampled_from([Format.MARKDOWN, Format.TEXT, Format.HTML]),
)
def test_edited_documents_give_the_same_as_new_ones(
    workshop: Workshop, versions: list[list[str]], format_: Format
) -> None:
    memory = BlockMemory(limit=300)
    for paragraphs in versions:
        joined = "\n\n".join(paragraphs)
        if format_ is Format.HTML:
            joined = "".join(f"<p>{p}</p>\n" for p in paragraphs)
        document = read_text(joined, format_, "brev")
        assert _comparable(_lint(workshop, memory, document)) == _comparable(
            _fresh(workshop, document)
        )


def test_real_texts_give_the_same_with_one_memory_as_with_none(
    workshop: Workshop, shared_dir: Path
) -> None:
    folder = shared_dir / "data" / "texts"
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md", ".html"))
    memory = BlockMemory()
    for path in paths[::9]:
        document = read(path.name, path.read_bytes())
        alone = _comparable(_fresh(workshop, document))
        assert _comparable(_lint(workshop, memory, document)) == alone, path
        assert _comparable(_lint(workshop, memory, document)) == alone, path


def test_a_page_in_word_keeps_its_paragraph_numbers(workshop: Workshop) -> None:
    """Blocks with the same words share what is remembered, not where they stand."""
    document = read_text("Vedrørende saken.\n\nVedrørende saken.", Format.TEXT, "brev")
    first, second = (
        replace(block, attributes={"part": "document", "paragraph": str(number)})
        for number, block in enumerate(document.blocks)
    )
    document = replace(document, blocks=(first, second))
    found = _fresh(workshop, document).report.findings
    places = [f.location for f in found if f.rule_id.startswith("ord/")]
    assert [getattr(place, "paragraph", None) for place in places] == [0, 1]


def _comparable(result: LintResult) -> tuple[object, ...]:
    return replace(result.report, document=None), result.errors, result.facts


@dataclass
class _Counting:
    """A block rule that counts how often it is asked, and may read the setting."""

    meta: RuleMeta
    reads: str = ""
    edits: bool = False
    need: Need = Need.TEXT
    asked: int = 0

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        self.asked += 1
        value = str(getattr(setting, self.reads)) if self.reads else ""
        edits = (Edit(Span(0, 1), "x"),) if self.edits else ()
        yield Match(Span(0, 2), {"lemma": value}, edits=edits)


def _meta(name: str = "ord/prove") -> RuleMeta:
    return RuleMeta(
        id=name,
        kind="check",
        severity=Severity.SUGGESTION,
        need=Need.TEXT,
        title={},
        message={},
        why={},
        promises=(),
        scope=frozenset({BlockKind.PARAGRAPH}),
        certainty=Certainty.FAULT,
    )


def _setting(day: int = 1, audience: str = "innbygger", limit: float = 20.0) -> Setting:
    return Setting(Audience(audience, {}, {"sent_mean": limit}), "nett", date(2026, 1, day))


def _run(rule: _Counting, memory: BlockMemory, setting: Setting) -> list[str]:
    document = read_text("Her er en setning.\n\nHer er en til.", Format.TEXT, "prøve")
    around = Surroundings(RuleSet((rule,)), raise_errors=True, scope="a")
    result = lint(document, setting, around, memory)
    return [f.values["lemma"] for f in result.report.findings]


def test_a_block_is_asked_about_once() -> None:
    rule, memory = _Counting(_meta()), BlockMemory()
    assert _run(rule, memory, _setting(1)) == ["", ""]
    assert _run(rule, memory, _setting(2)) == ["", ""]
    assert rule.asked == 2


def test_a_rule_that_reads_the_day_is_asked_again_on_another_day() -> None:
    rule, memory = _Counting(_meta(), reads="today"), BlockMemory()
    assert _run(rule, memory, _setting(1)) == ["2026-01-01"] * 2
    assert _run(rule, memory, _setting(2)) == ["2026-01-02"] * 2
    assert _run(rule, memory, _setting(1)) == ["2026-01-01"] * 2
    assert rule.asked == 4


def test_a_changed_limit_of_the_audience_is_another_audience() -> None:
    rule, memory = _Counting(_meta(), reads="audience"), BlockMemory()
    _run(rule, memory, _setting(limit=20.0))
    _run(rule, memory, _setting(limit=21.0))
    assert rule.asked == 4


def test_edits_are_places_in_a_file_and_are_not_remembered() -> None:
    rule, memory = _Counting(_meta(), edits=True), BlockMemory()
    _run(rule, memory, _setting())
    _run(rule, memory, _setting())
    assert rule.asked == 4


def test_another_rule_is_not_answered_for() -> None:
    memory = BlockMemory()
    _run(_Counting(_meta()), memory, _setting())
    other = _Counting(_meta("ord/annen"))
    assert _run(other, memory, _setting()) == ["", ""]
    assert other.asked == 2


def test_a_rule_that_crashed_is_not_taken_for_done() -> None:
    class _Crashing(_Counting):
        def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
            if self.asked == 0:
                self.asked = 1
                raise ZeroDivisionError
            return super().check(block, analysis, setting)

    rule, memory = _Crashing(_meta()), BlockMemory()
    document = read_text("Her er en setning.", Format.TEXT, "prøve")
    around = Surroundings(RuleSet((rule,)), scope="a")
    crashed = lint(document, _setting(), around, memory)
    assert [e.code for e in crashed.errors] == ["rule-crashed"]
    mended = lint(document, _setting(), around, memory)
    assert not mended.errors
    assert len(mended.report.findings) == 1


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 30), st.booleans())), st.integers(1, 100)
)
def test_a_bounded_memory_keeps_its_limit_or_what_is_in_use(
    steps: list[tuple[int, int, bool]], limit: int
) -> None:
    memory: Bounded[int, int] = Bounded(limit)
    used: dict[int, int] = {}
    memory.begin()
    for key, size, new_round in steps:
        if new_round:
            memory.tidy()
            memory.begin()
            used = {}
        if memory.get(key) is None:
            memory.put(key, size, size)
        used[key] = size
    memory.tidy()
    kept = {key: value for key in range(21) if (value := memory.get(key)) is not None}
    assert kept.keys() >= used.keys()
    assert sum(kept.values()) <= max(limit, sum(kept[key] for key in used))
