"""A cold run with rules that need no parse imports nothing heavy."""

import json
import subprocess
import sys
from pathlib import Path

HEAVY = ("spacy", "textstat", "wordfreq", "selenium", "bs4", "numpy", "textual", "jinja2", "yaml")
PROGRAM = """
import json, sys
from klarsprak.cli.main import main
try:
    main(["sjekk", *sys.argv[1:]])
except SystemExit:
    pass
print("\\n" + json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def modules_after(*arguments: str) -> set[str]:
    def go() -> str:
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True
        ).stdout

    go()  # the first run compiles the rules into the cache
    loaded: list[str] = json.loads(go().strip().splitlines()[-1])
    return set(loaded)


def test_text_rules_import_nothing_heavy(tmp_path: Path) -> None:
    page = tmp_path / "side.html"
    page.write_text("<!doctype html><html lang=nb><title>Side</title><p>Vedrørende saken.</p>")
    loaded = modules_after(
        str(page), "--velg", "ord/kanselliord", "--velg", "setning/for-lang", "--format", "linjer"
    )
    assert not loaded & set(HEAVY)
