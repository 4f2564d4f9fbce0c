"""The pictures of sentence lengths and of difficulty through the text, as numbers.

Both have the sentences along the x axis, in SVG units; y goes downwards. The table that
tells the same holds every number.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from klarsprak.core.finding import FileLocation, Finding
from klarsprak.core.report import FileReport, SentenceLength
from klarsprak.formatters.html_blocks import BlockTexts
from klarsprak.messages.catalogue import is_whole_text, one_line, shorten
from klarsprak.messages.visible import visible

HEIGHT = 120
DOTS = 24
MAX_DOTS = 3
LEAST_LIMIT = 25
WIDTH = 400
"""What the picture of a short text is wide; that of a long one is `STEP` per sentence."""
STEP = 10
MAX_STEP = 24
NEIGHBOURS = 2
"""The difficulty at a sentence is counted on so many sentences before and after it too."""
MIN_CURVE = 2 * NEIGHBOURS + 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One sentence. `lix` is that of the text round it, None where there is no curve."""

    number: int
    words: int
    starts: str
    findings: int
    is_over: bool
    x: float
    y: float
    height: float
    dots: tuple[float, ...]
    lix: int | None


@dataclass(frozen=True, slots=True)
class Curve:
    """Difficulty through the text: `points` as SVG wants them; the target as a line."""

    points: str
    target: int
    target_y: float
    highest: int
    hardest: str
    """How the sentence begins where the text is hardest."""
    number: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in the order of the text; `limit_y` is where the limit line stands."""

    bars: tuple[Bar, ...]
    limit: int
    limit_y: float
    width: int
    height: int
    bar_width: float
    is_wide: bool
    longest: int
    over: int
    curve: Curve | None


def chart(file: FileReport) -> Chart | None:
    """The chart of `file`; None when its sentences are not known or fewer than three."""
    if file.document is None or len(file.sentences) < 3:
        return None
    limits = file.audience.limits
    limit = int(limits.get("sent_max_suggest", limits.get("sent_max_warn", LEAST_LIMIT)))
    longest = max(sentence.words for sentence in file.sentences)
    scale = HEIGHT / max(longest, limit + 5)
    counts = _counts(file, file.findings)
    step = min(MAX_STEP, max(STEP, WIDTH / len(file.sentences)))
    around = _around(file.sentences)
    texts = BlockTexts(file.document)
    bars = []
    for index, sentence in enumerate(file.sentences):
        height = round(sentence.words * scale, 1)
        text = texts.text(sentence.span)
        dots = range(min(counts[index], MAX_DOTS))
        bars.append(
            Bar(
                number=index + 1,
                words=sentence.words,
                starts=visible(shorten(one_line(text), 60)),
                findings=counts[index],
                is_over=sentence.words > limit,
                x=round(index * step, 1),
                y=round(HEIGHT - height, 1),
                height=height,
                dots=tuple(HEIGHT + 6 + 7.0 * dot for dot in dots),
                lix=round(around[index]) if around else None,
            )
        )
    return Chart(
        bars=tuple(bars),
        limit=limit,
        limit_y=round(HEIGHT - limit * scale, 1),
        width=max(round(len(bars) * step), WIDTH),
        height=HEIGHT + DOTS,
        bar_width=round(0.6 * step, 1),
        is_wide=len(bars) * STEP > WIDTH,
        longest=longest,
        over=sum(bar.is_over for bar in bars),
        curve=_curve(file, bars, around, step),
    )


def _around(sentences: Sequence[SentenceLength]) -> list[float]:
    """LIX of each sentence with its neighbours; none for a text too short for that."""
    if len(sentences) < MIN_CURVE or not any(s.long_words for s in sentences):
        return []
    found = []
    for index in range(len(sentences)):
        near = sentences[max(index - NEIGHBOURS, 0) : index + NEIGHBOURS + 1]
        words = sum(sentence.words for sentence in near)
        long_words = sum(sentence.long_words for sentence in near)
        found.append(words / len(near) + 100 * long_words / words)
    return found


def _curve(file: FileReport, bars: list[Bar], around: list[float], step: float) -> Curve | None:
    target = file.audience.limits.get("lix_target")
    if not around or target is None:
        return None
    top = max(*around, target + 10)
    scale = HEIGHT / top
    points = " ".join(
        f"{bar.x + 0.3 * step:.1f},{HEIGHT - value * scale:.1f}"
        for bar, value in zip(bars, around, strict=True)
    )
    worst = max(range(len(around)), key=lambda index: around[index])
    return Curve(
        points=points,
        target=round(target),
        target_y=round(HEIGHT - target * scale, 1),
        highest=round(around[worst]),
        hardest=bars[worst].starts,
        number=worst + 1,
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
