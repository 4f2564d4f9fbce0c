"""A report in which the writer has let some findings be."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from klarsprak.core.audience import Setting
from klarsprak.core.report import FileReport, Promise, Suppressed
from klarsprak.engine.scoring import promise_scores

WRITER = "writer"
"""Who let the finding be, in `Suppressed.by`."""


def without(
    file: FileReport, fingerprints: Collection[str], promises: Sequence[Promise]
) -> FileReport:
    """`file` with these findings let be, and scores that count them as such."""
    kept = tuple(f for f in file.findings if f.fingerprint not in fingerprints)
    if len(kept) == len(file.findings):
        return file
    let_be = [f for f in file.findings if f.fingerprint in fingerprints]
    hidden = (*file.suppressed, *(Suppressed(finding, "", WRITER) for finding in let_be))
    setting = Setting(file.audience, file.document_type, date.min, file.traits)
    covered = {score.id: score.coverage for score in file.promises}
    scores = promise_scores(promises, kept, hidden, file.metrics, setting, covered)
    return replace(file, findings=kept, suppressed=hidden, promises=scores)
