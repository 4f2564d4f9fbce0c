"""Print the tables of docs/gullsetninger.md.

usage: python -m tests.gold.measure SHARED-FOLDER
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.gold.sentences import rebuilt, rows, write

SETS = {
    "o": "første sett",
    "p": "andre sett",
    "q": "tredje sett",
    "n": "utredninger, første sett",
    "m": "utredninger, andre sett",
    "s": "fjerde sett",
    "t": "taler og blogger",
    "r": "nynorsk sett",
}


def score(gold: Path, shared: Path, language: str = "") -> Mapping[str, Any]:
    command = [sys.executable, str(shared / "tools/score_gold.py"), str(gold), "--json"]
    command += ["--klarsprak", f"{sys.executable} -m klarsprak"]
    command += ["--lang", language] if language else []
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: dict[str, Any] = json.loads(run.stdout)
    return scores


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace(".", ",")


def main() -> None:
    shared = Path(sys.argv[1])
    items = list(rebuilt(shared / "data", rows()))
    with tempfile.TemporaryDirectory() as temporary:
        gold = Path(temporary) / "gold.jsonl"
        print(
            "| sett | målform | setninger | presisjon | dekning | uten merknad | varsler | forslag |"
        )
        print("|---|---|--:|--:|--:|--:|--:|--:|")
        for prefix, name in SETS.items():
            own = [item for item in items if item["id"].startswith(prefix)]
            write(own, gold)
            for language in sorted({item["lang"] for item in own}):
                _print_total(f"{name} | {language}", score(gold, shared, language)["total"])
        write(items, gold)
        for language in ("nb", "nn"):
            _print_total(f"alle våre | {language}", score(gold, shared, language)["total"])
        dev = shared / "data/gold/dev.jsonl"
        _print_total("åpent gullsett | nb og nn", score(dev, shared)["total"])
        print(
            "\n| merke | våre: antall | presisjon | dekning | åpne: antall | presisjon | dekning |"
        )
        print("|---|--:|--:|--:|--:|--:|--:|")
        ours, theirs = score(gold, shared)["labels"], score(dev, shared)["labels"]
        for label in sorted(set(ours) | set(theirs)):
            cells = [
                cell
                for table in (ours, theirs)
                for row in (table.get(label, {}),)
                for cell in (
                    str(row.get("gold", 0)),
                    _share(row.get("precision")),
                    _share(row.get("recall")),
                )
            ]
            print(f"| `{label}` | {' | '.join(cells)} |")


def _print_total(name: str, total: Mapping[str, Any]) -> None:
    clean = total["clean"]
    serious, found = (
        round((total[key] or 0) * clean)
        for key in ("serious_per_clean_sentence", "any_per_clean_sentence")
    )
    shares = f"{_share(total['precision'])} | {_share(total['recall'])}"
    print(f"| {name} | {total['sentences']} | {shares} | {clean} | {serious} | {found} |")


if __name__ == "__main__":
    main()
