"""What the shell may fill in: rules, areas and audiences of the project, formats.

A shell shows nothing when something is wrong with the project; the command will tell.
"""

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

from klarsprak.core.errors import KlarsprakError

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _starting(incomplete: str, names: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _rules() -> Iterable[str]:
    from klarsprak.cli.project import project_library

    ids = project_library().ids()
    return sorted({*ids, *(rule_id.partition("/")[0] for rule_id in ids)})


def _audiences() -> Iterable[str]:
    from klarsprak.cli.project import project_library

    return project_library().audiences


def _formats() -> Iterable[str]:
    from klarsprak.formatters.registry import BINARY, FORMATS

    return (*FORMATS, *sorted(BINARY))


def _completing(names: Callable[[], Iterable[str]]) -> Complete:
    def complete(
        context: click.Context, parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        try:
            return _starting(incomplete, names())
        except KlarsprakError:
            return []

    return complete


rules = _completing(_rules)
audiences = _completing(_audiences)
formats = _completing(_formats)
