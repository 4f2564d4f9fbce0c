"""How often rules are right: hits to be read, verdicts kept, and the tally.

usage:
    python training/judge_rules.py sample TEXTS [--rules ID,ID] [--seed N] [--each N]
    python training/judge_rules.py record TEXTS LETTERS [--rules ID,ID] [--seed N] [--each N]
    python training/judge_rules.py tally TEXTS [--rules ID,ID]

Without `--rules` the rules are those of the word lists, and the verdicts are in
`docs/dommer-ordlister.tsv`; with it they are in `docs/dommer-regler.tsv`. `sample` prints at
most `--each` hits per rule and written standard, drawn by the seed, and at most two of an
entry. LETTERS is a file with a line per rule and standard, «rule language rrfrt…», a letter
per hit in the order they were printed: r right, t doubtful (fine for some readers or texts),
f wrong. `record` writes them as rule, language, entry, file, offset and verdict, never a
word of the text round it, and leaves what is recorded of other rules. `tally` prints the
table of the page that tells of them.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from klarsprak.api import lint_path

RULES = (
    "ord/kanselliord", "ord/tungt-bindeord", "ord/uforklart-fagord", "ord/uforklart-forkortelse",
    "ord/lang-sammensetning", "ord/idiom", "ord/engelsk", "setning/substantivsyke",
    "setning/verbalsubstantiv", "tillit/vag-tid", "tillit/svada", "helhet/internt-uttrykk",
    "inkludering/nedsettende", "inkludering/betenkelig", "inkludering/kjonnet-tittel",
    "respekt/nedlatende", "respekt/truende", "respekt/anklagende", "tiltale/tredjeperson",
    "aktiv/man-en",
)  # fmt: skip
DOCS = Path(__file__).parent.parent / "docs"
HEADER = "regel\tmålform\toppslag\tfil\tposisjon\tdom"
_OF_ONE_ENTRY = 2
_ROUND = 70


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding of a list, with the text round it, which is shown and never written."""

    rule: str
    language: str
    entry: str
    file: str
    offset: int
    text: str


def hits(texts: Path, rules: Collection[str] = RULES) -> Iterator[Hit]:
    """Every finding of the rules in a folder of texts, in the order of the files."""
    for report in lint_path(texts).files:
        if report.document is None:
            continue
        name = str(Path(report.path).relative_to(texts))
        for finding in report.findings:
            span = getattr(finding.location, "span", None)
            if finding.rule_id not in rules or span is None:
                continue
            source = report.document.source
            shown = (
                source[max(0, span.start - _ROUND) : span.start]
                + f"[[{source[span.start : span.end]}]]"
                + source[span.end : span.end + _ROUND]
            )
            entry = finding.values.get("lemma", "") or finding.text.lower()
            rule = finding.rule_id + (" (ordledd)" if "part" in finding.values else "")
            yield Hit(rule, finding.language, entry, name, span.start, " ".join(shown.split()))


def drawn(
    texts: Path, rules: Collection[str], seed: int, each: int
) -> Mapping[tuple[str, str], list[Hit]]:
    """The hits to read, by rule and written standard."""
    groups: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for hit in hits(texts, rules):
        groups[hit.rule, hit.language].append(hit)
    found = {}
    for key in sorted(groups):
        pool = groups[key]
        random.Random(f"{seed} {key}").shuffle(pool)
        taken: Counter[str] = Counter()
        chosen = []
        for hit in pool:
            taken[hit.entry] += 1
            if taken[hit.entry] <= _OF_ONE_ENTRY and len(chosen) < each:
                chosen.append(hit)
        found[key] = chosen
    return found


def record(
    texts: Path, letters: Path, rules: Collection[str], file: Path, seed: int, each: int
) -> None:
    """Write the verdicts of `letters`; ValueError where they are not one per hit."""
    given = {}
    for line in letters.read_text("utf-8").splitlines():
        *rule, language, marks = line.split()
        given[" ".join(rule), language] = marks
    judged = {rule for rule, _ in given}
    lines = [row for row in _rows(file) if row.split("\t")[0] not in judged]
    for key, chosen in drawn(texts, rules, seed, each).items():
        marks = given.get(key, "")
        if len(marks) != len(chosen) or set(marks) - set("rtf"):
            raise ValueError(f"{key}: {len(chosen)} hits, {len(marks)} verdicts")
        names = {"r": "rett", "t": "tvil", "f": "feil"}
        for hit, mark in zip(chosen, marks, strict=True):
            cells = (
                hit.rule,
                hit.language,
                _short(hit.entry),
                hit.file,
                str(hit.offset),
                names[mark],
            )
            lines.append("\t".join(cells))
    lines.sort(key=lambda row: row.split("\t")[:2])
    file.write_text("\n".join([HEADER, *lines]) + "\n", "utf-8")


def _short(entry: str) -> str:
    """At most five words, and of a tag its name only: what is recorded is no copy of a text."""
    words = entry.split()
    return f"{words[0].rstrip('>')}>" if words[0].startswith("<") else " ".join(words[:5])


def _rows(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()[1:] if file.exists() else []


def tally(texts: Path, rules: Collection[str], file: Path) -> None:
    """Print the table: hits in the texts, read, right, doubtful, wrong and precision."""
    total = Counter((hit.rule, hit.language) for hit in hits(texts, rules))
    read: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for line in _rows(file):
        rule, language, *_, verdict = line.split("\t")
        read[rule, language][verdict] += 1
    print("| regel | målform | treff | lest | rett | tvil | feil | rett av rett og feil |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for key in sorted(read):
        right, doubt, wrong = (read[key][name] for name in ("rett", "tvil", "feil"))
        share = f"{right / (right + wrong):.2f}".replace(".", ",") if right + wrong else "–"
        count = read[key].total()
        rule, language = key
        print(
            f"| `{rule}` | {language} | {total[key]} | {count} | {right} | {doubt} | {wrong} | {share} |"
        )


def main() -> None:
    """Run one of the three steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("sample", "record", "tally"))
    parser.add_argument("texts", type=Path)
    parser.add_argument("letters", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--rules", default="")
    args = parser.parse_args()
    rules = args.rules.split(",") if args.rules else RULES
    file = DOCS / ("dommer-regler.tsv" if args.rules else "dommer-ordlister.tsv")
    if args.step == "tally":
        tally(args.texts, rules, file)
    elif args.step == "record":
        record(args.texts, args.letters, rules, file, args.seed, args.each)
    else:
        for (rule, language), chosen in drawn(args.texts, rules, args.seed, args.each).items():
            print(f"== {rule} {language} ({len(chosen)})")
            for number, hit in enumerate(chosen, 1):
                print(f"{number} {hit.entry} | {hit.text}")


if __name__ == "__main__":
    main()
