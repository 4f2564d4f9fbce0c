"""Many paths: one lint per file, by as many processes as are wanted, to one report."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from klarsprak import __version__
from klarsprak.config.load import for_path
from klarsprak.config.model import Config
from klarsprak.core.audience import Audience
from klarsprak.core.document import Document
from klarsprak.core.errors import KlarsprakError
from klarsprak.core.report import FileReport, Promise, Report, ToolError, ToolInfo
from klarsprak.core.seen import is_dir
from klarsprak.engine.across import Across, Together, compare, counts_of, recalled, with_more
from klarsprak.engine.file_check import FileCheck, Outcome
from klarsprak.engine.files import Target, find_targets
from klarsprak.engine.keys import config_digest, digest
from klarsprak.engine.packing import Held, Load, Packed, PackedFiles, pack
from klarsprak.engine.pool import check_all, jobs_for, packed
from klarsprak.engine.result import LintResult
from klarsprak.engine.workshop import MAX_BYTES, Chosen, Plan, Workshop

__all__ = ["MAX_BYTES", "Chosen", "Plan", "Workshop", "assemble", "run"]

KEPT_WHOLE = 32
"""Files whose reports are kept as they are; those of larger runs are packed."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Done:
    """The result of a file, and what it takes to make a report of it where it is packed."""

    result: LintResult | Packed
    audiences: Mapping[str, Audience]
    load: Load | None = None

    def held_with(self, more: tuple[Across, ...], promises: Sequence[Promise]) -> Held:
        """The result in bytes; what several files say is added when it is asked for."""
        packed = self.result if isinstance(self.result, Packed) else pack(self.result)
        if not more:
            return Held(packed, self.audiences, self.load)
        outline = replace(packed.outline, counts=counts_of(packed, more))
        finish = partial(with_more, more=more, promises=promises)
        return Held(replace(packed, outline=outline), self.audiences, self.load, finish)

    def report_with(self, more: tuple[Across, ...], promises: Sequence[Promise]) -> FileReport:
        """The report of the file, with what several files say together."""
        if isinstance(self.result, LintResult):
            return with_more(self.result, more, promises)
        return self.held_with(more, promises).report()


def run(
    arguments: Sequence[str],
    plan: Plan,
    progress: Progress | None = None,
    *,
    stdin: tuple[bytes, str] | None = None,
    tell: Callable[[str], None] = lambda code: None,
) -> tuple[Report, Config]:
    """Lint the files that `arguments` name and report on them.

    `stdin` is (content, file name) for the argument ``-``. `progress` hears how many files
    are done, of how many; `tell` hears the code of what is worth knowing but no error.
    Returns the report and the settings of the working folder, which decide about exit code
    and language. A file that cannot be read, or a rule that crashes, is an error in the
    report; the rest is linted. The report is the same whatever `plan.jobs` and
    `plan.cache` are.

    Raises ConfigError when the settings of the working folder are broken.
    """
    workshop = Workshop(plan)
    paths = [argument for argument in arguments if argument != "-"]
    base = workshop.config_for(_base_folder(paths))
    chosen = workshop.chosen_for(base)
    targets, errors = find_targets(paths, base.utelat, base.folder, strict=plan.follow_ignores)
    shelf = None
    if plan.cache and not plan.raise_errors:
        from klarsprak.engine.shelf import Shelf

        shelf = Shelf(tell=tell)
    check = FileCheck(workshop, shelf)
    done: list[_Done] = []
    if stdin is not None:
        from klarsprak.readers.registry import read

        content, name = stdin
        try:
            config = for_path(workshop.config_for(Path(name).parent), Path(name))
            document = read(name, content)
            result = workshop.lint(document, config)
            done.append(_Done(result, chosen.library.audiences, partial(_put, document)))
        except KlarsprakError as error:
            errors.append(ToolError(name, error.code, error.values))
    try:
        outcomes: dict[int, Outcome] = {}
        for number, outcome in _outcomes(check, targets):
            outcomes[number] = packed(outcome) if len(targets) > KEPT_WHOLE else outcome
            if progress:
                progress(len(outcomes), len(targets))
        told = _gather(check, targets, outcomes, done)
        lacks_model = any(outcome.lacks_model for outcome in outcomes.values())
        results = [one.result for one in done]
        if shelf is None or told or lacks_model:
            together = compare(results, chosen.rule)
        else:
            scope = digest(chosen.scope, config_digest(base, frozenset())).hex()
            together = recalled(results, scope, chosen.rule, shelf)
    finally:
        if shelf is not None:
            shelf.close()
    return _report(done, [*errors, *told], together, chosen, lacks_model=lacks_model), base


def _gather(
    check: FileCheck,
    targets: Sequence[Target],
    outcomes: Mapping[int, Outcome],
    done: list[_Done],
) -> list[ToolError]:
    """Put the results in `done`, in the order of `targets`; return what went wrong."""
    workshop = check.workshop
    unread: list[ToolError] = []
    troubles = [error for one in done for error in one.result.errors]
    for number, target in enumerate(targets):
        outcome = outcomes[number]
        unread.extend(outcome.errors)
        if outcome.result is None:
            continue
        own = workshop.chosen_for(check.config_for(target))
        broken = outcome.rule_errors or own.library.errors
        for trouble in (*broken, *outcome.model_errors):
            if trouble not in workshop.reported:
                workshop.reported.append(trouble)
                troubles.append(trouble)
        troubles.extend(outcome.result.errors)
        load = check.reading(target, outcome.content) if workshop.plan.keep_documents else None
        done.append(_Done(outcome.result, own.library.audiences, load))
    return [*unread, *troubles]


def _outcomes(check: FileCheck, targets: Sequence[Target]) -> Iterator[tuple[int, Outcome]]:
    """What became of each target, with its number, in the order they are done."""
    plan = check.workshop.plan
    if jobs_for(plan.jobs, len(targets)) == 1:
        yield from ((number, check.check(target)) for number, target in enumerate(targets))
        return
    missing = []
    for number, target in enumerate(targets):
        known = check.recall(target)
        if known is None:
            missing.append((number, target))
        else:
            yield number, known
    jobs = jobs_for(plan.jobs, len(missing))
    if jobs == 1:
        yield from ((number, check.check(target)) for number, target in missing)
    else:
        yield from check_all(plan, missing, jobs)


def _put(document: Document, report: FileReport) -> FileReport:
    from klarsprak.nlp.language import resolve

    return replace(report, document=resolve(document))


def _base_folder(paths: Sequence[str]) -> Path:
    """The folder whose settings the run as a whole goes by: that of the first path."""
    if not paths:
        return Path.cwd()
    first = Path(paths[0])
    folder = first if is_dir(first) else first.parent
    return folder if is_dir(folder) else Path.cwd()


def assemble(results: Iterable[LintResult], errors: Iterable[ToolError], chosen: Chosen) -> Report:
    """One report of many results, with the findings of rules that look across files."""
    done = [_Done(result, chosen.library.audiences) for result in results]
    everything = [*errors, *(error for one in done for error in one.result.errors)]
    together = compare([one.result for one in done], chosen.rule)
    return _report(done, everything, together, chosen, lacks_model=chosen.lacks_model)


def _report(
    done: Sequence[_Done],
    errors: Sequence[ToolError],
    together: Together,
    chosen: Chosen,
    *,
    lacks_model: bool,
) -> Report:
    model = chosen.model.shown if chosen.model and not lacks_model else ""
    return Report(
        tool=ToolInfo(__version__, chosen.version, chosen.library.hash, model),
        files=_files(done, together.found, chosen),
        rules=chosen.library.metas(),
        promises=chosen.library.promises,
        errors=tuple(errors),
        not_run=(
            *(chosen.parsing if lacks_model else ()),
            *together.not_judged,
        ),
        audiences=tuple(chosen.library.audiences.values()),
    )


def _files(
    done: Sequence[_Done], across: Mapping[int, tuple[Across, ...]], chosen: Chosen
) -> Sequence[FileReport]:
    """The reports in order of path, with the findings of rules that look across files."""
    promises = chosen.library.promises
    if len(done) <= KEPT_WHOLE:
        files = [one.report_with(across.get(n, ()), promises) for n, one in enumerate(done)]
        return tuple(sorted(files, key=lambda file: file.path))
    return PackedFiles([one.held_with(across.get(n, ()), promises) for n, one in enumerate(done)])
