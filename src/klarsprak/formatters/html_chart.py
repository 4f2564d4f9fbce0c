"""The picture of sentence lengths through the text: numbers for an SVG and its table."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from klarsprak.core.finding import FileLocation, Finding
from klarsprak.core.report import FileReport
from klarsprak.messages.catalogue import is_whole_text, one_line, shorten
from klarsprak.messages.visible import visible

HEIGHT = 120
DOTS = 24
STEP = 10
WIDTH = 6
MAX_DOTS = 3
LEAST_LIMIT = 25
MIN_STEPS = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One sentence; `x`, `y`, `height` in SVG units, y downwards."""

    number: int
    words: int
    starts: str
    findings: int
    is_over: bool
    x: int
    y: float
    height: float
    dots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in the order of the text; `limit_y` is where the limit line stands."""

    bars: tuple[Bar, ...]
    limit: int
    limit_y: float
    width: int
    height: int
    longest: int
    over: int


def chart(file: FileReport) -> Chart | None:
    """The chart of `file`; None when its sentences are not known or fewer than three."""
    if file.document is None or len(file.sentences) < 3:
        return None
    limit = int(file.audience.limits.get("sent_max_warn", LEAST_LIMIT))
    longest = max(sentence.words for sentence in file.sentences)
    scale = HEIGHT / max(longest, limit + 5)
    counts = _counts(file, file.findings)
    bars = []
    for index, sentence in enumerate(file.sentences):
        height = round(sentence.words * scale, 1)
        text = file.document.source[sentence.span.start : sentence.span.end]
        dots = range(min(counts[index], MAX_DOTS))
        bars.append(
            Bar(
                number=index + 1,
                words=sentence.words,
                starts=visible(shorten(one_line(text), 60)),
                findings=counts[index],
                is_over=sentence.words > limit,
                x=index * STEP,
                y=round(HEIGHT - height, 1),
                height=height,
                dots=tuple(HEIGHT + 6 + 7.0 * dot for dot in dots),
            )
        )
    return Chart(
        bars=tuple(bars),
        limit=limit,
        limit_y=round(HEIGHT - limit * scale, 1),
        width=max(len(bars), MIN_STEPS) * STEP,
        height=HEIGHT + DOTS,
        longest=longest,
        over=sum(bar.is_over for bar in bars),
    )


def _counts(file: FileReport, findings: Iterable[Finding]) -> list[int]:
    """How many findings begin in each sentence."""
    starts = [sentence.span.start for sentence in file.sentences]
    counts = [0] * len(starts)
    for finding in findings:
        where = finding.location
        if not isinstance(where, FileLocation) or is_whole_text(finding):
            continue
        index = bisect_right(starts, where.span.start) - 1
        if index >= 0 and where.span.start < file.sentences[index].span.end:
            counts[index] += 1
    return counts
