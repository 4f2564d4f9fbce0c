"""All rule packs of a run, and the choice of rules from them."""

import importlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from klarsprak.core.audience import Audience
from klarsprak.core.definition import Definition
from klarsprak.core.errors import ConfigError, KlarsprakError, RuleError
from klarsprak.core.near import nearest
from klarsprak.core.places import dictionaries_folder, rules_folder
from klarsprak.core.report import Promise, ToolError
from klarsprak.core.rule import Rule, RuleMeta, RuleOutline, RuleSet
from klarsprak.rulebook.index import Index, RuleFile, load_index
from klarsprak.rulebook.profiles import build_audiences, build_promises
from klarsprak.rulebook.rulesets import RULESET, newest_since, version
from klarsprak.rulebook.schema import COMMON_KEYS, PLACEHOLDERS, Reader, build_meta
from klarsprak.rulebook.strict_yaml import parse

BROWSER_KINDS = frozenset({"axe", "browser"})
"""Kinds whose findings come from the browser engine, not from a text."""

_HOLE = re.compile(r"\{([a-z_]+)\}")


class KindModule(Protocol):
    """What every module in `kinds` (and every check) offers."""

    KEYS: frozenset[str]
    VALUES: frozenset[str]

    def build(self, definition: Definition) -> Rule:
        """Make the rule; RuleError when the file is wrong."""
        ...


@dataclass(frozen=True, slots=True)
class Library:
    """The definitions of all packs by id, with audiences and promises."""

    files: Mapping[str, tuple[RuleFile, Index]]
    audiences: Mapping[str, Audience]
    promises: tuple[Promise, ...]
    errors: tuple[ToolError, ...]
    hash: str
    _definitions: dict[str, Definition] = field(default_factory=dict, compare=False, repr=False)

    def ids(self) -> tuple[str, ...]:
        """Every rule id, sorted."""
        return tuple(sorted(self.files))

    def definition(self, rule_id: str) -> Definition:
        """The definition of one rule; RuleError with file and line when it is wrong."""
        if rule_id not in self._definitions:
            self._definitions[rule_id] = self._define(rule_id)
        return self._definitions[rule_id]

    def _define(self, rule_id: str) -> Definition:
        file, index = self.files[rule_id]
        folders = (index.folder.parent / "dictionaries", dictionaries_folder())
        shown = index.shown + file.path
        lines = _Lines(index.folder.parent / file.path, shown)
        meta = build_meta(file.id, file.raw, shown, lines)
        meta = replace(meta, promises=self._served(meta.promises))
        trusted = index.folder == rules_folder()
        return Definition(meta, file.raw, shown, lines, folders, trusted)

    def _served(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The poster's own promises for those a rule names; the names if it has none."""
        found = (
            promise.id
            for name in names
            for promise in self.promises
            if name == promise.id or name in promise.gathers
        )
        return tuple(dict.fromkeys(found)) or names

    def outlines(self) -> tuple[RuleOutline, ...]:
        """What every rule is, without its texts; in the order of the ids."""
        return tuple(
            replace(file.outline, promises=self._served(file.outline.promises))
            for file in (self.files[rule_id][0] for rule_id in self.ids())
        )

    def metas(self) -> Mapping[str, RuleMeta]:
        """The metadata of every rule by id, made when asked for; broken rules are absent."""
        return _Metas(self)

    def meta(self, rule_id: str) -> RuleMeta:
        """The metadata of one rule."""
        return self.definition(rule_id).meta

    def is_newer(self, rule_id: str, newest: tuple[int, ...]) -> bool:
        """Whether a shipped rule came after the version `newest`; a pack has its own count."""
        file, index = self.files[rule_id]
        since = str(file.raw.get("since", "0.1.0"))
        return index.folder == rules_folder() and version(since) > newest

    def audience(self, name: str) -> Audience:
        """The profile called `name`; ConfigError with the nearest name."""
        if name not in self.audiences:
            near = nearest(name, self.audiences)
            raise ConfigError(
                "audience-unknown",
                name=name,
                near=near,
                known=", ".join(self.audiences),
            )
        return self.audiences[name]

    def resolve(self, name: str) -> tuple[str, ...]:
        """The ids that an id, an alias, or an area stands for.

        Raises ConfigError with the nearest id when there is none.
        """
        if name in self.files:
            return (name,)
        area = tuple(rule_id for rule_id in self.ids() if rule_id.partition("/")[0] == name)
        if area:
            return area
        for rule_id, (file, _) in self.files.items():
            aliases = file.raw.get("aliases")
            if isinstance(aliases, list) and name in aliases:
                return (rule_id,)
        areas = {rule_id.partition("/")[0] for rule_id in self.files}
        near = nearest(name, [*self.files, *areas])
        raise ConfigError("rule-unknown", name=name, near=near)


class _Lines(Mapping[str, int]):
    """The line of every key of a rule file; the index keeps none, so an error reads it again."""

    def __init__(self, file: Path, shown: str) -> None:
        self._file, self._shown = file, shown

    @cached_property
    def _lines(self) -> Mapping[str, int]:
        try:
            return parse(self._file.read_text(encoding="utf-8"), self._shown)[1]
        except (OSError, UnicodeDecodeError, RuleError):
            return {}

    def __getitem__(self, key: str) -> int:
        return self._lines[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@dataclass(frozen=True, slots=True)
class _Metas(Mapping[str, RuleMeta]):
    library: Library

    def __getitem__(self, rule_id: str) -> RuleMeta:
        try:
            return self.library.meta(rule_id)
        except RuleError as error:
            raise KeyError(rule_id) from error

    def __iter__(self) -> Iterator[str]:
        return (rule_id for rule_id in self.library.ids() if rule_id in self)

    def __len__(self) -> int:
        return len(self.library.files)


def load_library(packs: Iterable[Path] = ()) -> Library:
    """The shipped rules and those of `packs` (folders that hold `rules/`).

    A pack's rule replaces a shipped one with the same id; its `_malgrupper.yaml` and
    `_plakat.yaml` replace the shipped ones.
    """
    shipped = load_index(rules_folder())
    files: dict[str, tuple[RuleFile, Index]] = {}
    audiences, promises = shipped.audiences, shipped.promises
    errors: list[ToolError] = []
    hashes = []
    indexes = [shipped]
    for pack in packs:
        folder = pack / "rules"
        if not folder.is_dir():
            raise ConfigError("pack-missing", path=pack)
        indexes.append(load_index(folder, f"{_near(pack)}/"))
    for index in indexes:
        audiences = index.audiences or audiences
        promises = index.promises or promises
        errors.extend(index.errors)
        hashes.append(index.hash)
        for file in index.rules:
            files[file.id] = (file, index)
    return Library(
        files, build_audiences(audiences), build_promises(promises), tuple(errors), "+".join(hashes)
    )


def _near(folder: Path) -> str:
    """The path of a folder from where the user is; whole where it lies elsewhere."""
    here = Path.cwd()
    whole = folder.resolve()
    return (whole.relative_to(here) if whole.is_relative_to(here) else folder).as_posix()


def kind_module(definition: Definition) -> KindModule:
    """The module behind a rule: its kind, or for `kind: check` the named check."""
    kind = definition.meta.kind
    folder, name = "kinds", kind
    if kind == "check":
        folder, name = "checks", definition.text("check").replace("-", "_")
    module = _module(folder, name) if name.isidentifier() else None
    if module is None:
        definition.fail("kind", "rule-kind-unknown", name=name, near=_nearest_kind(folder, name))
    return module


def _module(folder: str, name: str) -> KindModule | None:
    """The module with a `build`; None for no module, and for one that the kinds share."""
    path = f"klarsprak.{folder}.{name}"
    try:
        module: KindModule = importlib.import_module(path)
    except ModuleNotFoundError as error:
        if error.name != path:
            raise
        return None
    return module if hasattr(module, "build") else None


def _nearest_kind(folder: str, name: str) -> str:
    import pkgutil

    package = importlib.import_module(f"klarsprak.{folder}")
    names = (module.name for module in pkgutil.iter_modules(package.__path__))
    return nearest(name, [*(n for n in names if _module(folder, n)), "check"])


def validate(definition: Definition) -> None:
    """Check the keys of the kind and the holes of the messages; RuleError with the line."""
    module = kind_module(definition)
    reader = Reader(definition.raw, definition.path, definition.lines)
    reader.unknown(definition.raw, COMMON_KEYS | module.KEYS | {"check"})
    allowed = PLACEHOLDERS | module.VALUES
    for language, text in definition.meta.message.items():
        for hole in _HOLE.findall(text):
            if hole not in allowed:
                reader.fail(
                    f"message.{language}",
                    "rule-hole",
                    name=hole,
                    allowed=", ".join(sorted(allowed)),
                )


def choose(
    library: Library, select: Sequence[str] = (), ignore: Sequence[str] = (), pin: str = ""
) -> tuple[RuleSet, tuple[ToolError, ...]]:
    """The rules that `select` and `ignore` name (ids, aliases, areas).

    Without `select` every stable rule is chosen, less shipped ones that are newer than the
    ruleset `pin`. A rule that is named by its id is chosen even when it is a preview, or
    newer. Rules of the browser engine are left to it. A broken rule becomes an error, the
    others are there. Raises ConfigError for an unknown name or ruleset.
    """
    errors = list(library.errors)
    rules: list[Rule] = []
    for rule_id in sorted(chosen_ids(library, select, ignore, pin)):
        try:
            rules.append(build_rule(library, rule_id))
        except KlarsprakError as error:
            file, index = library.files[rule_id]
            errors.append(ToolError(index.shown + file.path, error.code, error.values))
    return RuleSet(tuple(rules), pin or RULESET, library.hash), tuple(errors)


def build_rule(library: Library, rule_id: str) -> Rule:
    """One rule, ready to look at texts; KlarsprakError when its file is wrong."""
    definition = library.definition(rule_id)
    if not definition.trusted:
        # The shipped rules were checked when they were built.
        validate(definition)
    return kind_module(definition).build(definition)


def chosen_ids(
    library: Library, select: Sequence[str] = (), ignore: Sequence[str] = (), pin: str = ""
) -> frozenset[str]:
    """The ids of the rules that `choose` builds; those of broken rules are among them."""
    newest = newest_since(pin)
    wanted: dict[str, bool] = {}
    for name in select:
        for rule_id in library.resolve(name):
            wanted[rule_id] = wanted.get(rule_id, False) or name == rule_id
    dropped = {rule_id for name in ignore for rule_id in library.resolve(name)}

    def is_chosen(rule_id: str) -> bool:
        outline = library.files[rule_id][0].outline
        if rule_id in dropped or outline.kind in BROWSER_KINDS:
            return False
        if select and rule_id not in wanted:
            return False
        if wanted.get(rule_id, False):
            return True
        return outline.status == "stable" and not (newest and library.is_newer(rule_id, newest))

    return frozenset(rule_id for rule_id in library.ids() if is_chosen(rule_id))
