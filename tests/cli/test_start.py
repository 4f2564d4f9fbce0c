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
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def modules_after(*arguments: str, whole: bool = False) -> set[str]:
    """The modules of a second run; their first names alone, unless `whole`."""

    def go() -> str:
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True
        ).stdout

    go()  # the first run compiles the rules into the cache
    loaded: list[str] = json.loads(go().strip().splitlines()[-1])
    return set(loaded) if whole else {name.partition(".")[0] for name in loaded}


def test_text_rules_import_nothing_heavy(tmp_path: Path) -> None:
    page = tmp_path / "side.html"
    page.write_text("<!doctype html><html lang=nb><title>Side</title><p>Vedrørende saken.</p>")
    rules = ("--velg", "ord/kanselliord", "--velg", "setning/for-lang")
    loaded = modules_after(str(page), *rules, "--format", "linjer", "--uten-mellomlager")
    assert not loaded & set(HEAVY)


def test_a_run_whose_results_are_kept_builds_nothing(tmp_path: Path) -> None:
    for name in ("en", "to"):
        text = (
            "# Søknad om plass\n\nVi viser til søknaden din vedrørende plass i barnehagen.\n\n"
            f"Fristen for å søke er {'1. mars' if name == 'en' else '1. mai'} 2026.\n"
        )
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    loaded = modules_after(str(tmp_path), "--format", "json", whole=True)
    assert not {name.partition(".")[0] for name in loaded} & set(HEAVY)
    built = {
        "klarsprak.engine.linter",
        "klarsprak.lexicon.store",
        "klarsprak.lexicon.frequency",
        "klarsprak.lexicon.inflection",
        "klarsprak.nlp.simple",
    }
    assert not loaded & built
    parts = ("klarsprak.checks.", "klarsprak.kinds.", "klarsprak.accessibility.")
    assert not [name for name in loaded if name.startswith(parts)]
