"""What a visit may be told: limits, hosts, consent, which checks."""

from dataclasses import dataclass
from enum import StrEnum


class Consent(StrEnum):
    """What to do with a cookie banner; the value stands on the command line."""

    KEEP = "behold"
    REJECT = "avvis"
    ACCEPT = "godta"
    HIDE = "skjul"


ALL_CHECKS = frozenset(
    {
        "axe",
        "clicks",
        "focus",
        "reflow",
        "zoom",
        "spacing",
        "hover",
        "media",
        "motion",
        "shortcut",
        "toggles",
    }
)
"""Names of what can be switched off one by one; `axe` is axe-core itself."""


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """How to visit pages. Times are in seconds, sizes in CSS pixels.

    `chromium` and `driver` are paths; "" means: look on PATH. `allowed_hosts` are let
    through beside the hosts of the pages themselves. `load_timeout` is the time a page has
    to load, `page_timeout` what each command to the browser may take. `banner` is a CSS
    selector of a cookie banner (with `Consent.HIDE`) or of the button to press.
    """

    chromium: str = ""
    driver: str = ""
    allowed_hosts: frozenset[str] = frozenset()
    any_host: bool = False
    load_timeout: float = 30.0
    page_timeout: float = 60.0
    width: int = 1280
    height: int = 1024
    language: str = "nb-NO"
    consent: Consent = Consent.KEEP
    banner: str = ""
    checks: frozenset[str] = ALL_CHECKS
    axe_rules: frozenset[str] | None = None
    """Ids of axe's rules to run; None runs all that klarsprak uses."""
    max_tab_stops: int = 150
    """How far the keyboard walks on one page."""
