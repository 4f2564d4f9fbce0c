"""A comparison as JSON, schema version 1: findings as in the JSON report."""

from collections.abc import Iterator
from typing import Any

from klarsprak.core.report import FileReport
from klarsprak.formatters.changes import Comparison, FileChange, Verdict
from klarsprak.formatters.json_report import encode, errors_data, finding_data, tool_data
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.messages.catalogue import Catalogue

SCHEMA_VERSION = 1
SCHEMA = "schemas/comparison-1.schema.json"


def render(
    comparison: Comparison, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield one JSON object, a file at a time."""
    yield f'{{"schema_version": {SCHEMA_VERSION},\n "tool": {encode(tool_data(comparison.new))},\n'
    yield ' "files": ['
    for number, file in enumerate(comparison.files):
        yield f"{',' if number else ''}\n  {encode(_file(file, message))}"
    errors = errors_data(comparison.old, catalogue) + errors_data(comparison.new, catalogue)
    yield f'],\n "errors": {encode(errors)},\n'
    yield f' "summary": {encode(_summary(comparison))}}}\n'


def _file(change: FileChange, message: Message) -> dict[str, Any]:
    return {
        "name": change.name,
        "verdict": str(change.verdict),
        "before": _version(change.old),
        "after": _version(change.new),
        "metrics": {
            name: {"before": _rounded(before), "after": _rounded(after)}
            for name, before, after in change.measures()
        },
        "promises": [
            {"id": promise, "before": before, "after": after}
            for promise, before, after in change.promises()
        ],
        "fixed": [finding_data(finding, message) for finding in change.fixed],
        "new": [finding_data(finding, message) for finding in change.added],
        "remaining": [finding_data(finding, message) for finding in change.remaining],
    }


def _version(file: FileReport | None) -> dict[str, str] | None:
    if file is None:
        return None
    return {
        "path": file.path,
        "language": file.language,
        "audience": file.audience.id,
        "document_type": file.document_type,
    }


def _rounded(value: float | None) -> float | None:
    return value if value is None or isinstance(value, int) else round(value, 3)


def _summary(comparison: Comparison) -> dict[str, Any]:
    return {
        **{str(verdict): comparison.count(verdict) for verdict in Verdict},
        "fixed": sum(len(file.fixed) for file in comparison.files),
        "new": sum(len(file.added) for file in comparison.files),
        "remaining": sum(len(file.remaining) for file in comparison.files),
        "is_worse": comparison.is_worse,
    }
