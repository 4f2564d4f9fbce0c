"""One document through the rules: pure, no files, no clock, no output."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from klarsprak.config.model import ExemptionRow
from klarsprak.core.analysis import Analysis, Need
from klarsprak.core.audience import Setting
from klarsprak.core.document import Block, Document
from klarsprak.core.errors import KlarsprakError
from klarsprak.core.finding import Finding, Match, Severity
from klarsprak.core.report import FileReport, Promise, SentenceLength, ToolError
from klarsprak.core.rule import (
    WHOLE_TEXT,
    BlockRule,
    DocumentRule,
    Rule,
    RuleMeta,
    RuleOutline,
    RuleSet,
    RunRule,
)
from klarsprak.core.spans import Span
from klarsprak.engine.fingerprint import with_fingerprints
from klarsprak.engine.overlap import merged
from klarsprak.engine.place import Placer
from klarsprak.engine.protect import protected_spans
from klarsprak.engine.scoring import coverage, promise_scores
from klarsprak.engine.severity import base_severity, escalated
from klarsprak.engine.suppress import split
from klarsprak.nlp import metrics as metrics_module
from klarsprak.nlp.analysis import Analyses, Backend
from klarsprak.nlp.language import resolve
from klarsprak.rulebook.library import BROWSER_KINDS

NOT_ASKED = frozenset({"kort", "lov", "utvikler", "utdrag"})
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


@dataclass(slots=True)
class LintContext:
    """What document rules may ask for; see `core.rule.Context`."""

    document: Document
    setting: Setting
    analyses: Analyses
    metrics: Mapping[str, float]
    _stores: dict[str, dict[str, object]] = field(default_factory=dict)
    _protected: dict[tuple[int, bool], tuple[Span, ...]] = field(default_factory=dict)

    def protected(self, block: int, *, quotes: bool) -> tuple[Span, ...]:
        """The protected spans of a block; many rules ask for the same ones."""
        key = (block, quotes)
        if key not in self._protected:
            self._protected[key] = protected_spans(self.document.blocks[block], quotes=quotes)
        return self._protected[key]

    def analysis(self, block: int) -> Analysis:
        """The analysis of the block with this index."""
        return self.analyses[block]

    def shared(self, key: str) -> dict[str, object]:
        """A store for work that several rules share."""
        return self._stores.setdefault(key, {})


@dataclass(frozen=True, slots=True)
class LintResult:
    """A file's report, what went wrong in it, and its facts for rules across files."""

    report: FileReport
    errors: tuple[ToolError, ...] = ()
    facts: tuple[tuple[str, str, str, Finding], ...] = ()


def lint(document: Document, setting: Setting, around: Surroundings) -> LintResult:
    """Run every rule that fits on `document`, whose languages are resolved first.

    A rule that raises becomes a tool error and the others go on (with `raise_errors` it
    raises). Findings are placed, merged, escalated, suppressed, scored and ordered.
    """
    if not document.language:
        document = resolve(document)
    ruleset = around.ruleset
    analyses = Analyses(document, ruleset.need, around.backend)
    metrics = metrics_module.count(document, analyses)
    if ruleset.need is Need.PARSE and around.backend is not None:
        metrics = {**metrics, **metrics_module.grammar(document, analyses)}
    context = LintContext(document, setting, analyses, metrics)
    placer = Placer.of(document, analyses)
    errors: list[ToolError] = []
    found: list[Finding] = []
    facts: list[tuple[str, str, str, Finding]] = []
    applied: set[str] = set()
    for rule in ruleset.rules:
        if not _fits(rule.meta, document, setting, metrics, around):
            continue
        severity = base_severity(rule.meta, setting)
        if severity is None:
            continue
        applied.add(rule.meta.id)
        try:
            found.extend(_findings(rule, severity, document, context, placer))
            if isinstance(rule, RunRule):
                for key, value, placed in rule.extract(document, context):
                    finding = _place(placer, rule.meta, severity, placed.block, placed.match)
                    facts.append((rule.meta.id, key, value, finding))
        except Exception as error:
            if around.raise_errors:
                raise
            errors.append(_rule_error(document.path, rule.meta.id, error))
    found = [f for f in found if not _accepted(f, around.vocabulary)]
    metas = ruleset.metas()
    found = merged(found, metas)
    found = escalated(found, metas, setting, metrics)
    marked = with_fingerprints(found)
    kept, hidden, _ = split(marked, document, around.exemptions, setting.today)
    # What only a browser can see is not missing from the assessment of a text.
    known = tuple(meta for meta in around.known if meta.kind not in BROWSER_KINDS)
    covered = coverage(around.promises, known, frozenset(applied), setting.document_type)
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
        notes=document.notes,
        not_assessed=_not_assessed(known, applied, setting),
        traits=setting.traits,
        document=document,
        sentences=_lengths(document, analyses),
    )
    return LintResult(report, tuple(errors), tuple(facts))


def _lengths(document: Document, analyses: Analyses) -> tuple[SentenceLength, ...]:
    return tuple(
        SentenceLength(document.blocks[index].source_map.to_source(s.span), s.word_count)
        for index, s in metrics_module.running_sentences(document, analyses)
    )


def _not_assessed(
    known: Iterable[RuleOutline], applied: set[str], setting: Setting
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
    rule: Rule, severity: Severity, document: Document, context: LintContext, placer: Placer
) -> Iterator[Finding]:
    meta = rule.meta
    if isinstance(rule, BlockRule):
        opening = meta.options.get("first_blocks")
        seen = 0
        for index, block in enumerate(document.blocks):
            if not _in_scope(meta, block):
                continue
            seen += 1
            if isinstance(opening, int) and seen > opening:
                return
            matches = list(rule.check(block, context.analyses[index], context.setting))
            for match in _outside_protected(meta, context, index, matches):
                yield _place(placer, meta, severity, index, match)
    elif isinstance(rule, DocumentRule):
        for placed in rule.check_document(document, context):
            if placed.block is not None and not _outside_protected(
                meta, context, placed.block, [placed.match]
            ):
                continue
            yield _place(placer, meta, severity, placed.block, placed.match)


_ROLES_LEFT_OUT = frozenset({"address", "reference"})
"""Lines of a letter that are no prose; a rule that wants them says ``options.roles: true``."""


_FRAME = frozenset({"nav", "header", "footer", "aside"})
"""What stands round a page; a rule that lets it be says ``options.frame: false``."""


def _in_scope(meta: RuleMeta, block: Block) -> bool:
    return (
        block.kind in meta.scope
        and not block.hidden
        and bool(block.text)
        and (block.attributes.get("role") not in _ROLES_LEFT_OUT or "roles" in meta.options)
        and (
            block.attributes.get("landmark") not in _FRAME or meta.options.get("frame") is not False
        )
        and (block.language in meta.languages or "*" in meta.languages)
    )


def _outside_protected(
    meta: RuleMeta, context: LintContext, block: int, matches: Sequence[Match]
) -> list[Match]:
    """Matches that touch no quotation, code, law title and the like.

    ``options.protected: false`` switches this off for rules about signs and links;
    ``options.quotes: false`` lets a rule look inside quotation marks.
    """
    if not matches or meta.options.get("protected") is False:
        return list(matches)
    spans = context.protected(block, quotes=meta.options.get("quotes") is not False)
    if not spans:
        return list(matches)
    if meta.options.get("protected") == "within":
        return [m for m in matches if not any(span.contains(m.span) for span in spans)]
    return [m for m in matches if not any(span.overlaps(m.span) for span in spans)]


def _place(
    placer: Placer, meta: RuleMeta, severity: Severity, block: int | None, match: Match
) -> Finding:
    severity = match.severity or severity
    if block is not None:
        return placer.in_block(meta, severity, block, match)
    if match.span == WHOLE_TEXT:
        match = replace(match, span=placer.whole_text())
    return placer.in_file(meta, severity, match)
