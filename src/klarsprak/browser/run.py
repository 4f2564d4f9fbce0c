"""Pages to one report: the rules chosen, the browser's visits, the text rules, the sum."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from klarsprak.browser.links import LinkChecker
from klarsprak.browser.lint import lint_page
from klarsprak.browser.network import hosts_of
from klarsprak.browser.options import BrowserOptions
from klarsprak.browser.rules import browser_rules, narrowed
from klarsprak.browser.sites import MAX_PAGES, Manners, crawl
from klarsprak.browser.visit import PageResult
from klarsprak.config.model import Config
from klarsprak.core.errors import BrowserError
from klarsprak.core.report import Report, ToolError
from klarsprak.core.rule import RuleMeta
from klarsprak.engine.result import LintResult
from klarsprak.engine.run import Plan, Workshop, assemble

ENGINE = "nettleser"
"""How the browser engine is called in `not_run`."""


def run_pages(
    addresses: Mapping[str, str],
    plan: Plan,
    options: BrowserOptions,
    *,
    depth: int = 0,
    limit: int = MAX_PAGES,
    manners: Manners | None = None,
    jobs: int = 1,
    ask_links: bool = False,
    progress: Callable[[int, str], None] | None = None,
) -> tuple[Report, Config]:
    """Visit `addresses` (keys; the values are what the report calls them) and lint them.

    Returns the report and the settings of the working folder. Without a browser the report
    has one error and ``nettleser`` in `not_run`: no page counts as looked at. `jobs` browsers
    share pages that were named; the report is the same whatever their number.
    With `ask_links` the addresses that the pages link to are asked for. `progress`
    hears the number and the name of each page that is done.
    """
    workshop = Workshop(plan)
    config = workshop.config_for(Path.cwd())
    chosen = workshop.chosen_for(config)
    rules = browser_rules(chosen.library, config.velg, config.ignorer)
    results: list[LintResult] = []
    errors: list[ToolError] = []
    missing: list[str] = []
    checker = LinkChecker.of(options, hosts_of(addresses)) if ask_links else None
    try:
        visits = crawl(
            tuple(addresses),
            narrowed(options, rules),
            depth,
            limit=limit,
            manners=manners,
            jobs=jobs,
        )
        for number, visited in enumerate(_named(visits, addresses), start=1):
            if progress:
                progress(number, visited.url)
            missing.extend(visited.not_run)
            links = tuple(zip(visited.link_numbers, visited.links, strict=True))
            dead = checker.dead(visited.address, links) if checker else ()
            linted = lint_page(visited, workshop, config, rules, dead)
            if linted is None:
                errors.extend(visited.errors)
            else:
                results.append(linted)
    except BrowserError as error:
        errors.append(ToolError("", error.code, error.values))
        missing.append(ENGINE)
    report = assemble(results, errors, chosen)
    return replace(
        report,
        rules={**report.rules, **_by_id(rules)},
        not_run=(*report.not_run, *dict.fromkeys(missing)),
    ), config


def _by_id(rules: Mapping[str, RuleMeta]) -> Mapping[str, RuleMeta]:
    return {meta.id: meta for meta in rules.values()}


def _named(visits: Iterable[PageResult], names: Mapping[str, str]) -> Iterable[PageResult]:
    """Results with the name that the report uses, errors too."""
    for visited in visits:
        name = names.get(visited.url, visited.url)
        errors = tuple(
            replace(error, path=name, values={**error.values, "url": name})
            for error in visited.errors
        )
        yield replace(visited, url=name, errors=errors)
