"""Audiences and promises: the data files `_malgrupper.yaml` and `_plakat.yaml`."""

from collections.abc import Mapping

from klarsprak.core.audience import Audience
from klarsprak.core.errors import RuleError
from klarsprak.core.report import Promise
from klarsprak.rulebook.strict_yaml import Plain

DEFAULT_AUDIENCE = "innbygger"


def build_audiences(raw: Plain) -> dict[str, Audience]:
    """The profiles by id, in the order of the file.

    Raises RuleError when a profile lacks its limits.
    """
    path = "rules/_malgrupper.yaml"
    if not isinstance(raw, dict) or not isinstance(raw.get("profiles"), dict):
        raise RuleError("rule-key-missing", path=path, line=1, key="", name="profiles")
    profiles = raw["profiles"]
    assert isinstance(profiles, dict)
    found: dict[str, Audience] = {}
    for name, row in profiles.items():
        if not isinstance(row, dict) or not isinstance(row.get("limits"), dict):
            raise RuleError("rule-key-missing", path=path, line=1, key=name, name="limits")
        found[name] = Audience(
            name,
            _texts(row.get("title")) or {"nb": name},
            {key: _number(value, path, key) for key, value in _items(row["limits"])},
            _texts(row.get("severities")),
            _texts(row.get("texts")),
        )
    return found


def build_promises(raw: Plain) -> tuple[Promise, ...]:
    """The promises of the poster in its order."""
    path = "rules/_plakat.yaml"
    if not isinstance(raw, dict) or not isinstance(raw.get("promises"), list):
        raise RuleError("rule-key-missing", path=path, line=1, key="", name="promises")
    rows = raw["promises"]
    assert isinstance(rows, list)
    found = []
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise RuleError("rule-key-missing", path=path, line=1, key="promises", name="id")
        found.append(
            Promise(
                str(row["id"]),
                _texts(row.get("title")),
                _texts(row.get("question")),
                row.get("checkable") is not False,
                _names(row.get("gathers"), path),
            )
        )
    return tuple(found)


def _names(raw: Plain, path: str) -> tuple[str, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(name, str) for name in raw):
        raise RuleError("rule-key-type", path=path, line=1, key="gathers", wanted="liste")
    return tuple(str(name) for name in raw)


def _texts(raw: Plain) -> Mapping[str, str]:
    return {str(key): str(value) for key, value in raw.items()} if isinstance(raw, dict) else {}


def _items(raw: Plain) -> list[tuple[str, Plain]]:
    return list(raw.items()) if isinstance(raw, dict) else []


def _number(value: Plain, path: str, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RuleError("rule-key-type", path=path, line=1, key=key, wanted="tall")
    return float(value)
