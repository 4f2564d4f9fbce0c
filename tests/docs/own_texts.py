"""Everything the product itself says to a reader, by language and by where it stands."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from klarsprak.messages.catalogue import load
from klarsprak.messages.template import fill
from klarsprak.rulebook.library import load_library

REPO = Path(__file__).resolve().parents[2]
GIVEN = {"band.work"}
"""Texts that the poster map gives; they are quoted, not written by us."""
_VALUES = {"n": "3", "count": "3", "words": "31", "max": "20", "line": "4", "letters": "23"}


def _filled(text: str) -> str:
    return fill(text, lambda name: _VALUES.get(name, "tre"))


def rule_texts(language: str) -> dict[str, list[str]]:
    """Title, message and reason of every rule by its id, axe-core's among them."""
    library = load_library()
    found = {}
    for rule_id in library.ids():
        meta = library.definition(rule_id).meta
        found[rule_id] = [
            _filled(texts[language]) for texts in (meta.title, meta.message, meta.why)
        ]
    for name in ("_plakat", "_malgrupper"):
        raw = yaml.safe_load((REPO / "rules" / f"{name}.yaml").read_text(encoding="utf-8"))
        found[name] = list(_titles(raw, language))
    return found


def _titles(raw: object, language: str) -> Iterator[str]:
    """Every text in `language` in a table such as that of the promises."""
    if isinstance(raw, list):
        for item in raw:
            yield from _titles(item, language)
    elif isinstance(raw, Mapping):
        if isinstance(text := raw.get(language), str):
            yield text
        for key, item in raw.items():
            if key not in ("nb", "nn", "en"):
                yield from _titles(item, language)


def catalogue_texts(language: str) -> dict[str, list[str]]:
    """The texts of the tool by their first word, keys and names left out."""
    found: dict[str, list[str]] = {}
    for key, text in load(language).texts.items():
        if key not in GIVEN:
            found.setdefault(key.partition(".")[0], []).append(_filled(text))
    path = REPO / "src" / "klarsprak" / "messages" / f"axe.{language}.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    found["axe"] = [_filled(text) for text in _strings(raw)]
    return found


def _strings(raw: object) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping):
        for item in raw.values():
            yield from _strings(item)


def guides() -> list[Path]:
    """The pages for writers that are written by hand."""
    return [REPO / "README.md", *sorted((REPO / "docs").glob("*.md"))]


_NOT_PROSE = re.compile(r"«[^»]*»|<[^<>]*>|[\w-]*[./:=_\\][\w./:=_\\-]+|--[\w-]+|\b\w*\d\w*\b")


def words_in(text: str) -> list[str]:
    """Lower-case words of prose: no quotations, code, names or words in capitals."""
    return re.findall(r"(?<![\w-])[a-zæøåéòôèü]{4,}(?![\w-])", _NOT_PROSE.sub(" ", text))


GLOSSARY = frozenset(
    "accesskey autocomplete autofocus autoplay chromedriver chromium colgroup contentinfo doctype docx "
    "foranstilling ismap "
    "onclick onfocus rowgroup tabindex tablist tabrekkefølgen treegrid uvicorn wcag "
    "avsendaren berar biletkart biletkartet biletrolle breidd eintal hokjønn hopplenkja hopplenkje kolonnane "
    "kolonnar lenkja lenkje lenkjene lenkjer merkte pikslar påbod tabrekkjefølgja".split()
)
"""Words that are right, looked up one by one, and that the lexicon lacks: names in code, and Nynorsk."""
