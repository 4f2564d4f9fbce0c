"""GitLab Code Quality: a JSON list that merge requests show."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from klarsprak.core.finding import Certainty, FileLocation, Finding, Severity
from klarsprak.core.report import Report
from klarsprak.formatters.json_report import encode
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.messages.catalogue import Catalogue

_LEVEL = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.SUGGESTION: "info",
    Severity.INFO: "info",
}


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield one list; every entry has a fingerprint of its own, stable between runs.

    GitLab drops entries that share a fingerprint, so path and occurrence take part in it.
    """
    seen: Counter[str] = Counter()
    yield "["
    first = True
    for file in report.files:
        for finding in file.findings:
            key = f"{finding.path}\0{finding.rule_id}\0{finding.fingerprint}"
            seen[key] += 1
            data = _entry(finding, message(finding), f"{key}\0{seen[key]}")
            yield f"{'' if first else ','}\n {encode(data)}"
            first = False
    for error in report.errors:
        told = catalogue.error(error.code, error.values)
        data = {
            "description": told,
            "check_name": f"klarsprak/{error.code}",
            "fingerprint": _digest(f"{error.path}\0{error.code}"),
            "severity": "blocker",
            "location": {"path": error.path, "lines": {"begin": 1}},
        }
        yield f"{'' if first else ','}\n {encode(data)}"
        first = False
    for notice in report.breaches:
        data = {
            "description": catalogue.gate(notice),
            "check_name": f"klarsprak/{notice.code}",
            "fingerprint": _digest(f"{notice.path}\0{notice.code}\0{notice.values.get('promise')}"),
            "severity": "major",
            "location": {"path": notice.path.removeprefix("./") or ".", "lines": {"begin": 1}},
        }
        yield f"{'' if first else ','}\n {encode(data)}"
        first = False
    yield "]\n"


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _entry(finding: Finding, told: str, key: str) -> dict[str, Any]:
    where = finding.location
    if isinstance(where, FileLocation):
        lines = {"begin": where.line, "end": where.end_line}
    else:
        lines, told = {"begin": 1}, f"{where.selector}: {told}"
    level = _LEVEL[finding.severity]
    if finding.certainty is Certainty.REVIEW and level == "major":
        level = "minor"
    return {
        "description": told,
        "check_name": finding.rule_id,
        "fingerprint": _digest(key),
        "severity": level,
        "location": {"path": where.path.removeprefix("./"), "lines": lines},
    }
