"""Which rules belong to which ruleset: what `regelsett` in a project file pins."""

from collections.abc import Mapping
from types import MappingProxyType

from klarsprak.core.errors import ConfigError

RULESETS: Mapping[str, str] = MappingProxyType({"2026.1": "0.1.0"})
"""Each ruleset and the newest klarsprak version whose rules are part of it, oldest first.

A release that adds a stable rule adds a line here; see docs/adr/0061.
"""

RULESET = tuple(RULESETS)[-1]
"""The ruleset of this version."""


def newest_since(pin: str) -> tuple[int, ...] | None:
    """The newest `since` that rules of the ruleset `pin` have; None when all rules are in.

    "" pins nothing. Raises ConfigError for a ruleset that is not known.
    """
    if not pin or pin == RULESET:
        return None
    if pin not in RULESETS:
        raise ConfigError("ruleset-unknown", name=pin, known=", ".join(RULESETS))
    return version(RULESETS[pin])


def version(text: str) -> tuple[int, ...]:
    """«0.10.2» as numbers to compare by; a part that is no number counts as 0."""
    return tuple(int(part) if part.isdigit() else 0 for part in text.split("."))
