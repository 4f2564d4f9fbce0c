"""How a text reads now, how far it is from the goal, and what is good about it."""

import re
from collections.abc import Iterator

from klarsprak.core.document import PROSE, Document, Format
from klarsprak.core.report import FileReport, Report
from klarsprak.core.spans import LineIndex
from klarsprak.messages.catalogue import Catalogue

LEVELS = (30.0, 40.0, 50.0, 60.0)
"""Björnsson's bands of LIX (1968): very easy, easy, medium, hard, very hard."""

MIN_WORDS = 40
MAX_GOOD = 3
LONG_SENTENCE = "setning/for-lang"
PASSIVES = ("aktiv/bli-passiv", "aktiv/s-passiv")

_ADDRESS = re.compile(r"\b(?:du|deg|din|ditt|dine)\b", re.IGNORECASE)
_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_DEADLINE = re.compile(
    rf"\b(?:frist\w*|innen|innan|senest|seinast)\b[^.!?]{{0,60}}?"
    rf"\b\d{{1,2}}\. ?(?:{_MONTHS}|\d{{1,2}}\. ?\d{{2,4}})\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:telefon|tlf\.?|ring)\b[^.!?]{0,30}\d{2}[ \d]{5,}|[\w.+-]+@[\w-]+\.[a-z]{2,}",
    re.IGNORECASE,
)


def audience_name(file: FileReport, catalogue: Catalogue) -> str:
    """The title of the audience, else its id."""
    return catalogue.pick(file.audience.title) or file.audience.id


def document_name(file: FileReport, catalogue: Catalogue) -> str:
    """The document type in words."""
    key = f"document.{file.document_type}"
    return catalogue.text(key) if catalogue.has(key) else file.document_type


def language_name(file: FileReport, catalogue: Catalogue) -> str:
    """The language of the text in words; its code where the catalogue has none."""
    key = f"text-language.{file.language}"
    return catalogue.text(key) if catalogue.has(key) else file.language or "–"


def level(lix: float) -> int:
    """1 (very easy) to 5 (very hard)."""
    return 1 + sum(lix >= limit for limit in LEVELS)


def reading(file: FileReport, catalogue: Catalogue) -> list[str]:
    """Sentences on how the text reads now; no number without meaning and distance."""
    metrics, limits = file.metrics, file.audience.limits
    words = int(metrics.get("words", 0))
    if words < MIN_WORDS:
        counted = catalogue.plural("count.word", words)
        return [catalogue.text("reading.short", words=counted)]
    lines = [*_lix(file, catalogue)]
    mean, target = metrics.get("mean_sentence_length"), limits.get("sent_mean")
    if mean is not None and target is not None:
        over = round(mean) - round(target)
        lines.append(
            catalogue.text(
                "reading.sentences-over" if over > 0 else "reading.sentences-met",
                mean=catalogue.number(mean),
                target=catalogue.number(target),
                **({"distance": catalogue.number(over)} if over > 0 else {}),
            )
        )
    long = sum(finding.rule_id == LONG_SENTENCE for finding in file.findings)
    if long:
        lines.append(catalogue.plural("reading.long", long))
    share, limit = metrics.get("passive_share"), limits.get("passive_share_max")
    if share is not None and limit is not None and share > limit:
        lines.append(
            catalogue.text(
                "reading.passive",
                share=catalogue.number(100 * share),
                limit=catalogue.number(100 * limit),
            )
        )
    return lines or [catalogue.text("reading.no-measure")]


def _lix(file: FileReport, catalogue: Catalogue) -> Iterator[str]:
    lix, target = file.metrics.get("lix"), file.audience.limits.get("lix_target")
    if lix is None:
        return
    yield catalogue.text(f"reading.level-{level(lix)}", lix=catalogue.number(lix))
    if target is None:
        return
    name = audience_name(file, catalogue)
    name = name[:1].lower() + name[1:]
    shown, over = catalogue.number(target), round(lix) - round(target)
    if over > 0:
        yield catalogue.text(
            "reading.target-over",
            audience=name,
            target=shown,
            distance=catalogue.number(over),
        )
    else:
        yield catalogue.text("reading.target-met", audience=name, target=shown)


def good(report: Report, file: FileReport, catalogue: Catalogue) -> list[str]:
    """One to three facts about what is good; none where nothing was looked for.

    A fact on absence is told only when the rule that looks for the fault took part.
    """
    if file.metrics.get("words", 0) < MIN_WORDS or file.language not in {"nb", "nn"}:
        return []
    facts = [*_from_document(file, catalogue), *_from_rules(report, file, catalogue)]
    return facts[:MAX_GOOD]


def _from_rules(report: Report, file: FileReport, catalogue: Catalogue) -> Iterator[str]:
    metrics, limits = file.metrics, file.audience.limits
    found = {finding.rule_id for finding in file.findings}

    unseen = {*report.not_run, *file.not_assessed}

    def clean(*rules: str) -> bool:
        looked = all(rule in report.rules and rule not in unseen for rule in rules)
        return looked and found.isdisjoint(rules)

    if clean(*PASSIVES):
        yield catalogue.text("good.active")
    lix, target = metrics.get("lix"), limits.get("lix_target")
    if lix is not None and target is not None and lix <= target:
        yield catalogue.text("good.lix", lix=catalogue.number(lix), target=catalogue.number(target))
    mean, most = metrics.get("mean_sentence_length"), limits.get("sent_mean")
    if mean is not None and most is not None and mean <= most:
        yield catalogue.text("good.sentences", mean=catalogue.number(mean))
    if clean("ord/kanselliord"):
        yield catalogue.text("good.officialese")
    if clean(LONG_SENTENCE):
        yield catalogue.text("good.no-long")


def _from_document(file: FileReport, catalogue: Catalogue) -> Iterator[str]:
    document = file.document
    if document is None or document.format is Format.PAGE:
        return
    patterns = (
        ("good.address", _ADDRESS),
        ("good.dates", _DEADLINE),
        ("good.contact", _CONTACT),
    )
    for key, pattern in patterns:
        place = _first(document, pattern)
        if place:
            word, line = place
            values: dict[str, object] = {"line": line}
            if key == "good.address":
                values["word"] = word
            yield catalogue.text(key, **values)


def _first(document: Document, pattern: re.Pattern[str]) -> tuple[str, int] | None:
    lines = LineIndex(document.source)
    for block in document.blocks:
        if block.kind in PROSE and not block.hidden:
            for found in pattern.finditer(block.text):
                inside = [s for s in block.protected_spans() if s.start <= found.start() < s.end]
                if not inside:
                    at = block.source_map.runs[0].source.start
                    return found.group().lower(), lines.place(at)[0]
    return None
