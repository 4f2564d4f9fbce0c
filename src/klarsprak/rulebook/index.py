"""The compiled index: rule files parsed once, so that no run parses YAML.

The wheel ships an index made by the build hook. A checkout (and a municipality's own
pack) keeps one in the user's cache folder, named by the size and time of every file.
"""

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from klarsprak.core.analysis import Need
from klarsprak.core.atomic import keep_text
from klarsprak.core.definition import string_list
from klarsprak.core.errors import RuleError
from klarsprak.core.places import cache_folder
from klarsprak.core.report import ToolError
from klarsprak.core.rule import RuleOutline
from klarsprak.rulebook import strict_yaml
from klarsprak.rulebook.strict_yaml import Plain, parse

FORMAT = 5
"""Raised when the shape of the index changes."""


class RuleFile:
    """One parsed rule file; `path` is shown in errors.

    Most runs ask only for the `outline` of most rules, so the rest is decoded when it is
    asked for.
    """

    def __init__(self, id: str, path: str, outline: RuleOutline, text: str) -> None:
        self.id = id
        self.path = path
        self.outline = outline
        self.text = text

    @functools.cached_property
    def raw(self) -> Mapping[str, Plain]:
        """The whole file, as plain strings, numbers, lists and mappings."""
        raw: Mapping[str, Plain] = json.loads(self.text)
        return raw


def rule_file(id: str, path: str, raw: Mapping[str, Plain]) -> RuleFile:
    """A rule file that was just parsed; faults in it are told by `build_meta`."""
    outline = RuleOutline(
        id,
        str(raw.get("kind", "")),
        str(raw.get("status", "stable")),
        string_list(raw.get("promise", [])) or (),
        string_list(raw.get("document_types", [])) or (),
        _need(raw.get("need")),
    )
    return RuleFile(id, path, outline, json.dumps(raw, ensure_ascii=False, separators=(",", ":")))


@dataclass(frozen=True, slots=True)
class Index:
    """The parsed files of one folder of rules."""

    folder: Path
    rules: tuple[RuleFile, ...]
    audiences: Plain = None
    promises: Plain = None
    errors: tuple[ToolError, ...] = ()
    hash: str = field(default="")


def load_index(folder: Path) -> Index:
    """The index of `folder`, compiled now if no fresh one is kept.

    Broken files become `errors`; the others are there.
    """
    shipped = folder.parent / "index.json"
    if folder.parent.name == "_data" and shipped.is_file():
        return _from_json(shipped.read_text(encoding="utf-8"), folder)
    files = sorted(folder.rglob("*.yaml"))
    parser = Path(strict_yaml.__file__).stat().st_mtime_ns
    stamp = hashlib.sha256(f"{FORMAT}\n{parser}\n{folder}\n".encode())
    for file in files:
        stat = file.stat()
        stamp.update(f"{file.relative_to(folder)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    kept = cache_folder() / f"regler-{stamp.hexdigest()[:24]}.json"
    try:
        return _from_json(kept.read_text(encoding="utf-8"), folder)
    except (OSError, ValueError, KeyError):
        pass
    index = compile_folder(folder, files)
    if not index.errors:
        keep_text(kept, to_json(index))
    return index


def compile_folder(folder: Path, files: Sequence[Path] | None = None) -> Index:
    """Parse every rule file under `folder`."""
    rules: list[RuleFile] = []
    errors: list[ToolError] = []
    special: dict[str, Plain] = {}
    content = hashlib.sha256()
    for file in sorted(folder.rglob("*.yaml")) if files is None else files:
        shown = f"{folder.name}/{file.relative_to(folder).as_posix()}"
        try:
            text = file.read_text(encoding="utf-8")
            raw, _ = parse(text, shown)
        except RuleError as error:
            errors.append(ToolError(shown, error.code, error.values))
            continue
        except (OSError, UnicodeDecodeError):
            errors.append(ToolError(shown, "rule-unreadable", {"path": shown}))
            continue
        content.update(text.encode())
        if file.name.startswith("_"):
            special[file.stem] = raw
        elif isinstance(raw, dict):
            rules.append(rule_file(_rule_id(file, folder), shown, raw))
        else:
            errors.append(ToolError(shown, "yaml", {"path": shown, "line": "1"}))
    return Index(
        folder,
        tuple(sorted(rules, key=lambda rule: rule.id)),
        special.get("_malgrupper"),
        special.get("_plakat"),
        tuple(errors),
        content.hexdigest()[:12],
    )


def _rule_id(file: Path, folder: Path) -> str:
    return file.relative_to(folder).with_suffix("").as_posix()


def to_json(index: Index) -> str:
    """The index as it is kept on disk."""
    return json.dumps(
        {
            "format": FORMAT,
            "hash": index.hash,
            "rules": [[rule.path, *_outline_row(rule.outline), rule.text] for rule in index.rules],
            "audiences": index.audiences,
            "promises": index.promises,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _outline_row(outline: RuleOutline) -> list[object]:
    return [
        outline.id,
        outline.kind,
        outline.status,
        list(outline.promises),
        list(outline.document_types),
        outline.need.value,
    ]


def _need(name: Plain) -> Need:
    """The need called `name`; the least for a name that `build_meta` will refuse."""
    return next((need for need in Need if need.name.lower() == name), Need.TEXT)


def _from_json(text: str, folder: Path) -> Index:
    data = json.loads(text)
    if data["format"] != FORMAT:
        raise ValueError("an index of another shape")
    rules = tuple(
        RuleFile(
            id, path, RuleOutline(id, kind, status, tuple(promises), tuple(types), Need(need)), body
        )
        for path, id, kind, status, promises, types, need, body in data["rules"]
    )
    return Index(folder, rules, data["audiences"], data["promises"], (), data["hash"])
