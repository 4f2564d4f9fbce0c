"""What a process builds once and all its files share: settings, rules, model, memory.

All of it is built when it is first asked for: a run whose results are all kept builds no
rule and loads no linter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klarsprak.config.load import find_config, load_config, with_flags
from klarsprak.config.model import Config
from klarsprak.core.analysis import Need
from klarsprak.core.audience import Setting
from klarsprak.core.document import Document
from klarsprak.core.errors import AnalysisError, KlarsprakError
from klarsprak.core.places import packs_folder
from klarsprak.core.report import ToolError
from klarsprak.core.rule import Rule, RuleOutline, RuleSet
from klarsprak.engine.collector import put_off
from klarsprak.engine.keys import digest, folders_digest, model_stamp, tool_digest
from klarsprak.engine.result import LintResult
from klarsprak.engine.vocabulary import DEFAULT_NAME, read_vocabulary
from klarsprak.rulebook.library import Library, build_rule, choose, chosen_ids, load_library
from klarsprak.rulebook.rulesets import RULESET

if TYPE_CHECKING:
    from klarsprak.core.analysis import Token
    from klarsprak.engine.memory import BlockMemory
    from klarsprak.engine.shelf import Shelf
    from klarsprak.nlp.analysis import Backend

MAX_BYTES = 50 * 1024 * 1024
"""Larger files are refused (contract 1)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the user asked for. `flags` hold config keys given on the command line.

    `jobs` is the number of processes, 0 for one per core, None to choose by the number of
    files. With `cache` results are kept on disk between runs. With `follow_ignores` a file
    that is ignored is left out even where it is named.
    """

    flags: Mapping[str, Any] = field(default_factory=dict)
    config: Path | None = None
    no_config: bool = False
    today: date = field(default_factory=date.today)
    keep_documents: bool = False
    raise_errors: bool = False
    jobs: int | None = 1
    cache: bool = False
    follow_ignores: bool = False


class Model:
    """The language model of some settings, loaded when the first text needs it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._is_loaded = False
        self.errors: tuple[ToolError, ...] = ()

    @cached_property
    def backend(self) -> "Backend | None":
        """The loaded model; None, with `errors`, when it cannot be had."""
        # spaCy is slow to import: only a run that needs a parse pays for it.
        from klarsprak.nlp.spacy_backend import load_backend

        self._is_loaded = True
        try:
            return load_backend(self._name)
        except AnalysisError as error:
            self.errors = (ToolError(self._name or "modell", error.code, error.values),)
            return None

    def waiting(self) -> "Backend | None":
        """What is as good as `backend` and does not load the model before it must parse.

        `is_missing` tells afterwards whether it could.
        """
        if self._is_loaded or self._name or find_spec("spacy") is None:
            # Another pipeline has to be asked for its version, and a missing one to be told of.
            return self.backend
        name = self.shown
        return _Waiting(name, self) if name else self.backend

    @property
    def is_missing(self) -> bool:
        """Whether it was asked for and cannot be had."""
        return self._is_loaded and self.backend is None

    @property
    def shown(self) -> str:
        """What to call the model in reports; "" when it cannot be had.

        The one that ships is not loaded for this: a run whose results are all kept needs
        its name alone.
        """
        if self._is_loaded or self._name or find_spec("spacy") is None:
            return self.backend.name if self.backend else ""
        from klarsprak.nlp.spacy_backend import shipped_name

        try:
            return shipped_name()
        except AnalysisError:
            return self.backend.name if self.backend else ""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """The model that ships, loaded by the first text that must be parsed."""

    name: str
    model: Model

    def parse(self, texts: "Sequence[str]") -> "Sequence[Sequence[Token]]":
        """As the model's own; AnalysisError when it cannot be had."""
        backend = self.model.backend
        if backend is None:
            raise AnalysisError("no-parse")
        return backend.parse(texts)


class Chosen:
    """A library and the rules picked from it for one set of settings.

    `ids` are the rules that were picked, `need` the deepest analysis that any of them asks
    for. `scope` names all that decides what a rule finds in a block, its setting apart.
    """

    def __init__(
        self, library: Library, config: Config, models: dict[str, Model], packs: Sequence[Path]
    ) -> None:
        self.library = library
        self.version = config.regelsett or RULESET
        self._choice = (config.velg, config.ignorer, config.regelsett)
        self.ids = chosen_ids(library, *self._choice)
        outlines = [library.files[rule_id][0].outline for rule_id in sorted(self.ids)]
        self.parsing = tuple(one.id for one in outlines if one.need is Need.PARSE)
        self.model = (
            models.setdefault(config.modell, Model(config.modell)) if self.parsing else None
        )
        self.scope = digest(
            tool_digest(), library.hash, folders_digest(packs), model_stamp(config.modell)
        ).hex()
        self._single: dict[str, Rule] = {}

    @cached_property
    def _built(self) -> tuple[RuleSet, tuple[ToolError, ...]]:
        return choose(self.library, *self._choice)

    @property
    def ruleset(self) -> RuleSet:
        """The rules; built when they are first asked for."""
        return self._built[0]

    @property
    def rule_errors(self) -> tuple[ToolError, ...]:
        """What is wrong with rule files; tells of all faults, so the rules are built for it."""
        return self._built[1]

    @cached_property
    def known(self) -> tuple[RuleOutline, ...]:
        """What every rule of the library is, chosen or not."""
        return self.library.outlines()

    def rule(self, rule_id: str) -> Rule | None:
        """One of the chosen rules, without the others; None if it is not one, or broken."""
        if rule_id not in self.ids:
            return None
        if rule_id not in self._single:
            try:
                self._single[rule_id] = build_rule(self.library, rule_id)
            except KlarsprakError:
                # `rule_errors` tells of it.
                return None
        return self._single[rule_id]

    @property
    def errors(self) -> tuple[ToolError, ...]:
        """What is wrong with rules, and with the model if it was asked for."""
        return (*self.rule_errors, *(self.model.errors if self.model else ()))

    @property
    def lacks_model(self) -> bool:
        """Whether rules that were chosen cannot run; known once a text was checked."""
        return self.model is not None and self.model.is_missing

    @property
    def backend(self) -> "Backend | None":
        """The language model, where the rules need one and it can be had."""
        return self.model.waiting() if self.model else None


class Workshop:
    """Everything that is built once per process and shared by files: settings and rules.

    `memory` holds what was found in blocks, so that a document that is linted again after
    an edit is checked only where it changed.
    """

    def __init__(self, plan: Plan, memory: "BlockMemory | None" = None) -> None:
        self.plan = plan
        self._shelf: Shelf | None = None
        if memory is not None:
            self.memory = memory
        self._configs: dict[Path, Config] = {}
        self._chosen: dict[tuple[object, ...], Chosen] = {}
        self._models: dict[str, Model] = {}
        self._vocabularies: dict[Path, frozenset[str]] = {}
        self.reported: list[ToolError] = []

    @cached_property
    def memory(self) -> "BlockMemory":
        """What was found in blocks; made when the first document is linted."""
        from klarsprak.engine.memory import BlockMemory

        return BlockMemory(shelf=self._shelf)

    def use_shelf(self, shelf: "Shelf | None") -> None:
        """Look for blocks in the cache on disk too, and keep them there."""
        self._shelf = shelf
        if "memory" in self.__dict__:
            self.memory.use_shelf(shelf)

    def config_for(self, folder: Path) -> Config:
        """The settings in force in `folder`, flags on top; ConfigError when broken."""
        key = folder.resolve()
        if key not in self._configs:
            path = self.plan.config
            if path is None and not self.plan.no_config:
                path = find_config(key)
            self._configs[key] = with_flags(load_config(path), self.plan.flags)
        return self._configs[key]

    def library_for(self, config: Config) -> Library:
        """All rules, audiences and promises that these settings can choose from."""
        return load_library(tuple(_pack(config.folder, name) for name in config.utvid))

    def chosen_for(self, config: Config) -> Chosen:
        """The rules for these settings; ConfigError for an unknown rule or pack."""
        key = (
            config.velg,
            config.ignorer,
            config.utvid,
            config.modell,
            config.regelsett,
            config.file,
        )
        if key not in self._chosen:
            packs = tuple(_pack(config.folder, name) for name in config.utvid)
            self._chosen[key] = Chosen(load_library(packs), config, self._models, packs)
        return self._chosen[key]

    def vocabulary_for(self, config: Config) -> frozenset[str]:
        """The words the project has accepted, casefolded."""
        path = self.vocabulary_path(config)
        if path not in self._vocabularies:
            self._vocabularies[path] = read_vocabulary(path, required=bool(config.ordliste))
        return self._vocabularies[path]

    def vocabulary_path(self, config: Config) -> Path:
        """Where the project's list of accepted words is, or would be."""
        return config.folder / (config.ordliste or DEFAULT_NAME)

    def forget_vocabulary(self, config: Config) -> None:
        """Read the list of accepted words anew at the next lint: it has been written to."""
        self._vocabularies.pop(self.vocabulary_path(config), None)

    def setting_for(self, document: Document, config: Config) -> Setting:
        """Audience, document type and traits of a document by these settings."""
        from klarsprak.engine.setting import make_setting

        return make_setting(
            document,
            self.chosen_for(config).library.audiences,
            today=self.plan.today,
            audience=config.malgruppe,
            document_type=config.dokumenttype,
        )

    def lint(self, document: Document, config: Config) -> LintResult:
        """One document by these settings; with what is wrong with the rules, told once."""
        result = self.trimmed(self.lint_whole(document, config))
        errors = self.chosen_for(config).errors
        new = tuple(error for error in errors if error not in self.reported)
        self.reported.extend(new)
        return replace(result, errors=(*new, *result.errors))

    def trimmed(self, result: LintResult) -> LintResult:
        """The result without its document, unless the plan is to keep it."""
        if self.plan.keep_documents:
            return result
        return replace(result, report=replace(result.report, document=None, sentences=()))

    def lint_whole(self, document: Document, config: Config) -> LintResult:
        """One document by these settings, with its own errors alone."""
        # A run whose results are all kept never gets here.
        from klarsprak.engine.linter import Surroundings, lint

        chosen = self.chosen_for(config)
        backend = chosen.backend
        setting = self.setting_for(document, config)
        around = Surroundings(
            ruleset=chosen.ruleset,
            known=chosen.known,
            promises=chosen.library.promises,
            exemptions=config.unntak,
            vocabulary=self.vocabulary_for(config),
            backend=backend,
            raise_errors=self.plan.raise_errors,
            scope=chosen.scope,
        )
        with put_off():
            try:
                result = lint(document, setting, around, self.memory)
            except AnalysisError:
                if not chosen.lacks_model:
                    raise
            else:
                if not chosen.lacks_model:
                    return result
            # The model could not be loaded when it came to it: then no rule counts on it.
            return lint(document, setting, replace(around, backend=None), self.memory)


def _pack(folder: Path, name: str) -> Path:
    """The pack `name`: a folder of the project, else the one of that name that ships."""
    own = folder / name
    if own.is_dir() or Path(name).name != name:
        return own
    shipped = packs_folder() / name
    return shipped if shipped.is_dir() else own
