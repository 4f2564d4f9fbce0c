"""Run the element rules straight over the W3C ACT cases and score them.

usage: act_static.py SHARED [score_act options]

SHARED is the folder of measuring data. Prints the time per page in one process, the
score of `tools/score_act.py`, and the findings of certainty fault on pages that fail no
case. The same can be had through the command line with `tools/run_act.py`.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from klarsprak.accessibility.page import Page
from klarsprak.kinds.element import ElementRule
from klarsprak.rulebook.library import kind_module, load_library

PAGES = (".html", ".htm")


def element_rules() -> list[ElementRule]:
    library = load_library()
    rules = []
    for rule_id in library.ids():
        definition = library.definition(rule_id)
        if definition.meta.kind == "element" and definition.meta.status == "stable":
            rule = kind_module(definition).build(definition)
            assert isinstance(rule, ElementRule)
            rules.append(rule)
    return rules


def findings(page: Path, rules: Iterable[ElementRule]) -> list[dict[str, object]]:
    source = page.read_text(encoding="utf-8-sig", errors="replace")
    tree = Page(source, folder=page.parent)
    found: list[dict[str, object]] = []
    for rule in rules:
        for problem in rule.run(tree):
            certainty = problem.certainty or rule.meta.certainty
            outcome = "failed" if certainty.value == "fault" else "cantTell"
            found.append({"sc": rule.meta.wcag, "rule": rule.meta.id, "outcome": outcome})
    return found


def main() -> None:
    shared = Path(sys.argv[1])
    act = shared / "data" / "wcag" / "act"
    rules = element_rules()
    with (act / "cases.jsonl").open(encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    by_page: dict[str, list[dict[str, object]]] = {}
    times, work = [], []
    for name in sorted({case["html"] for case in cases if case["html"].endswith(PAGES)}):
        started, worked = time.perf_counter(), time.process_time()
        by_page[name] = findings(act / name, rules)
        times.append(1000 * (time.perf_counter() - started))
        work.append(1000 * (time.process_time() - worked))
    print(
        f"{len(rules)} rules; ms per page: median {statistics.median(times):.2f} by the clock, "
        f"{statistics.median(work):.2f} of processor time"
    )
    with tempfile.TemporaryDirectory() as folder:
        found, mapping = Path(folder, "found.jsonl"), Path(folder, "map.json")
        rows = [
            json.dumps({"case": case["case"], "findings": by_page[case["html"]]})
            for case in cases
            if case["html"] in by_page
        ]
        found.write_text("\n".join(rows) + "\n", encoding="utf-8")
        acts = {rule.meta.id: rule.meta.act for rule in rules}
        mapping.write_text(json.dumps(acts), encoding="utf-8")
        score = [sys.executable, str(shared / "tools" / "score_act.py"), str(found)]
        score += ["--cases", str(act / "cases.jsonl"), *sys.argv[2:]]
        subprocess.run([*score, "--map", str(mapping)], check=True)
        print("by criterion alone:")
        subprocess.run(score, check=True)
    failing = {case["html"] for case in cases if case["expected"] == "failed"}
    quiet = Counter(
        str(finding["rule"])
        for name, listed in by_page.items()
        if name not in failing
        for finding in listed
        if finding["outcome"] == "failed"
    )
    print(f"{quiet.total()} faults on pages that fail no case: {dict(quiet.most_common())}")


if __name__ == "__main__":
    main()
