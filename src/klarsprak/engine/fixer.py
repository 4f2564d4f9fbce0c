"""Makes the fixes of a document: no overlap, again until nothing more is to be done.

A fix is not made when it would bring a new finding of severity warning or higher: the
text is linted again, and what led to the finding is left out.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from klarsprak.core.document import Document
from klarsprak.core.finding import Applicability, Edit, Finding, Severity
from klarsprak.core.spans import Span
from klarsprak.engine.shift import Places, Shift, apply_edits
from klarsprak.readers.registry import read_text

Lint = Callable[[Document], Sequence[Finding]]
MAX_PASSES = 10
"""A fix may bring another fault to light; after so many rounds something goes in circles."""
MAX_ATTEMPTS = 6
"""How often a round is tried anew without the fixes that led to new findings."""
_LONGEST_PHRASE = 80
"""A longer stretch is a sentence; what is mended within it stands on its own."""

SAFE = frozenset({Applicability.SAFE})
SAFE_AND_UNSAFE = frozenset({Applicability.SAFE, Applicability.UNSAFE})


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document after its fixes, what was mended, and what was left for a person.

    `withheld` are findings of the final text whose fix would bring a new finding.
    """

    document: Document
    applied: tuple[Finding, ...]
    withheld: tuple[Finding, ...]
    remaining: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Round:
    document: Document
    findings: Sequence[Finding]
    applied: tuple[Finding, ...]
    withheld: tuple[Finding, ...]


def fix_document(
    document: Document, lint: Lint, applicable: frozenset[Applicability] = SAFE
) -> Fixed:
    """Make every fix of `document` that is `applicable`, until the text is stable.

    `lint` gives the findings of a document. Every pass depends on the text alone, so
    fixing what is fixed changes nothing.
    """
    findings = lint(document)
    applied: list[Finding] = []
    withheld: tuple[Finding, ...] = ()
    seen = {document.source}
    for _ in range(MAX_PASSES):
        done = _round(document, findings, lint, applicable)
        withheld = done.withheld
        if not done.applied or done.document.source in seen:
            break
        document, findings = done.document, done.findings
        applied.extend(done.applied)
        seen.add(document.source)
    return Fixed(document, tuple(applied), withheld, tuple(findings))


def _round(
    document: Document,
    findings: Sequence[Finding],
    lint: Lint,
    applicable: frozenset[Applicability],
) -> _Round:
    """All fixes of one text at once, less those that lead to new findings."""
    outdone = _outdone(findings)
    chosen = without_overlap(
        f for f in findings if id(f) not in outdone and is_applicable(f, document, applicable)
    )
    withheld: list[Finding] = []
    for _ in range(MAX_ATTEMPTS):
        if not chosen:
            break
        edits = edits_of(chosen)
        changed = with_edits(document, edits)
        after = lint(changed)
        shift = Shift(edits)
        guilty = _guilty(chosen, shift, _new(findings, after, shift))
        if not guilty:
            return _Round(changed, after, tuple(chosen), tuple(withheld))
        withheld.extend(guilty)
        out = set(map(id, guilty))
        chosen = [finding for finding in chosen if id(finding) not in out]
    return _Round(document, findings, (), (*withheld, *chosen))


def _outdone(findings: Sequence[Finding]) -> set[int]:
    """Findings within a longer one that has a better change, by `id`.

    «foreta» is not made «gjøre» in «foreta en grundig vurdering av», where the whole wants
    to be «vurdere»: even when that is only shown, the lesser change would hide it.
    """
    longer = sorted(
        (f.span for f in findings if f.span and f.fix and f.suggestions and _is_phrase(f)),
        key=lambda span: span.start,
    )
    starts = [span.start for span in longer]
    found = set()
    for finding in findings:
        span = finding.span
        if span is None or finding.fix is None:
            continue
        first = bisect_left(starts, span.end - _LONGEST_PHRASE)
        near = longer[first : bisect_right(starts, span.start)]
        if any(
            len(other) > len(span) and other.end >= span.end and len(other) <= _LONGEST_PHRASE
            for other in near
        ):
            found.add(id(finding))
    return found


def _is_phrase(finding: Finding) -> bool:
    """False for a passive: what its verb is called is another matter than who acts."""
    return "active" not in finding.values


def is_applicable(
    finding: Finding, document: Document, applicable: frozenset[Applicability]
) -> bool:
    """True for a finding whose fix may be made, and written in the encoding of the file."""
    fix = finding.fix
    if fix is None or fix.applicability not in applicable or not fix.edits:
        return False
    if all(document.source[e.span.start : e.span.end] == e.text for e in fix.edits):
        return False
    return is_writable(fix.edits, document.encoding)


def is_writable(edits: Sequence[Edit], encoding: str) -> bool:
    """True when the new text has only letters that the encoding has."""
    try:
        "".join(edit.text for edit in edits).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def without_overlap(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest and then the longest of the findings whose fixes overlap, in file order.

    Two edits that only touch are taken one at a time too: neither knows of the other.
    """
    taken: list[Finding] = []
    ends: list[int] = []
    for finding in sorted(findings, key=_precedence):
        own = _edits(finding)
        # Starts and ends of what is taken alternate, so a free place has an even index.
        places = [
            (bisect_left(ends, edit.span.start), bisect_right(ends, edit.span.end)) for edit in own
        ]
        if any(first != last or first % 2 for first, last in places):
            continue
        taken.append(finding)
        for edit in own:
            at = bisect_left(ends, edit.span.start)
            ends[at:at] = (edit.span.start, edit.span.end)
    return sorted(taken, key=lambda finding: _edits(finding)[0].span)


def _precedence(finding: Finding) -> tuple[int, int, int, str]:
    edits = _edits(finding)
    length = edits[-1].span.end - edits[0].span.start
    return (-finding.severity.rank, -length, edits[0].span.start, finding.rule_id)


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.fix.edits if finding.fix else ()


def edits_of(findings: Iterable[Finding]) -> list[Edit]:
    """The edits of findings that do not overlap, in file order."""
    return sorted(
        (edit for finding in findings for edit in _edits(finding)), key=lambda edit: edit.span
    )


def with_edits(document: Document, edits: Sequence[Edit]) -> Document:
    """The document read anew after `edits`; encoding and notes stay as they were."""
    source = apply_edits(document.source, edits)
    xml = document.path.lower().endswith(".xhtml")
    changed = read_text(source, document.format, document.path, xml=xml)
    return replace(changed, encoding=document.encoding, bom=document.bom, notes=document.notes)


def _new(before: Sequence[Finding], after: Sequence[Finding], shift: Shift) -> list[Span]:
    """Where there is a finding of severity warning or higher that was not there."""
    by_rule: dict[str, list[tuple[Span, int]]] = {}
    for finding in before:
        span = shift.moved(finding.span or Span(0, 0))
        by_rule.setdefault(finding.rule_id, []).append((span, finding.severity.rank))
    places = {rule: Places([span for span, _ in old]) for rule, old in by_rule.items()}
    found = []
    for finding in after:
        rank = finding.severity.rank
        if rank < Severity.WARNING.rank or finding.span is None:
            continue
        known = places.get(finding.rule_id)
        meeting = known.meeting(finding.span) if known else []
        if not any(by_rule[finding.rule_id][number][1] >= rank for number in meeting):
            found.append(finding.span)
    return found


def _guilty(chosen: Sequence[Finding], shift: Shift, new: Sequence[Span]) -> list[Finding]:
    """The fixes that new findings come from: those they touch, else the nearest one."""
    if not new:
        return []
    places = Places([shift.moved(_reach(finding)) for finding in chosen])
    guilty = {n for span in new for n in places.meeting(span) or [places.nearest(span)]}
    return [chosen[number] for number in sorted(guilty)]


def _reach(finding: Finding) -> Span:
    edits = _edits(finding)
    return Span(edits[0].span.start, edits[-1].span.end)
