"""What a project has decided that its texts must keep to, and which of it a run breaks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klarsprak.config.load import places_of
from klarsprak.config.model import Config, Place, PromiseLimit
from klarsprak.core.errors import ConfigError
from klarsprak.core.finding import Severity
from klarsprak.core.near import nearest
from klarsprak.core.report import FileOutline, FileReport, Notice, Report
from klarsprak.engine.scoring import MIN_WORDS

SEVERITY_OF: Mapping[str, Severity | None] = {
    "feil": Severity.ERROR,
    "advarsel": Severity.WARNING,
    "forslag": Severity.SUGGESTION,
    "aldri": None,
}

ConfigFor = Callable[[Path], Config]
"""The settings of a folder, before any `[[sted]]`; ConfigError when they are broken."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file must keep to; None: whatever."""

    fail_on: Severity | None
    lix: float | None
    promises: Mapping[str, PromiseLimit]


def limits_for(config: Config, places: Iterable[Place], audience: str) -> Limits:
    """The limits of a file for this audience that belongs to `places` of its settings.

    A flag goes before a `[[sted]]`, that before `[grenser.MÅLGRUPPE]`, and that before what
    holds for the project.
    """
    layers = [config.grenser.get(audience, {}), *(place.values for place in places)]

    def value(key: str) -> Any:
        if config.origins.get(key, "").startswith("--"):
            return getattr(config, key)
        found = [layer[key] for layer in layers if key in layer]
        return found[-1] if found else getattr(config, key)

    promises = dict(config.lofter)
    for layer in layers:
        promises.update(layer.get("lofter", {}))
    return Limits(SEVERITY_OF[value("feil_ved")], value("lix_tak"), promises)


def limits_of(path: str, audience: str, base: Config, config_for: ConfigFor) -> Limits:
    """The limits of a file; those of the whole run for a web address."""
    if "://" in path:
        return limits_for(base, (), audience)
    config = config_for(Path(path).parent)
    return limits_for(config, places_of(config, Path(path)), audience)


def _with_limits(
    report: Report, base: Config, config_for: ConfigFor
) -> Iterator[tuple[FileOutline, Limits, Callable[[], FileReport]]]:
    for outline, load in report.outlines():
        yield outline, limits_of(outline.path, outline.audience, base, config_for), load


def is_failed(report: Report, base: Config, config_for: ConfigFor) -> bool:
    """Whether any finding is as severe as the fail level of its file."""
    return any(
        _severe(outline, limits.fail_on)
        for outline, limits, _ in _with_limits(report, base, config_for)
    )


def _severe(file: FileOutline, fail_on: Severity | None) -> bool:
    return fail_on is not None and any(
        file.counts.get(severity.value, 0) for severity in Severity if severity.rank >= fail_on.rank
    )


def breaches(report: Report, base: Config, config_for: ConfigFor) -> tuple[Notice, ...]:
    """Every limit on numbers that the files of `report` pass.

    Limits on scores and LIX are for texts of at least 40 words. Raises ConfigError for a
    limit on a promise or an audience that there is none of.
    """
    _check_names(report, base)
    found: list[Notice] = []
    for _, limits, load in _with_limits(report, base, config_for):
        if limits.lix is not None or limits.promises:
            found.extend(_over(load(), limits))
    return (*found, *_too_many_warnings(report, base, config_for))


def unmeasured(report: Report, base: Config, config_for: ConfigFor) -> tuple[Notice, ...]:
    """The limits on scores that hold for a text long enough, and that could not be measured."""
    return tuple(
        Notice(file.path, "promise-unmeasured", {"promise": promise.id})
        for _, limits, load in _with_limits(report, base, config_for)
        if limits.promises
        for file in (load(),)
        if file.metrics.get("words", 0) >= MIN_WORDS
        for promise in file.promises
        if promise.score is None and limits.promises.get(promise.id, PromiseLimit()).minst
    )


def _over(file: FileReport, limits: Limits) -> Iterator[Notice]:
    lix = file.metrics.get("lix", 0.0)
    if limits.lix is not None and lix > limits.lix and file.metrics.get("words", 0) >= MIN_WORDS:
        yield Notice(file.path, "lix", {"lix": f"{lix:.1f}", "limit": f"{limits.lix:g}"})
    for promise in file.promises:
        limit = limits.promises.get(promise.id, PromiseLimit())
        if limit.minst is not None and promise.score is not None and promise.score < limit.minst:
            values = {"promise": promise.id, "score": str(promise.score)}
            yield Notice(file.path, "promise-low", {**values, "limit": str(limit.minst)})
        # The promise's own count has old faults in it; the gate asks for those that are left.
        count = sum(promise.id in finding.promises for finding in file.findings)
        if limit.maks_funn is not None and count > limit.maks_funn:
            values = {"promise": promise.id, "n": str(count), "limit": str(limit.maks_funn)}
            yield Notice(file.path, "promise-findings", values)


def _too_many_warnings(report: Report, base: Config, config_for: ConfigFor) -> Iterator[Notice]:
    """Files of a place with a limit of its own are counted there, all others together."""
    from_flag = base.origins.get("maks_advarsler", "").startswith("--")
    counts: dict[tuple[str, str, int], int] = {}
    rest = 0
    for file, _ in report.outlines():
        number = file.counts.get(Severity.WARNING.value, 0)
        own = None if from_flag or "://" in file.path else _counted_in(file.path, config_for)
        if own is None:
            rest += number
        else:
            counts[own] = counts.get(own, 0) + number
    for (_, pattern, limit), number in counts.items():
        if number > limit:
            yield Notice(pattern, "warnings", {"n": str(number), "limit": str(limit)})
    if base.maks_advarsler is not None and rest > base.maks_advarsler:
        yield Notice("", "warnings", {"n": str(rest), "limit": str(base.maks_advarsler)})


def _counted_in(path: str, config_for: ConfigFor) -> tuple[str, str, int] | None:
    """(project file, pattern, limit) of the last place of a file that limits warnings."""
    config = config_for(Path(path).parent)
    places = [p for p in places_of(config, Path(path)) if "maks_advarsler" in p.values]
    if not places:
        return None
    return str(config.file), places[-1].sti, places[-1].values["maks_advarsler"]


def _check_names(report: Report, config: Config) -> None:
    known = {promise.id: promise.checkable for promise in report.promises}
    rows = (*config.grenser.values(), *(place.values for place in config.sted))
    for name in (*config.lofter, *(name for row in rows for name in row.get("lofter", {}))):
        if not known.get(name, False):
            near = nearest(name, (k for k, can in known.items() if can))
            code = "promise-not-checkable" if name in known else "promise-unknown"
            raise ConfigError(code, name=name, path=config.file, near=near)
    audiences = [audience.id for audience in report.audiences]
    for name in config.grenser if audiences else ():
        if name not in audiences:
            near = nearest(name, audiences)
            known_names = ", ".join(audiences)
            raise ConfigError("audience-unknown", name=name, near=near, known=known_names)
