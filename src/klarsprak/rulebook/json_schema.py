"""The JSON Schema of a rule file, built from what the reader and the kinds go by."""

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

from klarsprak import checks, kinds
from klarsprak.core.analysis import Need
from klarsprak.core.document import BlockKind
from klarsprak.core.finding import Applicability, Certainty, Severity
from klarsprak.rulebook.library import BROWSER_KINDS
from klarsprak.rulebook.schema import COMMON_KEYS, EXAMPLE_KEYS, LANGUAGES, STATUSES

_STRINGS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_TEXTS = {
    "type": "object",
    "properties": {
        language: {"type": "string", "minLength": int(language == "nb")} for language in LANGUAGES
    },
    "required": ["nb"],
    "additionalProperties": False,
}


def rule_schema() -> dict[str, Any]:
    """What a file `rules/<area>/<fault>.yaml` may hold.

    Which keys a kind adds is part of it; what may stand under them is for the kind to say.
    """
    by_kind = {name: set(module.KEYS) for name, module in _offering(kinds, "kinds")}
    by_kind["check"] = {key for _, module in _offering(checks, "checks") for key in module.KEYS}
    by_kind |= {kind: set() for kind in BROWSER_KINDS}
    own = {key for keys in by_kind.values() for key in keys} | {"check"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://klarsprak.example/schemas/rule-1.schema.json",
        "title": "Regel for klarsprak",
        "type": "object",
        "required": ["kind", "severity", "title", "message", "why", "promise"],
        "properties": {**dict.fromkeys(sorted(own), True), **_common(sorted(by_kind))},
        "additionalProperties": False,
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}},
                "then": {"propertyNames": {"enum": sorted(COMMON_KEYS | keys | {"check"})}},
            }
            for kind, keys in sorted(by_kind.items())
            if kind not in BROWSER_KINDS
        ],
    }


def _common(known_kinds: list[str]) -> Mapping[str, Any]:
    values: dict[str, Any] = dict.fromkeys(sorted(COMMON_KEYS), _STRINGS)
    return values | {
        "kind": {"enum": known_kinds},
        "since": {"type": "string", "pattern": r"^\d+(\.\d+)*$"},
        "status": {"enum": list(STATUSES)},
        "severity": {"enum": [str(severity) for severity in Severity]},
        "certainty": {"enum": [str(certainty) for certainty in Certainty]},
        "confidence": {"type": "number", "minimum": 0.3, "maximum": 1},
        "need": {"enum": [need.name.lower() for need in Need]},
        "scope": _one_or_more([str(kind) for kind in BlockKind]),
        "fix": {"enum": ["", *(str(applicability) for applicability in Applicability)]},
        "title": _TEXTS,
        "message": _TEXTS,
        "why": _TEXTS,
        "options": {"type": ["object", "null"]},
        "examples": {"type": ["array", "null"], "items": _example()},
    }


def _one_or_more(names: list[str]) -> dict[str, Any]:
    one = {"enum": names}
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _example() -> dict[str, Any]:
    values: dict[str, Any] = {key: {"type": "string"} for key in sorted(EXAMPLE_KEYS)}
    values |= {"flags": {"type": "array"}, "fix": {"type": "boolean"}}
    return {
        "type": "object",
        "properties": values,
        "additionalProperties": False,
        "dependentRequired": {"bad": ["flags"]},
    }


def _offering(package: ModuleType, name: str) -> Iterator[tuple[str, Any]]:
    """The modules of a package that make rules."""
    for found in pkgutil.iter_modules(package.__path__):
        module = import_module(f"klarsprak.{name}.{found.name}")
        if hasattr(module, "KEYS") and hasattr(module, "build"):
            yield found.name, module
