"""What a lint of one document gives: apart from the linter, which a warm run never loads."""

from dataclasses import dataclass

from klarsprak.core.audience import Setting
from klarsprak.core.finding import Finding
from klarsprak.core.report import FileReport, Suppressed, ToolError


@dataclass(frozen=True, slots=True)
class LintResult:
    """A file's report, what went wrong in it, and its facts for rules across files.

    `let_be` are the facts that a comment or an exemption covers, `setting` what scores are
    counted by when more is found. `is_dated` tells that on another day it could be another.
    """

    report: FileReport
    errors: tuple[ToolError, ...] = ()
    facts: tuple[tuple[str, str, str, Finding], ...] = ()
    let_be: tuple[Suppressed, ...] = ()
    setting: Setting | None = None
    is_dated: bool = False
