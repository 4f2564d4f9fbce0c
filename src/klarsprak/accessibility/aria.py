"""The tables of WAI-ARIA 1.2: facts on roles, states and properties."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Role:
    """A role of WAI-ARIA 1.2, Graphics-ARIA or DPUB-ARIA.

    `naming` is author, contents (or author) or prohibited. Attribute names stand with
    their ``aria-``. `context` are the roles it must stand in, `owned` those it must hold.
    Flags: abstract, deprecated, named (must have a name), widget, composite, landmark,
    leaf (what stands in it is presentational).
    """

    name: str
    naming: str
    required: tuple[str, ...]
    supported: frozenset[str]
    context: frozenset[str]
    owned: frozenset[str]
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class AriaAttribute:
    """A state or property: its value type and, for tokens, the values.

    Flags: global, was-global (global in 1.1, deprecated as such), deprecated.
    """

    name: str
    type: str
    values: frozenset[str]
    flags: frozenset[str]

    @property
    def is_global(self) -> bool:
        """True when every role takes it, the use being deprecated or not."""
        return "global" in self.flags or "was-global" in self.flags


def _rows(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


@cache
def roles() -> dict[str, Role]:
    """Every role by name, abstract ones too."""
    table: dict[str, Role] = {}
    for name, naming, required, supported, context, owned, flags in _rows("aria_roles.tsv"):
        table[name] = Role(
            name,
            naming,
            tuple(f"aria-{word}" for word in required.split()),
            frozenset(f"aria-{word}" for word in (*supported.split(), *required.split())),
            frozenset(context.split()),
            frozenset(owned.split()),
            frozenset(flags.split()),
        )
    return table


@cache
def attributes() -> dict[str, AriaAttribute]:
    """Every state and property by name."""
    return {
        name: AriaAttribute(name, kind, frozenset(values.split()), frozenset(flags.split()))
        for name, kind, values, flags in _rows("aria_attributes.tsv")
    }


def role_has(role: str, flag: str) -> bool:
    """True when the table gives `role` that flag."""
    found = roles().get(role)
    return found is not None and flag in found.flags
