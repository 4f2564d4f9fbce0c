"""axe-core, as shipped with klarsprak, run by axe-selenium-python.

The runner's limits are worked round: axe-core goes into every frame before the page's own
scripts (`script`), options are JSON, and a promise that axe rejects comes back as an
error instead of a wait for the time limit.
"""

import json
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypedDict

from klarsprak.core.errors import BrowserError

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

UNUSED = frozenset(
    {
        "aria-roledescription",
        "audio-caption",
        "landmark-complementary-is-top-level",
        "frame-tested",
        "hidden-content",
    }
)
"""Rules of axe that klarsprak never runs: three that axe itself has retired for being
wrong or outdated, and two that are notes about axe's own reach."""

OFF_BY_DEFAULT = (
    "color-contrast-enhanced",
    "css-orientation-lock",
    "duplicate-id",
    "duplicate-id-active",
    "focus-order-semantics",
    "identical-links-same-purpose",
    "meta-refresh-no-exceptions",
    "p-as-heading",
    "table-fake-caption",
    "target-size",
    "td-has-header",
)
"""Rules that axe leaves off and klarsprak runs: the experimental ones, since they answer to
criteria of the Norwegian list; 4.1.1, which is still in that list; and a few of WCAG 2.2
and level AAA, shown as suggestions."""


class AxeCheck(TypedDict):
    """A check of axe that failed, or could not be decided, on an element."""

    id: str
    group: str
    key: str
    count: int
    data: dict[str, str]


class AxeNode(TypedDict):
    """What axe says of one element; `number` counts elements in the top document."""

    rule: str
    outcome: str
    target: list[Any]
    html: str
    inert: bool
    number: int
    text: str
    checks: list[AxeCheck]


@lru_cache(maxsize=1)
def script_path() -> str:
    """Where the shipped axe-core stands."""
    return str(files("klarsprak.browser") / "vendor" / "axe-core" / "axe.min.js")


@lru_cache(maxsize=8)
def own_script(name: str) -> str:
    """The text of ``scripts/<name>.js``."""
    place = files("klarsprak.browser") / "scripts" / f"{name}.js"
    return place.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def script() -> str:
    """axe-core and what klarsprak adds to it, as one script for every new document."""
    place = files("klarsprak.browser") / "vendor" / "axe-core" / "axe.min.js"
    return place.read_text(encoding="utf-8") + "\n;" + own_script("prepare")


def options(rules: frozenset[str] | None = None) -> str:
    """The options of axe's run as JSON; `rules` None means all that klarsprak uses."""
    chosen: dict[str, object] = {
        "resultTypes": ["violations", "incomplete"],
        "elementRef": True,
        "preload": {"assets": ["cssom", "media"], "timeout": 5000},
    }
    if rules is not None:
        chosen["runOnly"] = {"type": "rule", "values": sorted(rules - UNUSED)}
    else:
        switches = {name: {"enabled": False} for name in sorted(UNUSED)}
        switches |= {name: {"enabled": True} for name in OFF_BY_DEFAULT}
        chosen["rules"] = switches
    return json.dumps(chosen)


def run(driver: "Chrome", rules: frozenset[str] | None = None) -> list[AxeNode]:
    """Run axe on the page `driver` shows, frames included.

    Raises BrowserError ``browser-axe`` (``reason``) when axe gives up.
    """
    from axe_selenium_python import Axe

    runner = Axe(driver, script_url=script_path())
    if not driver.execute_script("return Boolean(window.axe && window.__klarsprak)"):
        raise BrowserError("browser-axe", reason="axe-core is not in the page")
    answer = runner.run(options=options(rules))
    if not isinstance(answer, dict) or "error" in answer:
        reason = answer.get("error", "") if isinstance(answer, dict) else "no answer"
        raise BrowserError("browser-axe", reason=reason)
    nodes: list[AxeNode] = answer["nodes"]
    return nodes
