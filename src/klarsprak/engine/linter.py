"""One document through the rules: pure, no files, no clock, no output."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from klarsprak.config.model import ExemptionRow
from klarsprak.core.analysis import Analysis, Need
from klarsprak.core.audience import Setting
from klarsprak.core.document import Document
from klarsprak.core.errors import KlarsprakError
from klarsprak.core.finding import Finding, Match, Severity
from klarsprak.core.report import FileReport, Promise, SentenceLength, Suppressed, ToolError
from klarsprak.core.rule import (
    WHOLE_TEXT,
    Rule,
    RuleMeta,
    RuleOutline,
    RuleSet,
    is_block_rule,
    is_document_rule,
    is_run_rule,
)
from klarsprak.core.spans import Span
from klarsprak.engine.block_rows import keep, recall
from klarsprak.engine.blocks import (
    BlockFindings,
    BlockWork,
    outside_protected,
    plan_blocks,
    run_blocks,
)
from klarsprak.engine.fingerprint import with_fingerprints
from klarsprak.engine.memory import BlockMemory, BlockRecord, WatchedSetting
from klarsprak.engine.overlap import merged
from klarsprak.engine.place import Placer
from klarsprak.engine.protect import protected_spans
from klarsprak.engine.result import LintResult
from klarsprak.engine.scoring import coverage, promise_scores, quotes_are_own, score_notes
from klarsprak.engine.severity import base_severity, escalated
from klarsprak.engine.suppress import split
from klarsprak.engine.suppression_findings import about_suppressions, exempted
from klarsprak.nlp import containers
from klarsprak.nlp import metrics as metrics_module
from klarsprak.nlp.analysis import Analyses, Backend
from klarsprak.nlp.language import resolve
from klarsprak.nlp.metrics import BlockGrammar
from klarsprak.rulebook.library import BROWSER_KINDS

T = TypeVar("T")

NOT_ASKED = frozenset({"kort", "lov", "plan", "utvikler", "utdrag"})
"""Traits of texts that get no rule about something that is missing (``options.missing``)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a lint of one document stands on besides the document."""

    ruleset: RuleSet
    known: tuple[RuleOutline, ...] = ()
    promises: tuple[Promise, ...] = ()
    exemptions: tuple[ExemptionRow, ...] = ()
    vocabulary: frozenset[str] = frozenset()
    backend: Backend | None = None
    raise_errors: bool = False
    scope: str = ""
    """Names rules and backend: what is remembered holds for one such scope."""


@dataclass(slots=True)
class LintContext:
    """What document rules may ask for; see `core.rule.Context`."""

    document: Document
    setting: Setting
    analyses: Analyses
    metrics: Mapping[str, float]
    records: Sequence[BlockRecord]
    own_quotes: bool = False
    """Whether quotations are judged as the writer's own text."""
    _stores: dict[str, dict[str, object]] = field(default_factory=dict)

    def protected(self, block: int, *, quotes: bool) -> tuple[Span, ...]:
        """The protected spans of a block; many rules ask for the same ones."""
        quotes = quotes and not self.own_quotes
        return self.remembered(
            block,
            f"protected {quotes}",
            lambda: protected_spans(self.document.blocks[block], quotes=quotes),
        )

    def remembered(self, block: int, name: str, work: Callable[[], T]) -> T:
        """What `work` gives for a block, worked out once as long as the memory holds it."""
        return self.records[block].remembered(name, work)

    def analysis(self, block: int) -> Analysis:
        """The analysis of the block with this index."""
        return self.analyses[block]

    def shared(self, key: str) -> dict[str, object]:
        """A store for work that several rules share."""
        return self._stores.setdefault(key, {})


def lint(
    document: Document,
    setting: Setting,
    around: Surroundings,
    memory: BlockMemory | None = None,
) -> LintResult:
    """Run every rule that fits on `document`, whose languages are resolved first.

    A rule that raises becomes a tool error and the others go on (with `raise_errors` it
    raises). Findings are placed, merged, escalated, suppressed, scored and ordered.
    With `memory`, blocks that were checked before are not checked again; the result is
    the same.
    """
    memory = memory or BlockMemory()
    memory.begin()
    if not document.language:
        document = resolve(document, memory.language)
    whole, measured = document, containers.shares(document)
    own_quotes = quotes_are_own(measured, setting)
    scope = around.scope
    if own_quotes:
        document, scope = containers.with_quotes_as_own(document), f"{scope} own quotes"
    ruleset = around.ruleset
    analyses = Analyses(document, ruleset.need, around.backend, memory.analyses, memory.tokens)
    metrics = {**measured, **metrics_module.count(document, analyses)}
    records = [memory.record(scope, block) for block in document.blocks]
    asked = WatchedSetting.of(setting)
    context = LintContext(document, asked, analyses, metrics, records, own_quotes)
    applied = _applied(document, setting, metrics, around)
    watched = WatchedSetting.of(setting)
    planned = plan_blocks(
        (rule for rule, _ in applied if is_block_rule(rule)), document, records, watched
    )
    missing = recall(memory.shelf, scope, document, planned, watched) if memory.shelf else []
    if ruleset.need is Need.PARSE and around.backend is not None:
        analyses.spare(_settled(document, records, planned))
        metrics = context.metrics = {**metrics, **metrics_module.grammar(_grammar(context))}
    blocks = run_blocks(
        planned,
        document,
        context.analysis,
        context.protected,
        watched,
        raise_errors=around.raise_errors,
    )
    if memory.shelf:
        keep(memory.shelf, missing)
    placer = Placer.of(document, analyses, locked="lov" in setting.traits)
    found, facts, errors = _gathered(applied, context, placer, blocks, around)
    memory.tidy()
    found = [f for f in found if not _accepted(f, around.vocabulary)]
    metas = ruleset.metas()
    found = merged(found, metas)
    found = escalated(found, metas, setting, metrics)
    marked, across = with_fingerprints(found, metas), [fact[3] for fact in facts]
    kept, hidden, let_be = _let_be(marked, across, document, setting, around, applied, placer)
    # What only a browser can see is not missing from the assessment of a text.
    known = tuple(meta for meta in around.known if meta.kind not in BROWSER_KINDS)
    names = frozenset(rule.meta.id for rule, _ in applied)
    covered = coverage(around.promises, known, names, setting.document_type)
    report = FileReport(
        path=document.path,
        format=document.format.value,
        encoding=document.encoding,
        language=document.language,
        audience=setting.audience,
        document_type=setting.document_type,
        metrics=metrics,
        promises=promise_scores(around.promises, kept, hidden, metrics, setting, covered),
        findings=tuple(kept),
        suppressed=tuple(hidden),
        notes=(*document.notes, *score_notes(measured, setting, own_quotes=own_quotes)),
        not_assessed=_not_assessed(known, names, setting),
        traits=setting.traits,
        document=whole,
        sentences=_lengths(document, analyses),
    )
    is_dated = (
        "today" in blocks.needs
        or asked.has_read("today")
        or any(comment.until for comment in document.suppressions)
        or any(row.til for row in around.exemptions)
    )
    return LintResult(report, tuple(errors), tuple(facts), tuple(let_be), setting, is_dated)


def _gathered(
    applied: Iterable[tuple[Rule, Severity]],
    context: LintContext,
    placer: Placer,
    blocks: BlockFindings,
    around: Surroundings,
) -> tuple[list[Finding], list[tuple[str, str, str, Finding]], list[ToolError]]:
    """Findings, facts for rules across files, and rules that crashed."""
    errors: list[ToolError] = []
    found: list[Finding] = []
    facts: list[tuple[str, str, str, Finding]] = []
    document = context.document
    for rule, severity in applied:
        meta = rule.meta
        try:
            found.extend(_findings(rule, severity, document, context, placer, blocks))
            if is_run_rule(rule):
                for key, value, placed in rule.extract(document, context):
                    finding = _place(placer, meta, severity, placed.block, placed.match)
                    facts.append((meta.id, key, value, finding))
            if meta.id in blocks.crashes:
                errors.append(_rule_error(document.path, meta.id, blocks.crashes[meta.id]))
        except Exception as error:
            if around.raise_errors:
                raise
            errors.append(_rule_error(document.path, meta.id, error))
    return found, facts, errors


def _let_be(
    found: Sequence[Finding],
    across: Sequence[Finding],
    document: Document,
    setting: Setting,
    around: Surroundings,
    applied: Sequence[tuple[Rule, Severity]],
    placer: Placer,
) -> tuple[list[Finding], list[Suppressed], list[Suppressed]]:
    """Return (what stays of `found`, what is let be of it, what is let be of `across`).

    What is wrong with the comments that let be is among what stays.
    """
    metas, rows, today = around.ruleset.metas(), around.exemptions, setting.today
    aliases = {alias: meta.id for meta in metas.values() for alias in meta.aliases}
    kept, hidden, unused = split(found, document, rows, today, aliases)
    _, let_be, idle = split(across, document, rows, today, aliases)
    if document.suppressions:
        in_neither = frozenset(idle)
        unused = [suppression for suppression in unused if suppression in in_neither]
        parsed = around.backend is not None
        about = exempted(document, unused, metas, around.known, today, can_parse=parsed)
        bare = replace(document, suppressions=())
        told, more, _ = split(about_suppressions(applied, about, placer), bare, rows, today)
        kept, hidden = sorted((*kept, *told), key=lambda f: f.sort_key), [*hidden, *more]
    return kept, hidden, let_be


def _applied(
    document: Document, setting: Setting, metrics: Mapping[str, float], around: Surroundings
) -> list[tuple[Rule, Severity]]:
    """The rules that are about this document, with the severity they have for its audience."""
    return [
        (rule, severity)
        for rule in around.ruleset.rules
        if _fits(rule.meta, document, setting, metrics, around)
        and (severity := base_severity(rule.meta, setting)) is not None
    ]


def _settled(
    document: Document, records: Sequence[BlockRecord], planned: Iterable[BlockWork]
) -> Iterator[int]:
    """The blocks whose tokens nobody will ask for: all that they serve is remembered."""
    open_blocks = {work.index for work in planned if work.result is None}
    for index, block in enumerate(document.blocks):
        counted = metrics_module.is_running_text(block)
        if index not in open_blocks and not (counted and records[index].grammar is None):
            yield index


def _grammar(context: LintContext) -> Iterator[BlockGrammar]:
    for index, block in enumerate(context.document.blocks):
        if not metrics_module.is_running_text(block):
            continue
        record = context.records[index]
        if record.grammar is None:
            tokens = context.analyses.tokens(index)
            record.grammar = metrics_module.block_grammar(tokens, block.language)
        yield record.grammar


def _lengths(document: Document, analyses: Analyses) -> tuple[SentenceLength, ...]:
    return tuple(
        SentenceLength(
            document.blocks[index].source_map.to_source(counted.sentence.span),
            counted.words,
            counted.long_words,
        )
        for index, counted in metrics_module.counted_sentences(document, analyses)
    )


def _not_assessed(
    known: Iterable[RuleOutline], applied: frozenset[str], setting: Setting
) -> tuple[str, ...]:
    """Stable rules for this document type that were not applied."""
    return tuple(
        meta.id
        for meta in known
        if meta.status == "stable"
        and meta.id not in applied
        and (not meta.document_types or setting.document_type in meta.document_types)
    )


def _rule_error(path: str, rule_id: str, error: Exception) -> ToolError:
    if isinstance(error, KlarsprakError):
        return ToolError(path, error.code, {"rule": rule_id, **error.values})
    return ToolError(
        path, "rule-crashed", {"rule": rule_id, "error": f"{type(error).__name__}: {error}"[:200]}
    )


def _accepted(finding: Finding, vocabulary: frozenset[str]) -> bool:
    """Whether the flagged word stands in the project's own list."""
    if not vocabulary:
        return False
    lemma = finding.values.get("lemma", "")
    return finding.text.casefold() in vocabulary or bool(lemma and lemma.casefold() in vocabulary)


def _fits(
    meta: RuleMeta,
    document: Document,
    setting: Setting,
    metrics: Mapping[str, float],
    around: Surroundings,
) -> bool:
    """Whether a rule is about this document at all."""
    if meta.document_types and setting.document_type not in meta.document_types:
        return False
    if meta.audiences and setting.audience.id not in meta.audiences:
        return False
    if meta.need is Need.PARSE and around.backend is None:
        return False
    options = meta.options
    formats = options.get("formats")
    if isinstance(formats, list) and document.format.value not in formats:
        return False
    traits, without = options.get("traits"), options.get("without_traits")
    if isinstance(traits, list) and not setting.traits.intersection(map(str, traits)):
        return False
    if isinstance(without, list) and setting.traits.intersection(map(str, without)):
        return False
    if options.get("missing") is True and (
        not setting.traits.isdisjoint(NOT_ASKED) or document.language not in meta.languages
    ):
        return False
    return all(
        metrics.get(name.removeprefix("min_"), 0) >= wanted
        for name, wanted in options.items()
        if name in ("min_words", "min_sentences") and isinstance(wanted, int | float)
    )


def _findings(
    rule: Rule,
    severity: Severity,
    document: Document,
    context: LintContext,
    placer: Placer,
    blocks: BlockFindings,
) -> Iterator[Finding]:
    meta = rule.meta
    if is_block_rule(rule):
        for index, match in blocks.matches.get(meta.id, ()):
            yield _place(placer, meta, severity, index, match)
    elif is_document_rule(rule):
        for placed in rule.check_document(document, context):
            if placed.block is not None and not outside_protected(
                meta, context.protected, placed.block, [placed.match]
            ):
                continue
            yield _place(placer, meta, severity, placed.block, placed.match)


def _place(
    placer: Placer, meta: RuleMeta, severity: Severity, block: int | None, match: Match
) -> Finding:
    severity = match.severity or severity
    if block is not None:
        return placer.in_block(meta, severity, block, match)
    if match.span == WHOLE_TEXT:
        match = replace(match, span=placer.whole_text())
    return placer.in_file(meta, severity, match)
