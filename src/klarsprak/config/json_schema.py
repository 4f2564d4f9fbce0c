"""The JSON Schema of a project file, built from what the reader goes by."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from klarsprak.config.load import LANGUAGES
from klarsprak.config.model import (
    FAIL_LEVELS,
    LIMIT_KEYS,
    PLACE_KEYS,
    SIMPLE_KEYS,
    ExemptionRow,
    PromiseLimit,
)

_TYPES: Mapping[type, Mapping[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    list: {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
}
_CHOICES = {"feil_ved": FAIL_LEVELS, "sprak": LANGUAGES}


def settings_schema() -> dict[str, Any]:
    """What `klarsprak.toml`, or ``[tool.klarsprak]``, may hold.

    A key may be written with a hyphen for the underscore.
    """
    values = {name: _value(name) for name in (*SIMPLE_KEYS, "lofter")}
    values["grenser"] = {"type": "object", "additionalProperties": _table(LIMIT_KEYS)}
    values["sted"] = {"type": "array", "items": _table(PLACE_KEYS, {"sti": {"type": "string"}})}
    values["unntak"] = {"type": "array", "items": _exemption()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://klarsprak.example/schemas/settings-1.schema.json",
        "title": "Innstillinger for klarsprak",
        "type": "object",
        "properties": _with_hyphens(values),
        "additionalProperties": False,
    }


def _value(name: str) -> dict[str, Any]:
    if name == "lofter":
        limit = {"type": "integer", "minimum": 0}
        names = {field.name: limit for field in fields(PromiseLimit)}
        row = {"type": "object", "properties": names, "additionalProperties": False}
        return {"type": "object", "additionalProperties": {"anyOf": [limit, row]}}
    found = dict(_TYPES[SIMPLE_KEYS[name]])
    if name in _CHOICES:
        found["enum"] = list(_CHOICES[name])
    return found


def _table(keys: frozenset[str], required: Mapping[str, Any] | None = None) -> dict[str, Any]:
    required = required or {}
    values = {name: _value(name) for name in sorted(keys)}
    return {
        "type": "object",
        "properties": {**_with_hyphens(values), **required},
        "required": list(required),
        "additionalProperties": False,
    }


def _exemption() -> dict[str, Any]:
    names = [field.name for field in fields(ExemptionRow)]
    required = [field.name for field in fields(ExemptionRow) if field.default is MISSING]
    least = {name: {"type": "string", "minLength": int(name in required)} for name in names}
    return {
        "type": "object",
        "properties": least,
        "required": required,
        "additionalProperties": False,
    }


def _with_hyphens(values: Mapping[str, Any]) -> dict[str, Any]:
    spelt = {name.replace("_", "-"): value for name, value in values.items()}
    return {**values, **spelt}
