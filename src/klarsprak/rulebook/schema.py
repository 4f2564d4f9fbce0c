"""What a rule file may hold, and how it becomes metadata."""

from collections.abc import Mapping
from typing import NoReturn

from klarsprak.core.analysis import Need
from klarsprak.core.definition import string_list
from klarsprak.core.document import PROSE, BlockKind
from klarsprak.core.errors import RuleError
from klarsprak.core.finding import Certainty, Severity
from klarsprak.core.near import nearest
from klarsprak.core.rule import Example, RuleMeta

LANGUAGES = ("nb", "nn", "en")
"""The languages that messages come in; `nb` is required."""

PLACEHOLDERS = frozenset({"match", "suggestions", "count"})
"""What every message may use; kinds and checks supply more."""

COMMON_KEYS = frozenset(
    "kind since status severity certainty confidence need languages scope audiences "
    "document_types promise wcag act uu title message why sources tags fix aliases options "
    "examples".split()
)
EXAMPLE_KEYS = frozenset("bad good flags language format document_type audience fix note".split())
STATUSES = ("stable", "preview", "deprecated")
_DEFAULT_SCOPE = PROSE | {BlockKind.HEADING, BlockKind.TABLE_CELL, BlockKind.CAPTION}


class Reader:
    """Reads typed values out of one rule file and names the line of what is wrong."""

    def __init__(self, raw: Mapping[str, object], path: str, lines: Mapping[str, int]) -> None:
        self.raw, self.path, self.lines = raw, path, lines

    def fail(self, key: str, code: str, **values: object) -> NoReturn:
        """Raise RuleError at the line of `key`."""
        line = self.lines.get(key, self.lines.get(key.partition(".")[0], 1))
        raise RuleError(code, path=self.path, line=line, key=key, **values)

    def unknown(self, keys: Mapping[str, object], known: frozenset[str], at: str = "") -> None:
        """Fail on the first key that is not `known`, with the nearest known one."""
        for key in keys:
            if key not in known:
                near = nearest(key, sorted(known), 0.6)
                place = f"{at}.{key}" if at else key
                self.fail(place, "rule-key-unknown", name=key, near=near)

    def text(self, key: str, default: str = "") -> str:
        """A string."""
        value = self.raw.get(key, default)
        if not isinstance(value, str):
            self.fail(key, "rule-key-type", wanted="tekst")
        return value

    def choice(self, key: str, default: str, allowed: tuple[str, ...]) -> str:
        """One of `allowed`."""
        value = self.text(key, default)
        if value not in allowed:
            self.fail(key, "rule-value", value=value, allowed=", ".join(allowed))
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings, or one string."""
        found = string_list(self.raw.get(key, []))
        if found is None:
            self.fail(key, "rule-key-type", wanted="liste av tekst")
        return found

    def texts(self, key: str) -> Mapping[str, str]:
        """A text in several languages; nb is required."""
        value = self.raw.get(key)
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.fail(key, "rule-texts", wanted="nb, nn, en")
        self.unknown(value, frozenset(LANGUAGES), key)
        if not value.get("nb"):
            self.fail(key, "rule-key-missing", name=f"{key}.nb")
        return value

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number between `low` and `high`."""
        value = self.raw.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fail(key, "rule-key-type", wanted="tall")
        if not low <= value <= high:
            self.fail(key, "rule-value", value=value, allowed=f"{low}–{high}")
        return value


def build_meta(
    rule_id: str, raw: Mapping[str, object], path: str, lines: Mapping[str, int]
) -> RuleMeta:
    """Turn the parsed file of `rule_id` into metadata.

    Kind-specific keys are not looked at here. Raises RuleError with file and line.
    """
    reader = Reader(raw, path, lines)
    for key in ("kind", "severity", "title", "message", "why", "promise"):
        if key not in raw:
            reader.fail("", "rule-key-missing", name=key)
    options = raw.get("options") or {}
    if not isinstance(options, dict):
        reader.fail("options", "rule-key-type", wanted="oppslag")
    need = reader.choice("need", "text", tuple(n.name.lower() for n in Need))
    scope = frozenset(_block_kind(reader, name) for name in reader.strings("scope"))
    return RuleMeta(
        id=rule_id,
        kind=reader.text("kind"),
        severity=Severity(reader.choice("severity", "", tuple(Severity))),
        need=Need[need.upper()],
        title=reader.texts("title"),
        message=reader.texts("message"),
        why=reader.texts("why"),
        promises=reader.strings("promise"),
        languages=reader.strings("languages") or ("nb", "nn"),
        scope=scope or _DEFAULT_SCOPE,
        certainty=Certainty(reader.choice("certainty", "fault", tuple(Certainty))),
        confidence=reader.number("confidence", 0.8, 0.3, 1.0),
        status=reader.choice("status", "stable", STATUSES),
        since=reader.text("since", "0.1.0"),
        fix=reader.choice("fix", "", ("", "safe", "unsafe", "display")),
        wcag=reader.strings("wcag"),
        act=reader.strings("act"),
        uu=reader.strings("uu"),
        sources=reader.strings("sources"),
        tags=reader.strings("tags"),
        aliases=reader.strings("aliases"),
        audiences=reader.strings("audiences"),
        document_types=reader.strings("document_types"),
        options=options,
        examples=_examples(reader),
        origin=path,
    )


def _block_kind(reader: Reader, name: str) -> BlockKind:
    try:
        return BlockKind(name)
    except ValueError:
        reader.fail("scope", "rule-value", value=name, allowed=", ".join(BlockKind))


def _examples(reader: Reader) -> tuple[Example, ...]:
    value = reader.raw.get("examples") or []
    if not isinstance(value, list):
        reader.fail("examples", "rule-key-type", wanted="liste")
    found = []
    for index, item in enumerate(value):
        at = f"examples.{index}"
        if not isinstance(item, dict):
            reader.fail(at, "rule-key-type", wanted="oppslag")
        reader.unknown(item, EXAMPLE_KEYS, at)
        flags = item.get("flags", [])
        if item.get("bad") and not flags:
            reader.fail(at, "rule-key-missing", name="flags")
        known = {k: v for k, v in item.items() if k not in ("flags", "note")}
        try:
            found.append(Example(flags=tuple(str(f) for f in flags), **known))
        except TypeError:
            reader.fail(at, "rule-key-type", wanted="eksempel")
    return tuple(found)
