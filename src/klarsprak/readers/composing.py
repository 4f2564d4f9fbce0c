"""NFC on text that already has a map to the file."""

from klarsprak.core.spans import Run, SourceMap, Span


def compose(
    text: str, runs: list[Run], changes: list[tuple[int, int, str]]
) -> tuple[str, list[Run], list[int]]:
    """Put composed letters in the place of their parts, each as a run of its own.

    `changes` are (start, end, composed) in text order. A letter with markup between its
    parts is left alone: an edit must not swallow a tag. Returns the new text, its runs,
    and for each old position (the end included) the new one.
    """
    old = SourceMap(runs)
    out: list[str] = []
    moved: list[int] = []
    new_runs: list[Run] = []
    cutter = _Cutter(runs)
    length = at = 0
    solid = [c for c in changes if old.is_contiguous(Span(c[0], c[1]))]
    for start, end, composed in [*solid, (len(text), len(text), "")]:
        for run in cutter.take(at, start):
            new_runs.append(_shifted(run, length - at))
        out.append(text[at:start])
        moved.extend(range(length, length + start - at))
        length += start - at
        if composed:
            source = old.to_source(Span(start, end))
            new_runs.append(Run(Span(length, length + len(composed)), source, False))
            moved.extend([length] * (end - start))
            out.append(composed)
            length += len(composed)
        at = end
    return "".join(out), new_runs, [*moved, length]


def _shifted(run: Run, by: int) -> Run:
    span = Span(run.text.start + by, run.text.end + by)
    return Run(span, run.source, run.verbatim)


class _Cutter:
    """Hands out the runs between two positions; positions only go forward."""

    __slots__ = ("_index", "_runs")

    def __init__(self, runs: list[Run]) -> None:
        self._runs = runs
        self._index = 0

    def take(self, start: int, end: int) -> list[Run]:
        """The runs of the text from `start` to `end`, cut to it."""
        taken: list[Run] = []
        while self._index < len(self._runs):
            run = self._runs[self._index]
            a, b = max(run.text.start, start), min(run.text.end, end)
            if a < b:
                source = run.source
                if run.verbatim:
                    base = source.start - run.text.start
                    source = Span(base + a, base + b)
                taken.append(Run(Span(a, b), source, run.verbatim))
            if run.text.end > end:
                break
            self._index += 1
        return taken
