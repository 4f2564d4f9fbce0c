"""What rules yield (Match) and what reports hold (Finding)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from klarsprak.core.spans import Span


class Severity(StrEnum):
    """How much a finding matters; the value stands in JSON."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"
    INFO = "info"

    @property
    def rank(self) -> int:
        """3 for an error down to 0 for info."""
        return _RANK[self]


_RANK = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.SUGGESTION: 1, Severity.INFO: 0}


class Certainty(StrEnum):
    """`fault`: the tool knows. `review`: a person must look."""

    FAULT = "fault"
    REVIEW = "review"


class Applicability(StrEnum):
    """How far a fix may be trusted."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace file span `span` by `text`; the span may be empty (an insertion)."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding, in file order and without overlap."""

    edits: tuple[Edit, ...]
    applicability: Applicability


@dataclass(frozen=True, slots=True)
class Match:
    """All that a rule may yield: a span, values for the message, replacements.

    `span` is in block text; in a `Placed` without a block it is in the file. A
    replacement stands for the whole of `span`, in the form the text needs. `rewrite` is a
    change of more than the span (offsets in block text), for a finding that is mended only
    by building the sentence anew. The other fields override what the rule file says;
    `edits` (file offsets) are for rules on elements, whose fix is not a replacement of the
    span.
    """

    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    replacements: tuple[str, ...] = ()
    severity: Severity | None = None
    certainty: Certainty | None = None
    applicability: Applicability | None = None
    edits: tuple[Edit, ...] = ()
    selector: str = ""
    rewrite: Edit | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A match of a document rule: in the block with this index, or (None) in the file."""

    block: int | None
    match: Match


@dataclass(frozen=True, slots=True)
class FileLocation:
    """A place in a file: file span in code points, 1-based line and column."""

    path: str
    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    part: str = ""
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class PageLocation:
    """A place on a rendered page."""

    path: str
    selector: str
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The sentence (or element) that a finding stands in, as the reader sees it.

    `start`/`end` are the flagged part within `text`.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A match in its place. It carries keys and values, never prose; it pickles.

    `text` is the flagged file text (``source[start:end]``). `fingerprint` is the same for
    the same fault in the same sentence wherever it moves in the file. `block` is the kind
    of the block, `heading` the nearest heading above. `proposal` is the text of `excerpt`
    built anew, where more than the flagged words must change. `exposure` (1 to 1.5) and
    `confidence` (0.3 to 1) serve ranking only.
    """

    rule_id: str
    severity: Severity
    certainty: Certainty
    location: FileLocation | PageLocation
    text: str
    excerpt: Excerpt
    promises: tuple[str, ...] = ()
    wcag: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()
    fix: Fix | None = None
    fingerprint: str = ""
    block: str = ""
    heading: str = ""
    language: str = ""
    exposure: float = 1.0
    confidence: float = 1.0
    proposal: str = ""

    @property
    def path(self) -> str:
        """The file or address the finding is in."""
        return self.location.path

    @property
    def span(self) -> Span | None:
        """The file span; None on a rendered page."""
        return self.location.span if isinstance(self.location, FileLocation) else None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings are ordered by (path, span, rule)."""
        span = self.span or Span(0, 0)
        extra = "" if isinstance(self.location, FileLocation) else self.location.selector
        return (self.path, span.start, span.end, self.rule_id, extra)
