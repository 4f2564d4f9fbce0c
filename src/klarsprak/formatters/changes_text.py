"""What every report on a comparison says, in words; layout is theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from klarsprak.core.finding import Finding, Severity
from klarsprak.core.report import FileReport
from klarsprak.core.rule import RuleMeta
from klarsprak.formatters.changes import Comparison, FileChange, Verdict
from klarsprak.formatters.grouping import Group, groups
from klarsprak.formatters.promises import promise_name
from klarsprak.formatters.reading import audience_name, document_name
from klarsprak.messages.catalogue import Catalogue, flagged, is_whole_text, shorten
from klarsprak.messages.visible import visible

MAX_WORD = 40

_TARGETS = {"lix": "lix_target", "mean_sentence_length": "sent_mean"}


@dataclass(frozen=True, slots=True)
class Row:
    """Something counted before and after, as text; `change` is signed, "" for none."""

    name: str
    before: str
    after: str
    change: str
    target: str = ""


def verdict_line(change: FileChange, catalogue: Catalogue) -> str:
    """Better or worse, and what became of the findings."""
    return catalogue.text(
        "compare.verdict",
        verdict=catalogue.text(f"compare.{change.verdict}"),
        fixed=catalogue.plural("compare.fixed", len(change.fixed)),
        new=catalogue.plural("compare.new", len(change.added)),
        left=catalogue.plural("compare.left", len(change.remaining)),
    )


def files_line(comparison: Comparison, catalogue: Catalogue) -> str:
    """How many files got better, worse and so on."""
    counts = [
        catalogue.plural(f"compare.files-{verdict}", count)
        for verdict in (
            Verdict.BETTER,
            Verdict.WORSE,
            Verdict.SAME,
            Verdict.ADDED,
            Verdict.REMOVED,
        )
        if (count := comparison.count(verdict))
    ]
    if not counts:
        return catalogue.text("report.empty-run")
    listed = catalogue.listing(counts)
    return f"{listed[:1].upper()}{listed[1:]}."


def promise_rows(
    comparison: Comparison, change: FileChange, catalogue: Catalogue
) -> tuple[list[Row], list[str]]:
    """The promises whose score changed, and those of the same score, in a word each."""
    moved, same = [], []
    for promise, before, after in change.promises():
        name = visible(promise_name(comparison.new, promise, catalogue))
        if before == after:
            if after is not None:
                same.append(f"{name} {after}")
            continue
        moved.append(
            Row(
                name,
                "–" if before is None else str(before),
                "–" if after is None else str(after),
                "" if before is None or after is None else signed(after - before, catalogue),
            )
        )
    return moved, same


def measure_rows(change: FileChange, catalogue: Catalogue) -> list[Row]:
    """The metrics before and after, with the target of the audience."""
    limits = (change.new or change.old or _none()).audience.limits
    rows = []
    for name, before, after in change.measures():
        factor = 100 if name == "passive_share" else 1
        target = limits.get(_TARGETS.get(name, ""))
        both = [None if value is None else round(factor * value) for value in (before, after)]
        first, second = both
        rows.append(
            Row(
                catalogue.text(f"compare.measure-{name.replace('_', '-')}"),
                "–" if first is None else catalogue.number(first),
                "–" if second is None else catalogue.number(second),
                "" if first is None or second is None else signed(second - first, catalogue),
                catalogue.text("compare.target", target=catalogue.number(target))
                if target is not None
                else "",
            )
        )
    return rows


def _none() -> FileReport:
    raise ValueError("a change without either version")


def signed(number: int, catalogue: Catalogue) -> str:
    """`number` with its sign; "0" for no change."""
    return ("+" if number > 0 else "") + catalogue.number(number)


def unlike_line(change: FileChange, catalogue: Catalogue) -> str:
    """A warning where the two versions were held to different measures; else ""."""
    if change.is_read_alike or change.old is None or change.new is None:
        return ""

    def told(file: FileReport) -> str:
        name = audience_name(file, catalogue)
        return f"{name[:1].lower()}{name[1:]}, {document_name(file, catalogue)}"

    return catalogue.text("compare.unlike", before=told(change.old), after=told(change.new))


def grouped(change: FileChange, findings: Iterable[Finding]) -> list[Group]:
    """The findings in groups, the worst first; what is for information is left out."""
    shown = tuple(f for f in findings if f.severity is not Severity.INFO)
    base = change.new or change.old or _none()
    return groups(replace(base, findings=shown, document=None))


def short(group: Group, rules: Mapping[str, RuleMeta], catalogue: Catalogue) -> str:
    """«the words» (3 places): a group in a few words; the rule's title for a whole text."""
    finding = group.head
    meta = rules.get(finding.rule_id)
    if is_whole_text(finding) and meta:
        return visible(catalogue.pick(meta.title))
    word = catalogue.quote(shorten(visible(flagged(finding)), MAX_WORD))
    if len(group.findings) > 1:
        word = f"{word} ({catalogue.plural('count.place', len(group.findings))})"
    return word
