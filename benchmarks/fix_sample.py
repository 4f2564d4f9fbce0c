"""Fixes on real texts, for a person to judge: each sentence before and after.

    python benchmarks/fix_sample.py FOLDER --trust safe --number 200 --seed 1

Prints to the screen only; the texts are not ours to keep. Counts per 1,000 words come last.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from klarsprak.core.document import Document
from klarsprak.core.finding import Applicability, Finding, Severity
from klarsprak.core.spans import Span
from klarsprak.engine.files import Target, find_targets, read_bytes
from klarsprak.engine.run import MAX_BYTES, Plan, Workshop
from klarsprak.engine.shift import apply_edits
from klarsprak.readers.registry import read, read_text


def findings(folder: str) -> Iterator[tuple[Document, Finding, int]]:
    """Every finding in its document, and the document's number of words (with its first)."""
    workshop = Workshop(Plan(no_config=True, raise_errors=True))
    config = workshop.config_for(Path.cwd())
    targets, _ = find_targets([folder])
    for target in targets:
        document = document_of(target)
        report = workshop.lint(document, config).report
        words = int(report.metrics.get("words", 0))
        for finding in report.findings:
            yield document, finding, words
            words = 0


def document_of(target: Target) -> Document:
    return read(target.shown, read_bytes(target, MAX_BYTES), name=target.path.name)


def before_and_after(document: Document, finding: Finding) -> tuple[str, str]:
    """What the reader sees of the text round a fix, before and after it is made."""
    assert finding.fix is not None
    changed = apply_edits(document.source, finding.fix.edits)
    after = read_text(changed, document.format, document.path)
    first = finding.fix.edits[0].span.start
    for number, block in enumerate(document.blocks):
        at = block.source_map.to_text(first) if block.text else None
        if at is None or block.parent is not None:
            continue
        span = Span(max(0, at - 90), min(len(block.text), at + 140))
        new = after.blocks[min(number, len(after.blocks) - 1)].text
        return block.text[span.start : span.end], new[span.start : span.end + 20]
    return finding.text, " … ".join(edit.text for edit in finding.fix.edits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--trust", choices=[a.value for a in Applicability], default="safe")
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rule", default="", help="only rules that begin so")
    options = parser.parse_args()
    trust: Counter[str] = Counter()
    weighty = with_suggestion = words = 0
    wanted = []
    for document, finding, more in findings(options.folder):
        words += more
        level = finding.fix.applicability.value if finding.fix else "none"
        trust[level] += 1
        if finding.severity in (Severity.WARNING, Severity.SUGGESTION):
            weighty += 1
            with_suggestion += bool(finding.suggestions or finding.fix)
        if level == options.trust and finding.rule_id.startswith(options.rule):
            wanted.append((document, finding))
    chosen = random.Random(options.seed).sample(wanted, min(options.number, len(wanted)))
    for number, (document, finding) in enumerate(chosen, start=1):
        before, after = before_and_after(document, finding)
        print(f"\n{number} {finding.rule_id} «{finding.text}» [{finding.language}]")
        print(f"  − {before}\n  + {after}")
    print(f"\n{words} words, {len(wanted)} fixes to choose from")
    for level, count in sorted(trust.items()):
        print(f"  {level:8} {count:6} {count * 1000 / words:6.2f} per 1,000 words")
    print(f"  warnings and suggestions with a suggestion: {with_suggestion}/{weighty}")


if __name__ == "__main__":
    main()
