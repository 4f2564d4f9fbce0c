"""The compiled index: rule files parsed once, so that no run parses YAML.

The wheel ships an index made by the build hook. A checkout (and a municipality's own
pack) keeps one in the user's cache folder, named by the size and time of every file.
"""

import functools
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
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

FORMAT = 6
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
    """The parsed files of one folder of rules.

    `shown` goes before the path of a file in errors: the pack it is in.
    """

    folder: Path
    rules: tuple[RuleFile, ...]
    audiences: Plain = None
    promises: Plain = None
    errors: tuple[ToolError, ...] = ()
    hash: str = field(default="")
    shown: str = ""


def load_index(folder: Path, shown: str = "") -> Index:
    """The index of `folder`, compiled now if no fresh one is kept.

    Broken files become `errors`; the others are there. `shown` goes before their paths.
    """
    shipped = folder.parent / "index.jsonl"
    if folder.parent.name == "_data" and shipped.is_file():
        return _from_text(shipped.read_text(encoding="utf-8"), folder, shown)
    parser = Path(strict_yaml.__file__).stat().st_mtime_ns
    stamp = hashlib.sha256(f"{FORMAT}\n{parser}\n{folder}\n".encode())
    for path, stat in sorted(_rule_files(folder)):
        stamp.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    kept = cache_folder() / f"regler-{stamp.hexdigest()[:24]}.jsonl"
    try:
        return _from_text(kept.read_text(encoding="utf-8"), folder, shown)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    index = compile_folder(folder, shown)
    if not index.errors:
        keep_text(kept, to_text(index))
    return index


def _rule_files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Path and state of every file that `compile_folder` would read; quicker than pathlib."""
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(".yaml"):
                    yield entry.path, entry.stat()


def compile_folder(folder: Path, prefix: str = "") -> Index:
    """Parse every rule file under `folder`; `prefix` goes before their paths in errors."""
    rules: list[RuleFile] = []
    errors: list[ToolError] = []
    special: dict[str, Plain] = {}
    content = hashlib.sha256()
    for file in sorted(folder.rglob("*.yaml")):
        path = f"{folder.name}/{file.relative_to(folder).as_posix()}"
        shown = prefix + path
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
            rules.append(rule_file(_rule_id(file, folder), path, raw))
        else:
            errors.append(ToolError(shown, "yaml", {"path": shown, "line": "1"}))
    return Index(
        folder,
        tuple(sorted(rules, key=lambda rule: rule.id)),
        special.get("_malgrupper"),
        special.get("_plakat"),
        tuple(errors),
        content.hexdigest()[:12],
        prefix,
    )


def _rule_id(file: Path, folder: Path) -> str:
    return file.relative_to(folder).with_suffix("").as_posix()


def to_text(index: Index) -> str:
    """The index as it is kept on disk: a line of JSON about all, then a line for each rule."""
    bodies = "\n".join(rule.text for rule in index.rules)
    head = {
        "format": FORMAT,
        "letters": len(bodies),
        "hash": index.hash,
        "rules": [[rule.path, *_outline_row(rule.outline)] for rule in index.rules],
        "audiences": index.audiences,
        "promises": index.promises,
    }
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")) + "\n" + bodies


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


def _from_text(text: str, folder: Path, shown: str) -> Index:
    """What `to_text` wrote; ValueError, KeyError or TypeError for anything else."""
    head, _, rest = text.partition("\n")
    data = json.loads(head)
    if data["format"] != FORMAT or data["letters"] != len(rest):
        raise ValueError("an index of another shape, or cut off")
    needs = {need.value: need for need in Need}
    rules = tuple(
        RuleFile(
            id,
            path,
            RuleOutline(id, kind, status, tuple(promises), tuple(types), needs[need]),
            body,
        )
        for (path, id, kind, status, promises, types, need), body in zip(
            data["rules"], rest.split("\n") if rest else [], strict=True
        )
    )
    return Index(folder, rules, data["audiences"], data["promises"], (), data["hash"], shown)
