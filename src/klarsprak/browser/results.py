"""From what was seen on a page to findings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from klarsprak.browser.axe import AxeCheck, AxeNode
from klarsprak.browser.elements import Elements
from klarsprak.browser.page import Observation
from klarsprak.core.audience import Setting
from klarsprak.core.finding import (
    Certainty,
    Excerpt,
    FileLocation,
    Finding,
    PageLocation,
    Severity,
)
from klarsprak.core.rule import RuleMeta
from klarsprak.core.spans import Span
from klarsprak.engine.severity import base_severity

AREA = "nettleser"
MAX_SNIPPET = 300
KEYBOARD = "2.1.1"
WHEN_SURE = frozenset({"css-orientation-lock", "color-contrast-enhanced"})
"""Rules of which only faults are told: when axe is unsure there is nothing to look at."""
ONCE = {"region": False, "target-size": False, "identical-links-same-purpose": True}
"""Rules told of once per page (False), or once per text on the page (True)."""
LOOKS = frozenset(
    {
        "color-contrast",
        "color-contrast-enhanced",
        "fokus-usynlig",
        "link-in-text-block",
        "p-as-heading",
        "scrollable-region-focusable",
        "sidelengs-rulling",
        "target-size",
        "tekst-klippes",
        "tekstavstand",
    }
)
"""Rules on how the page looks: not to be trusted when one of its style sheets is missing."""
PER_COLOURS = "color-contrast-enhanced"
"""One finding per pair of colours: the same grey text may stand in a thousand places."""


def from_axe(nodes: Iterable[AxeNode]) -> list[Observation]:
    """What axe saw, as observations.

    What axe could not decide is for a person to look at. An element that fails the contrast
    of level AA is not told of again for level AAA.
    """
    listed = list(nodes)
    listed = list(_grouped(listed))
    poor = {_key(node) for node in listed if node["rule"] == "color-contrast"}
    pairs: set[tuple[str, str]] = set()
    found: list[Observation] = []
    for node in listed:
        if node["rule"] in WHEN_SURE and node["outcome"] == "incomplete":
            continue
        if node["rule"] == PER_COLOURS:
            data = next((c["data"] for c in node["checks"]), {})
            pair = (data.get("fgColor", ""), data.get("bgColor", ""))
            if _key(node) in poor or pair in pairs:
                continue
            pairs.add(pair)
        found.append(_observation(node))
    return found


def _grouped(nodes: Iterable[AxeNode]) -> Iterator[AxeNode]:
    """Of rules that say the same of a hundred elements, one node of each kind.

    It has the number of nodes it stands for as the fact ``count`` of its first check.
    """
    groups: dict[tuple[str, str, str], list[AxeNode]] = {}
    for node in nodes:
        if node["rule"] in ONCE:
            text = " ".join(node["text"].split()) if ONCE[node["rule"]] else ""
            groups.setdefault((node["rule"], node["outcome"], text), []).append(node)
        else:
            yield node
    for members in groups.values():
        first = members[0]
        if len(members) > 1 and first["checks"]:
            fact = {"count": str(len(members))}
            first["checks"] = [{**c, "data": {**c["data"], **fact}} for c in first["checks"]]
        yield first


def _key(node: AxeNode) -> str:
    return repr(node["target"])


def _observation(node: AxeNode) -> Observation:
    undecided = node["outcome"] == "incomplete"
    # A frame that a modal dialogue makes inert is rightly out of the keyboard's way.
    if node["rule"] == "frame-focusable-content" and node["inert"]:
        undecided = True
    return Observation(
        rule=node["rule"],
        selector=selector_of(node["target"]),
        snippet=node["html"][:MAX_SNIPPET],
        number=node["number"],
        text=" ".join(node["text"].split()),
        certainty=Certainty.REVIEW if undecided else None,
        values=_values(node["checks"], undecided=undecided),
    )


def unstyled(observations: Iterable[Observation]) -> Iterator[Observation]:
    """What was seen on a page that lacks a style sheet: its looks are for a person to judge."""
    for seen in observations:
        yield replace(seen, certainty=Certainty.REVIEW) if seen.rule in LOOKS else seen


def selector_of(target: Iterable[Any]) -> str:
    """Axe's way to an element as one line: ``>>>`` into a shadow root, ``|`` into a frame."""
    steps = (" >>> ".join(step) if isinstance(step, list) else str(step) for step in target)
    return " | ".join(steps)


def _values(checks: Iterable[AxeCheck], *, undecided: bool) -> Mapping[str, str]:
    """The facts of the check that tells most.

    One that must hold goes before one of several alternatives that were tried in vain.
    """
    listed = sorted(checks, key=lambda check: check["group"] == "any")
    if not listed:
        return {}
    check = next((one for one in listed if one["data"]), listed[0])
    key = check["key"]
    if not key and check["count"]:
        key = "singular" if check["count"] == 1 else "plural"
    kind = "incomplete" if undecided else "fail"
    values = {
        _plain(name): value[:200].removesuffix(":1")
        for name, value in check["data"].items()
        if value
    }
    values["check"] = ".".join(part for part in (check["id"], kind, key) if part)
    return values


def _plain(name: str) -> str:
    """``fgColor`` → ``fg_color``: names that a message template can hold."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def to_findings(
    url: str,
    observations: Iterable[Observation],
    metas: Mapping[str, RuleMeta],
    setting: Setting,
    elements: Elements,
) -> Iterator[tuple[Finding, int]]:
    """Findings on the page `url`, each with the number of its element (-1: not known).

    Observations whose rule is not in `metas` are left out. What a person must look at is
    never an error. A finding on an element whose place in the rendered HTML is known stands
    there, as those of the static engine do, until `on_page` makes it a selector.
    """
    for seen in observations:
        meta = metas.get(f"{AREA}/{seen.rule}")
        severity = base_severity(meta, setting) if meta else None
        if meta is None or severity is None:
            continue
        certainty = meta.certainty if seen.certainty is None else seen.certainty
        if certainty is Certainty.REVIEW and severity is Severity.ERROR:
            severity = Severity.WARNING
        number = seen.number if 0 <= seen.number < len(elements.places) else -1
        snippet = (elements.snippet(number) if number >= 0 else "") or seen.snippet
        text = seen.text or snippet[:MAX_SNIPPET]
        location: FileLocation | PageLocation
        if number >= 0:
            location = FileLocation(url, Span(*elements.places[number]), 1, 1, 1, 1)
        else:
            location = PageLocation(url, seen.selector, snippet[:MAX_SNIPPET])
        finding = Finding(
            rule_id=meta.id,
            severity=severity,
            certainty=certainty,
            location=location,
            text=snippet[:MAX_SNIPPET],
            excerpt=Excerpt(text, 0, len(text)),
            promises=meta.promises,
            wcag=meta.wcag,
            values=seen.values,
            confidence=meta.confidence,
        )
        yield finding, number


def on_page(finding: Finding, url: str, elements: Elements) -> Finding:
    """A finding in the rendered HTML as a finding on the page.

    Offsets mean nothing to a reader who never had the file, so the place becomes a
    selector, and fixes, which are edits of a file, go.
    """
    if not isinstance(finding.location, FileLocation):
        return finding
    number = element_of(finding, elements)
    selector = elements.selector(number) if number is not None else "html"
    snippet = elements.snippet(number)[:MAX_SNIPPET] if number is not None else ""
    return replace(finding, location=PageLocation(url, selector, snippet), fix=None)


def element_of(finding: Finding, elements: Elements) -> int | None:
    """The number of the element that a finding in the rendered HTML stands in."""
    span = finding.span
    return None if span is None else elements.around(span.start)


def is_moot(finding: Finding, number: int | None, elements: Elements) -> bool:
    """True for a fault of keyboard reach on an element that nothing reaches just now."""
    return number in elements.inert and KEYBOARD in finding.wcag


def without_doubles(
    static: Iterable[tuple[Finding, int | None]],
    seen: Iterable[tuple[Finding, int]],
) -> list[Finding]:
    """Findings of the browser less those that the static engine has made too.

    The same fault is: same element, and a criterion in common. A person's task goes for a
    fault of the static engine, but a fault stays where the static engine only asked.
    """
    known: dict[int, set[str]] = {}
    asked: dict[int, set[str]] = {}
    for finding, number in static:
        if number is not None:
            into = known if finding.certainty is Certainty.FAULT else asked
            into.setdefault(number, set()).update(finding.wcag)
    kept: list[Finding] = []
    for finding, number in seen:
        same = set(known.get(number, ()))
        if finding.certainty is Certainty.REVIEW:
            same |= asked.get(number, set())
        if number < 0 or not same.intersection(finding.wcag):
            kept.append(finding)
    return kept
