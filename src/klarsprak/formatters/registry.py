"""Format names and the modules behind them; a module is imported when it is used."""

from collections.abc import Callable, Iterator
from importlib import import_module
from types import MappingProxyType

from klarsprak.core.errors import ConfigError
from klarsprak.core.finding import Finding
from klarsprak.core.near import nearest
from klarsprak.core.report import Report
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.messages.catalogue import Catalogue

__all__ = ["ALIASES", "DEFAULT", "FORMATS", "RenderOptions", "names", "render", "wants_text"]

Renderer = Callable[[Report, Message, Catalogue, RenderOptions], Iterator[str]]

DEFAULT = "terminal"

FORMATS = MappingProxyType(
    {
        "terminal": "klarsprak.formatters.terminal:render",
        "linjer": "klarsprak.formatters.lines:render",
        "tekst": "klarsprak.formatters.plain_text:render",
        "markdown": "klarsprak.formatters.markdown:render",
        "html": "klarsprak.formatters.html_report:render",
        "csv": "klarsprak.formatters.csv_report:render",
        "json": "klarsprak.formatters.json_report:render",
        "jsonl": "klarsprak.formatters.json_lines:render",
        "github": "klarsprak.formatters.github:render",
        "gitlab": "klarsprak.formatters.gitlab:render",
        "sarif": "klarsprak.formatters.sarif:render",
        "junit": "klarsprak.formatters.junit:render",
        "checkstyle": "klarsprak.formatters.checkstyle:render",
        "rdjson": "klarsprak.formatters.rdjson:render",
    }
)
ALIASES = MappingProxyType({"concise": "linjer"})
BINARY = frozenset({"docx"})
"""Formats that are the read file itself with something put in; the command line writes them."""

_WITH_DOCUMENT = frozenset({"html", "rdjson", *BINARY})


def names() -> tuple[str, ...]:
    """Every format name, aliases apart."""
    return tuple(FORMATS)


def wants_text(name: str) -> bool:
    """True for formats that need `FileReport.document`."""
    return ALIASES.get(name, name) in _WITH_DOCUMENT


def renderer(name: str) -> Renderer:
    """The function behind a format name; ConfigError for an unknown one."""
    known = ALIASES.get(name, name)
    if known not in FORMATS:
        guess = nearest(name, [*FORMATS, *ALIASES, *BINARY], 0.6)
        raise ConfigError(
            "unknown-format", name=name, guess=guess, known=", ".join([*FORMATS, *BINARY])
        )
    module, _, function = FORMATS[known].partition(":")
    found: Renderer = getattr(import_module(module), function)
    return found


def render(
    name: str, report: Report, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield the report in format `name`, in pieces that the caller writes one by one.

    Raises ConfigError for an unknown name, before anything is rendered.
    """
    function = renderer(name)

    def message(finding: Finding) -> str:
        return catalogue.message(finding, report.rules.get(finding.rule_id))

    return function(report, message, catalogue, options)
