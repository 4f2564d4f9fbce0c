"""Many paths: settings per folder, one lint per file, facts across files, one report."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from klarsprak import __version__
from klarsprak.config.load import find_config, for_path, load_config, with_flags
from klarsprak.config.model import Config
from klarsprak.core.analysis import Need
from klarsprak.core.audience import Setting
from klarsprak.core.document import Document
from klarsprak.core.errors import AnalysisError, KlarsprakError
from klarsprak.core.places import packs_folder
from klarsprak.core.report import Report, ToolError, ToolInfo
from klarsprak.core.rule import RuleOutline, RuleSet
from klarsprak.engine.across import reports_with_findings_across
from klarsprak.engine.files import Target, find_targets, read_bytes
from klarsprak.engine.linter import LintResult, Surroundings, lint
from klarsprak.engine.memory import BlockMemory
from klarsprak.engine.setting import make_setting
from klarsprak.engine.vocabulary import DEFAULT_NAME, read_vocabulary
from klarsprak.nlp.analysis import Backend
from klarsprak.readers.registry import read
from klarsprak.rulebook.library import Library, choose, load_library

MAX_BYTES = 50 * 1024 * 1024
"""Larger files are refused (contract 1)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the user asked for. `flags` hold config keys given on the command line."""

    flags: Mapping[str, Any] = field(default_factory=dict)
    config: Path | None = None
    no_config: bool = False
    today: date = field(default_factory=date.today)
    keep_documents: bool = False
    raise_errors: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A library and the rules picked from it for one set of settings."""

    library: Library
    ruleset: RuleSet
    known: tuple[RuleOutline, ...]
    errors: tuple[ToolError, ...]
    backend: Backend | None

    @property
    def scope(self) -> str:
        """Names all that decides what a rule finds in a block, its setting apart."""
        return f"{self.library.hash} {self.backend.name if self.backend else ''}"


class Workshop:
    """Everything that is built once per process and shared by files: settings and rules.

    `memory` holds what was found in blocks, so that a document that is linted again after
    an edit is checked only where it changed.
    """

    def __init__(self, plan: Plan, memory: BlockMemory | None = None) -> None:
        self.plan = plan
        self.memory = memory or BlockMemory()
        self._configs: dict[Path, Config] = {}
        self._chosen: dict[tuple[object, ...], Chosen] = {}
        self._backends: dict[str, Backend | None] = {}
        self._vocabularies: dict[Path, frozenset[str]] = {}
        self.reported: list[ToolError] = []

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
            library = self.library_for(config)
            ruleset, errors = choose(library, config.velg, config.ignorer, config.regelsett)
            backend = None
            if ruleset.need is Need.PARSE:
                backend, missing = self._backend(config.modell)
                errors = (*errors, *missing)
            self._chosen[key] = Chosen(library, ruleset, library.outlines(), errors, backend)
        return self._chosen[key]

    def _backend(self, name: str) -> tuple[Backend | None, tuple[ToolError, ...]]:
        try:
            if name not in self._backends:
                # spaCy is slow to import: only a run that needs a parse pays for it.
                from klarsprak.nlp.spacy_backend import load_backend

                self._backends[name] = load_backend(name)
        except AnalysisError as error:
            self._backends[name] = None
            return None, (ToolError(name or "modell", error.code, error.values),)
        return self._backends[name], ()

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
        return make_setting(
            document,
            self.chosen_for(config).library.audiences,
            today=self.plan.today,
            audience=config.malgruppe,
            document_type=config.dokumenttype,
        )

    def lint(self, document: Document, config: Config) -> LintResult:
        """One document by these settings."""
        chosen = self.chosen_for(config)
        setting = self.setting_for(document, config)
        around = Surroundings(
            ruleset=chosen.ruleset,
            known=chosen.known,
            promises=chosen.library.promises,
            exemptions=config.unntak,
            vocabulary=self.vocabulary_for(config),
            backend=chosen.backend,
            raise_errors=self.plan.raise_errors,
            scope=chosen.scope,
        )
        result = lint(document, setting, around, self.memory)
        new = tuple(error for error in chosen.errors if error not in self.reported)
        self.reported.extend(new)
        report = result.report
        if not self.plan.keep_documents:
            report = replace(report, document=None, sentences=())
        return replace(result, report=report, errors=(*new, *result.errors))

    def lint_target(self, target: Target) -> LintResult | tuple[ToolError, ...]:
        """Read and lint one file; the errors alone when it cannot be read."""
        try:
            config = for_path(self.config_for(target.path.parent), target.path)
            document = read(target.shown, read_bytes(target, MAX_BYTES), name=target.path.name)
            return self.lint(document, config)
        except KlarsprakError as error:
            return (ToolError(target.shown, error.code, error.values),)


def _pack(folder: Path, name: str) -> Path:
    """The pack `name`: a folder of the project, else the one of that name that ships."""
    own = folder / name
    if own.is_dir() or Path(name).name != name:
        return own
    shipped = packs_folder() / name
    return shipped if shipped.is_dir() else own


def run(
    arguments: Sequence[str],
    plan: Plan,
    progress: Callable[[int, int], None] | None = None,
    *,
    stdin: tuple[bytes, str] | None = None,
) -> tuple[Report, Config]:
    """Lint the files that `arguments` name and report on them.

    `stdin` is (content, file name) for the argument ``-``. Returns the report and the
    settings of the working folder, which decide about exit code and language. A file that
    cannot be read, or a rule that crashes, is an error in the report; the rest is linted.

    Raises ConfigError when the settings of the working folder are broken.
    """
    workshop = Workshop(plan)
    paths = [argument for argument in arguments if argument != "-"]
    base = workshop.config_for(_base_folder(paths))
    workshop.chosen_for(base)
    targets, errors = find_targets(paths, base.utelat)
    results: list[LintResult] = []
    if stdin is not None:
        content, name = stdin
        try:
            config = for_path(workshop.config_for(Path(name).parent), Path(name))
            results.append(workshop.lint(read(name, content), config))
        except KlarsprakError as error:
            errors.append(ToolError(name, error.code, error.values))
    for number, target in enumerate(targets, start=1):
        outcome = workshop.lint_target(target)
        if isinstance(outcome, LintResult):
            results.append(outcome)
        else:
            errors.extend(outcome)
        if progress:
            progress(number, len(targets))
    return assemble(results, errors, workshop.chosen_for(base)), base


def _base_folder(paths: Sequence[str]) -> Path:
    """The folder whose settings the run as a whole goes by: that of the first path."""
    if not paths:
        return Path.cwd()
    first = Path(paths[0])
    folder = first if first.is_dir() else first.parent
    return folder if folder.is_dir() else Path.cwd()


def assemble(results: Iterable[LintResult], errors: Iterable[ToolError], chosen: Chosen) -> Report:
    """One report of many results, with the findings of rules that look across files."""
    listed = list(results)
    files = reports_with_findings_across(listed, chosen.ruleset, chosen.library.promises)
    everything = [*errors, *(error for result in listed for error in result.errors)]
    missing = [rule.meta.id for rule in chosen.ruleset.rules if rule.meta.need is Need.PARSE]
    return Report(
        tool=ToolInfo(
            __version__,
            chosen.ruleset.version,
            chosen.ruleset.hash,
            chosen.backend.name if chosen.backend else "",
        ),
        files=tuple(sorted(files, key=lambda file: file.path)),
        rules=chosen.library.metas(),
        promises=chosen.library.promises,
        errors=tuple(everything),
        not_run=tuple(missing) if missing and chosen.backend is None else (),
        audiences=tuple(chosen.library.audiences.values()),
    )
