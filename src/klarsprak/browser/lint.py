"""A visited page as a file's report: what the browser saw and what the text rules say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from klarsprak.browser.elements import Elements
from klarsprak.browser.links import RULE, DeadLink
from klarsprak.browser.results import (
    AREA,
    MAX_SNIPPET,
    element_of,
    is_moot,
    on_page,
    to_findings,
    without_doubles,
)
from klarsprak.browser.visit import PageResult
from klarsprak.config.model import Config
from klarsprak.core.document import GIVEN_FRAME, GIVEN_STYLE, Document, Format
from klarsprak.core.finding import Certainty, Excerpt, Finding, PageLocation
from klarsprak.core.rule import RuleMeta
from klarsprak.engine.fingerprint import with_fingerprints
from klarsprak.engine.result import LintResult
from klarsprak.engine.run import Workshop
from klarsprak.engine.scoring import promise_scores
from klarsprak.engine.suppress import split
from klarsprak.readers.registry import read_text

AXE_SEES = frozenset({"farge/kontrast", "farge/kontrast-aaa"})
"""Static rules that axe answers better, since it sees the page painted. Where it says that
it cannot tell, they are heard."""
_WORD_KINDS = frozenset({"phrase", "substitution", "pattern", "sequence", "check"})


def lint_page(
    result: PageResult,
    workshop: Workshop,
    config: Config,
    rules: Mapping[str, RuleMeta],
    dead: Iterable[DeadLink] = (),
) -> LintResult | None:
    """Lint the rendered page of `result` and put the browser's findings beside it.

    `rules` are the browser engine's, `dead` links that were found to lead nowhere. None when the page could not be had.
    """
    if result.elements is None:
        return None
    elements = result.elements
    document = _with_styles(read_text(elements.html, Format.PAGE, result.url), result)
    linted = workshop.lint(document, config)
    chosen = workshop.chosen_for(config)
    setting = workshop.setting_for(document, config)
    seen = list(to_findings(result.url, result.observations, rules, setting, elements))
    seen.extend(
        _dead_links(result.url, dead, {r.meta.id: r.meta for r in chosen.ruleset.rules}, elements)
    )
    placed = [(finding, element_of(finding, elements)) for finding in linted.report.findings]
    left = AXE_SEES if f"{AREA}/color-contrast" in rules and result.sheets else frozenset()
    unsure = _axe_is_unsure_of(seen)
    static = [
        one
        for one in placed
        if (one[0].rule_id not in left or one[1] in unsure) and not is_moot(*one, elements)
    ]
    own = without_doubles(static, seen)
    kept, hidden, _ = split(own, document, config.unntak, setting.today)
    findings = [on_page(f, result.url, elements) for f in (*(f for f, _ in static), *kept)]
    findings.extend(_in_parts(result, workshop, config))
    metas = {rule.meta.id: rule.meta for rule in chosen.ruleset.rules}
    marked = with_fingerprints(sorted(findings, key=lambda f: f.sort_key), metas)
    let_be = tuple(
        replace(s, finding=on_page(s.finding, result.url, elements))
        for s in (*linted.report.suppressed, *hidden)
    )
    report = replace(
        linted.report,
        findings=marked,
        suppressed=let_be,
        notes=(*linted.report.notes, *result.notes, *_blocked(result)),
    )
    report = replace(
        report,
        promises=promise_scores(
            chosen.library.promises,
            marked,
            let_be,
            report.metrics,
            setting,
            {promise.id: promise.coverage for promise in report.promises},
        ),
    )
    facts = tuple(
        (rule, key, value, on_page(finding, result.url, elements))
        for rule, key, value, finding in linted.facts
    )
    facts_let_be = tuple(
        replace(s, finding=on_page(s.finding, result.url, elements)) for s in linted.let_be
    )
    return LintResult(report, (*linted.errors, *result.errors), facts, facts_let_be, setting)


def _axe_is_unsure_of(seen: Iterable[tuple[Finding, int]]) -> frozenset[int]:
    """Numbers of the elements whose contrast axe leaves to a person."""
    return frozenset(
        number
        for finding, number in seen
        if number >= 0
        and finding.rule_id.startswith(f"{AREA}/color-contrast")
        and finding.certainty is Certainty.REVIEW
    )


def _with_styles(document: Document, result: PageResult) -> Document:
    """The document with the styles and the frames of its page, by the offset of their element."""
    elements = result.elements
    if elements is None or not elements.places:
        return document
    styles = {
        f"{GIVEN_STYLE}{elements.places[number][0]}": text
        for number, text in result.sheets.items()
        if number < len(elements.places)
    }
    frames = {
        f"{GIVEN_FRAME}{elements.places[part.number][0]}": part.html
        for part in result.parts
        if 0 <= part.number < len(elements.places)
    }
    return replace(document, metadata={**document.metadata, **styles, **frames})


def _dead_links(
    url: str, dead: Iterable[DeadLink], metas: Mapping[str, RuleMeta], elements: Elements
) -> Iterator[tuple[Finding, int]]:
    meta = metas.get(RULE)
    if meta is None:
        return
    for link in dead:
        number = link.number if 0 <= link.number < len(elements.places) else -1
        snippet = elements.snippet(number)[:MAX_SNIPPET] if number >= 0 else ""
        shown = link.address[:200]
        yield (
            Finding(
                rule_id=meta.id,
                severity=meta.severity,
                certainty=meta.certainty,
                location=PageLocation(
                    url, elements.selector(number) if number >= 0 else "html", snippet
                ),
                text=snippet,
                excerpt=Excerpt(shown, 0, len(shown)),
                promises=meta.promises,
                values={"target": shown, "status": str(link.status or "")},
                confidence=meta.confidence,
            ),
            number,
        )


def _in_parts(result: PageResult, workshop: Workshop, config: Config) -> Iterator[Finding]:
    """What the rules about words find in frames and shadow trees.

    axe looks there itself, so rules with a WCAG criterion are left to it; so is what is
    missing from a text, since a part is no whole text.
    """
    metas = {rule.meta.id: rule.meta for rule in workshop.chosen_for(config).ruleset.rules}
    for part in result.parts:
        document = read_text(part.html, Format.PAGE, result.url)
        for finding in workshop.lint(document, config).report.findings:
            about_words = metas[finding.rule_id].kind in _WORD_KINDS
            if finding.block and not finding.wcag and about_words:
                place = PageLocation(result.url, part.selector, finding.excerpt.text[:MAX_SNIPPET])
                yield replace(finding, location=place, fix=None)


def _blocked(result: PageResult) -> tuple[str, ...]:
    """The note about hosts that were kept out: without its styles a page looks another way."""
    return (f"page-blocked: {', '.join(result.blocked)}",) if result.blocked else ()
