"""Build hook: the wheel ships rules and phrases compiled, so that no run parses YAML, and a man page."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRules(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles `rules/` to one JSON file and puts it beside the rules in the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the index to `build/` and name it as a file of the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from klarsprak.rulebook.index import compile_folder, to_text

        index = compile_folder(root / "rules")
        if index.errors:
            raise RuntimeError(f"broken rule files: {index.errors}")
        target = root / "build" / "index.jsonl"
        target.parent.mkdir(exist_ok=True)
        target.write_text(to_text(index), encoding="utf-8")
        build_data["force_include"][str(target)] = "klarsprak/_data/index.jsonl"
        from klarsprak.docs.man_page import man_page

        manual = root / "build" / "klarsprak.1"
        manual.write_text(man_page(), encoding="utf-8")
        build_data["shared_data"][str(manual)] = "share/man/man1/klarsprak.1"
        phrases = root / "build" / "phrases"
        _compile_phrases(phrases)
        build_data["force_include"][str(phrases)] = "klarsprak/_data/phrases"


def _compile_phrases(folder: Path) -> None:
    """Write the inflected forms of every phrase list, as a run would keep them."""
    shutil.rmtree(folder, ignore_errors=True)
    os.environ["KLARSPRAK_MELLOMLAGER"] = str(folder)
    from klarsprak.kinds.consistency import ConsistencyRule
    from klarsprak.kinds.phrase import PhraseRule
    from klarsprak.rulebook.library import kind_module, load_library

    library = load_library()
    for rule_id in library.ids():
        definition = library.definition(rule_id)
        if "dictionary" in definition.raw:
            rule = kind_module(definition).build(definition)
            phrases = rule if isinstance(rule, PhraseRule) else getattr(rule, "phrases", None)
            for language in phrases.entries if phrases else ():
                phrases.index(language)
            for variants in rule.variants.values() if isinstance(rule, ConsistencyRule) else ():
                variants.index()
    for other in folder.glob("regler-*"):
        other.unlink()
