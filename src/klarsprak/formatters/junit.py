"""JUnit XML: a suite for each file, a failed test for each error and warning.

Suggestions and information do not fail a test; they stand in the output of the suite, so
that a test view is red only for what may stop a pipeline.
"""

from collections.abc import Iterator, Sequence

from klarsprak.core.finding import Finding, Severity
from klarsprak.core.report import FileReport, Notice, Report
from klarsprak.formatters.lines import place
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.formatters.xml_text import HEAD, attributes, text
from klarsprak.messages.catalogue import Catalogue

_FAILING = frozenset({Severity.ERROR, Severity.WARNING})


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield a ``testsuites`` element; a file without failures is one passed test."""
    failed = sum(f.severity in _FAILING for f in report.findings)
    tests = sum(max(len(_failures(file)), 1) for file in report.files) + len(report.breaches)
    yield HEAD
    totals = attributes(
        name="klarsprak",
        tests=tests + len(report.errors),
        failures=failed + len(report.breaches),
        errors=len(report.errors),
    )
    yield f"<testsuites{totals}>\n"
    for file in report.files:
        yield from _suite(file, message, catalogue)
    if report.breaches:
        yield from _gate(report.breaches, catalogue)
    for error in report.errors:
        told = catalogue.error(error.code, error.values)
        suite = attributes(name=error.path, tests=1, failures=0, errors=1)
        case = attributes(name=error.code, classname=error.path)
        problem = attributes(type=error.code, message=told)
        yield f" <testsuite{suite}>\n  <testcase{case}>\n"
        yield f"   <error{problem}/>\n  </testcase>\n </testsuite>\n"
    yield "</testsuites>\n"


def _gate(breaches: Sequence[Notice], catalogue: Catalogue) -> Iterator[str]:
    """The limits of the project that were passed, as a suite of their own."""
    head = attributes(name="klarsprak", tests=len(breaches), failures=len(breaches), errors=0)
    yield f" <testsuite{head}>\n"
    for notice in breaches:
        case = attributes(name=notice.code, classname=notice.path or "klarsprak")
        failure = attributes(type="gate", message=catalogue.gate(notice))
        yield f"  <testcase{case}>\n   <failure{failure}/>\n  </testcase>\n"
    yield " </testsuite>\n"


def _failures(file: FileReport) -> list[Finding]:
    return [finding for finding in file.findings if finding.severity in _FAILING]


def _suite(file: FileReport, message: Message, catalogue: Catalogue) -> Iterator[str]:
    failures = _failures(file)
    rest = [finding for finding in file.findings if finding not in failures]
    head = attributes(name=file.path, tests=max(len(failures), 1), failures=len(failures), errors=0)
    yield f" <testsuite{head}>\n"
    if not failures:
        yield f"  <testcase{attributes(name='klarsprak', classname=file.path)}/>\n"
    for finding in failures:
        name = f"{finding.rule_id} {place(finding).removeprefix(file.path)}".rstrip()
        case = attributes(name=name, classname=file.path)
        failure = attributes(type=str(finding.severity), message=message(finding))
        body = text(f"{place(finding)} {finding.excerpt.text or finding.text}")
        yield f"  <testcase{case}>\n   <failure{failure}>{body}</failure>\n  </testcase>\n"
    if rest:
        yield "  <system-out>"
        for finding in rest:
            severity = catalogue.text(f"severity.{finding.severity}")
            told = f"{place(finding)}: {severity} {finding.rule_id} {message(finding)}"
            yield f"\n{text(told)}"
        yield "\n  </system-out>\n"
    yield " </testsuite>\n"
