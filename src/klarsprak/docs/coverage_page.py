"""The table of WCAG criteria and the rules that look at each."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from klarsprak.accessibility.law import Criterion, all_criteria
from klarsprak.core.rule import RuleMeta
from klarsprak.messages.catalogue import load
from klarsprak.rulebook.library import BROWSER_KINDS, Library

NOTE = "<!-- Laget av «make docs». Rett reglene eller law.tsv, ikke her. -->"
BEYOND: Mapping[str, str] = MappingProxyType(
    {
        "1.4.6": "Kontrast (forbedret)",
        "2.1.3": "Tastatur (uten unntak)",
        "2.2.4": "Avbrytelser",
        "2.4.9": "Formål med lenke (bare lenke)",
        "3.1.3": "Uvanlige ord",
        "3.1.4": "Forkortelser",
        "3.1.5": "Lesenivå",
        "3.2.5": "Endring på anmodning",
    }
)
"""Criteria of level AAA that rules answer to. They are in no Norwegian law."""
BY_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "3.1.3": ("ord/uforklart-fagord",),
        "3.1.4": ("ord/uforklart-forkortelse",),
        "3.1.5": ("lesbarhet/lix", "lesbarhet/setningslengde"),
    }
)
"""Rules about words that serve a criterion without claiming to test it."""


def coverage_page(library: Library) -> str:
    """The table as Markdown in Bokmål: criterion → static rules, browser rules, by hand."""
    metas = [library.meta(rule_id) for rule_id in library.ids()]
    return "\n".join(_lines(metas))


def _lines(metas: list[RuleMeta]) -> Iterator[str]:
    catalogue = load("nb")
    yield "# Hvilke krav reglene dekker"
    yield ""
    yield NOTE
    yield ""
    yield (
        "Tabellen viser hvilke regler som ser på hvert krav i WCAG. En stjerne betyr at regelen "
        "bare spør, og at et menneske må svare. En regel kan finne brudd, men aldri vise at "
        "kravet er oppfylt. Kommandoen `klarsprak uu` sier hvordan du tester resten for hånd."
    )
    yield ""
    yield "## Nivå A og AA"
    yield ""
    yield "| Krav | Navn | Nivå | Lov | Tilsynets test | Regler i fila | Regler i nettleseren | For hånd |"
    yield "|---|---|---|---|---|---|---|---|"
    for criterion in all_criteria():
        static, browser = _rules(criterion.id, metas)
        yield (
            f"| {criterion.id} | {catalogue.pick(criterion.name)} | {criterion.level} "
            f"| {_law(criterion)} | {criterion.uu or '–'} | {static} | {browser} "
            f"| {_cell(catalogue.pick(criterion.how))} |"
        )
    yield ""
    yield "## Nivå AAA"
    yield ""
    yield "| Krav | Navn | Regler i fila | Regler i nettleseren |"
    yield "|---|---|---|---|"
    for number, name in BEYOND.items():
        static, browser = _rules(number, metas)
        yield f"| {number} | {name} | {static} | {browser} |"
    yield ""


def _law(criterion: Criterion) -> str:
    names = [name for name in ("offentlig", "privat") if name in criterion.lists]
    if names:
        return " og ".join(names)
    return "nytt i 2.2" if criterion.version == "2.2" else "–"


def _rules(number: str, metas: list[RuleMeta]) -> tuple[str, str]:
    words = BY_WORDS.get(number, ())
    static = [m for m in metas if (number in m.wcag and not _in_browser(m)) or m.id in words]
    browser = [m for m in metas if number in m.wcag and _in_browser(m)]
    return _named(static), _named(browser)


def _in_browser(meta: RuleMeta) -> bool:
    return meta.kind in BROWSER_KINDS


def _named(metas: list[RuleMeta]) -> str:
    shown = [f"`{m.id}`{'*' if m.certainty.value == 'review' else ''}" for m in metas]
    return ", ".join(shown) or "–"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
