"""`python -m klarsprak.docs [--sjekk]`: write the generated pages, or see that they are fresh.

With `--sjekk` nothing is written; pages that are missing, old or left over are named on
standard error, and the exit code is 1.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from klarsprak.cli.skjema import NAMES, schema
from klarsprak.core.atomic import write_text
from klarsprak.core.places import rules_folder
from klarsprak.docs.command_pages import command_page
from klarsprak.docs.coverage_page import coverage_page
from klarsprak.docs.man_page import man_page
from klarsprak.docs.rule_pages import rule_pages
from klarsprak.rulebook.library import load_library

_SHOWN = 10


def pages() -> Mapping[str, str]:
    """Every generated page by its path under `docs`."""
    rules = {f"regler/{path}": text for path, text in rule_pages(load_library()).items()}
    schemas = {
        f"skjema/{name}.json": json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"
        for name in NAMES
    }
    return {
        **rules,
        **schemas,
        "wcag-dekning.md": coverage_page(load_library()),
        "kommandoer.md": command_page(),
        "man/klarsprak.1": man_page(),
    }


def stale(folder: Path) -> list[str]:
    """The pages under `folder` that are missing, old, or of a rule that is gone."""
    wanted = pages()
    old = [
        path
        for path, text in wanted.items()
        if not (folder / path).is_file() or (folder / path).read_text(encoding="utf-8") != text
    ]
    found = (p.relative_to(folder).as_posix() for p in (folder / "regler").rglob("*.md"))
    return sorted([*old, *(path for path in found if path not in wanted)])


def write(folder: Path) -> list[str]:
    """Bring the pages under `folder` up to date; return those that changed."""
    wanted, changed = pages(), stale(folder)
    for path in changed:
        target = folder / path
        if path not in wanted:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        write_text(target, wanted[path])
    return changed


def main(arguments: list[str]) -> int:
    """0 when every page is fresh, or was written."""
    folder = rules_folder().parent / "docs"
    if "--sjekk" not in arguments:
        write(folder)
        return 0
    old = stale(folder)
    for path in old[:_SHOWN]:
        print(f"docs/{path} er ikke oppdatert. Kjør «make docs».", file=sys.stderr)
    if len(old) > _SHOWN:
        print(f"… og {len(old) - _SHOWN} sider til.", file=sys.stderr)
    return int(bool(old))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
