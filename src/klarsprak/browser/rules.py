"""Which rules of the browser engine a run asks for, and what must be looked at for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from klarsprak.browser.options import ALL_CHECKS, BrowserOptions
from klarsprak.browser.results import AREA
from klarsprak.core.rule import RuleMeta
from klarsprak.rulebook.library import BROWSER_KINDS, Library

CHECK_OF: Mapping[str, str] = {
    "bevegelse": "motion",
    "dialog-uten-fokus": "toggles",
    "fokus-skjult": "focus",
    "fokus-usynlig": "focus",
    "fokusrekkefolge": "focus",
    "hurtigtast": "shortcut",
    "klikk-bare-mus": "clicks",
    "lyd-starter": "media",
    "sidelengs-rulling": "reflow",
    "sveveinnhold-bare-mus": "hover",
    "sveveinnhold-blir": "hover",
    "sveveinnhold-borte": "hover",
    "tastaturfelle": "focus",
    "tastaturfelle-egen-tast": "focus",
    "tekst-endrer-seg": "motion",
    "tekst-klippes": "zoom",
    "tilstand-mangler": "toggles",
    "tilstand-star-fast": "toggles",
    "tekstavstand": "spacing",
}
"""The check behind each rule of kind `browser`."""


def browser_rules(
    library: Library, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> dict[str, RuleMeta]:
    """The browser engine's rules that `select` and `ignore` leave, by id.

    They mean the same as for `rulebook.choose`: a preview runs only when named by its id.
    """
    named = {rule_id for name in select for rule_id in library.resolve(name)}
    dropped = {rule_id for name in ignore for rule_id in library.resolve(name)}
    chosen: dict[str, RuleMeta] = {}
    for rule_id in library.ids():
        raw = library.files[rule_id][0].raw
        if raw.get("kind") not in BROWSER_KINDS or rule_id in dropped:
            continue
        if select and rule_id not in named:
            continue
        if raw.get("status", "stable") != "stable" and rule_id not in select:
            continue
        chosen[rule_id] = library.meta(rule_id)
    return chosen


def narrowed(options: BrowserOptions, rules: Mapping[str, RuleMeta]) -> BrowserOptions:
    """`options` with only those checks, and those of axe's rules, that `rules` need."""
    axe = frozenset(_short(m.id) for m in rules.values() if m.kind == "axe")
    needed = {CHECK_OF[_short(m.id)] for m in rules.values() if m.kind == "browser"}
    if axe:
        needed.add("axe")
    if "lyd-starter" in _all_short(rules) or "bevegelse" in _all_short(rules):
        needed.add("media")
    checks = options.checks & ALL_CHECKS & needed
    return replace(options, checks=checks, axe_rules=axe if axe else options.axe_rules)


def _short(rule_id: str) -> str:
    return rule_id.removeprefix(f"{AREA}/")


def _all_short(rules: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_short, rules))
