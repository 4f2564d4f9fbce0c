"""From a report of everything to what the project's gate says of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from klarsprak.config.model import Config
from klarsprak.core.report import Notice, Report
from klarsprak.core.seen import is_dir
from klarsprak.engine import policy
from klarsprak.engine.packing import changed
from klarsprak.rulebook.library import Library, chosen_ids


@dataclass(frozen=True, slots=True)
class Gate:
    """What a gate goes by: the settings of the run and of each folder, and all rules.

    With `since`, a git revision, only findings on lines that have changed count; `folder`
    is in the repository that is asked.
    """

    config: Config
    config_for: policy.ConfigFor
    library_for: Callable[[Config], Library]
    today: date
    since: str = ""
    folder: Path = Path()

    def ran(self, report: Report) -> Callable[[str], bool]:
        """Tells whether the run would have found a fault of a rule.

        A rule that is there no more finds nothing: its faults are gone with it.
        """
        config = self.config
        library = self.library_for(config)
        chosen = chosen_ids(library, config.velg, config.ignorer, config.regelsett)
        ran = chosen.difference(report.not_run)
        return lambda rule: rule in ran or rule not in library.files


def judged(report: Report, gate: Gate) -> Report:
    """The report as the gate sees it: old faults let be, limits held against what is left."""
    notices: list[Notice] = []
    breaches: list[Notice] = []
    # Most runs have none of the three, and what they need is not imported then.
    if gate.config.unntak:
        from klarsprak.engine.exemptions import spent

        notices.extend(spent(report, gate.config, gate.today))
    if gate.config.grunnlinje:
        report, stale = _without_old(report, gate)
        (breaches if gate.config.streng_grunnlinje else notices).extend(stale)
    limited = report
    if gate.since:
        from klarsprak.engine.changes import changes_since, is_changed, only_changed

        changes = changes_since(gate.since, gate.folder)
        report = replace(
            report, files=changed(report.files, lambda file: only_changed(file, changes))
        )
        # Few files are touched between two revisions.
        touched = tuple(
            load() for file, load in report.outlines() if is_changed(file.path, changes)
        )
        limited = replace(report, files=touched)
    breaches.extend(policy.breaches(limited, gate.config, gate.config_for))
    notices.extend(policy.unmeasured(limited, gate.config, gate.config_for))
    return replace(report, breaches=tuple(breaches), notices=tuple(notices))


def _without_old(report: Report, gate: Gate) -> tuple[Report, list[Notice]]:
    """The report less what is in the baseline, and what is to say of its stale entries."""
    from klarsprak.engine import baseline as baselines

    path = baselines.baseline_path(gate.config)
    assert path is not None
    comparison = baselines.held_against(report, path, baselines.load(path), gate.ran(report))
    files = changed(report.files, lambda file: baselines.without_old(file, comparison, path.parent))
    stale = len(comparison.stale)
    told = [Notice(str(path), "baseline-stale", {"n": str(stale)})] if stale else []
    return replace(report, files=files), told


def exit_code(report: Report, gate: Gate) -> int:
    """Of a judged report: 2 for a tool error, else 1 when something fails it, else 0."""
    if report.errors:
        return 2
    failed = policy.is_failed(report, gate.config, gate.config_for)
    return int(bool(report.breaches) or failed)


def base_folder(paths: Sequence[str]) -> Path:
    """The folder of the first of `paths`: where git is asked."""
    first = Path(paths[0]) if paths else Path()
    folder = first if is_dir(first) else first.parent
    return folder if is_dir(folder) else Path()
