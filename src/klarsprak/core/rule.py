"""What a rule is to the engine: metadata and one pure function."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeGuard, TypeVar

from klarsprak.core.analysis import Analysis, Need
from klarsprak.core.audience import Setting
from klarsprak.core.document import Block, BlockKind, Document, Suppression
from klarsprak.core.finding import Certainty, Match, Placed, Severity
from klarsprak.core.spans import Span

T = TypeVar("T")

WHOLE_TEXT = Span(0, 0)
"""The span a document rule gives, in a `Placed` without a block, for the whole text."""


@dataclass(frozen=True, slots=True)
class Example:
    """A bad text with what it flags, or a good text that must stay silent.

    `format` is text, markdown or html. `good` beside `bad` is the mended text.
    """

    bad: str = ""
    good: str = ""
    flags: tuple[str, ...] = ()
    language: str = "nb"
    format: str = "text"
    document_type: str = ""
    audience: str = ""
    fix: bool = True


@dataclass(frozen=True, slots=True)
class RuleMeta:
    """Everything a rule file says apart from its logic. Texts are keyed nb, nn, en."""

    id: str
    kind: str
    severity: Severity
    need: Need
    title: Mapping[str, str]
    message: Mapping[str, str]
    why: Mapping[str, str]
    promises: tuple[str, ...]
    languages: tuple[str, ...] = ("nb", "nn")
    scope: frozenset[BlockKind] = frozenset()
    certainty: Certainty = Certainty.FAULT
    confidence: float = 0.8
    status: str = "stable"
    since: str = "0.1.0"
    fix: str = ""
    wcag: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    uu: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    document_types: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    origin: str = ""

    @property
    def area(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class RuleOutline:
    """The few facts of a rule that a run asks of every rule, chosen or not."""

    id: str
    kind: str
    status: str
    promises: tuple[str, ...]
    document_types: tuple[str, ...]
    need: Need = Need.TEXT


class Context(Protocol):
    """What a document rule may ask for beyond the document itself."""

    @property
    def setting(self) -> Setting:
        """Audience, document type, traits, day."""
        ...

    @property
    def metrics(self) -> Mapping[str, float]:
        """The metrics of the document (see `nlp.metrics`)."""
        ...

    def analysis(self, block: int) -> Analysis:
        """The analysis of the block with this index."""
        ...

    def protected(self, block: int, *, quotes: bool) -> Sequence[Span]:
        """Where the block with this index is not the writer's own prose.

        Code, other languages, titles of laws and, when `quotes` is true, quotations.
        """
        ...

    def shared(self, key: str) -> dict[str, object]:
        """A store for work that several rules share, such as the element tree."""
        ...

    def remembered(self, block: int, name: str, work: Callable[[], T]) -> T:
        """What `work` gives for the block with this index, worked out once per block text.

        It must depend on nothing but the block (less its place) and its analysis. Rules
        that give the same `name` share the answer.
        """
        ...


class BlockRule(Protocol):
    """A rule that looks at one block at a time; pure: same block, same matches.

    What it finds is remembered with the block, so it may not read where the block stands:
    its source map, element, parent and group, and the attributes ``part`` and
    ``paragraph``. A match with `edits` is never remembered.
    """

    @property
    def meta(self) -> RuleMeta:
        """What the rule file says."""
        ...

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterable[Match]:
        """Yield matches with spans in the text of `block`."""
        ...


class DocumentRule(Protocol):
    """A rule that needs the whole document."""

    @property
    def meta(self) -> RuleMeta:
        """What the rule file says."""
        ...

    def check_document(self, document: Document, context: Context) -> Iterable[Placed]:
        """Yield matches, each in a block or (block None) in the file."""
        ...


class RunRule(Protocol):
    """A rule that compares the files of a run.

    `extract` runs on each file and returns small picklable facts; `compare` sees them all.
    """

    @property
    def meta(self) -> RuleMeta:
        """What the rule file says."""
        ...

    def extract(self, document: Document, context: Context) -> Sequence[tuple[str, str, Placed]]:
        """Return (key, value, place) facts of one document."""
        ...

    def compare(
        self, facts: Sequence[tuple[str, str, str]]
    ) -> Iterable[tuple[int, Mapping[str, str]]]:
        """From (path, key, value) facts yield (index of a fact, message values)."""
        ...


@dataclass(frozen=True, slots=True)
class Exempted:
    """What became of the suppressions of a document.

    `unused` let no finding be. `known` are the ids of all rules, `ran` those that had their
    chance to find something, `skipped` stable rules on texts that had not.
    """

    document: Document
    unused: frozenset[Suppression]
    known: frozenset[str]
    ran: frozenset[str]
    skipped: frozenset[str]
    today: date


class SuppressionRule(Protocol):
    """A rule about the comments that let findings be; it is asked when all others are done."""

    @property
    def meta(self) -> RuleMeta:
        """What the rule file says."""
        ...

    def judge(self, exempted: Exempted) -> Iterable[Match]:
        """Yield a match, with its span in the file, for each comment at fault."""
        ...


Rule = BlockRule | DocumentRule | RunRule | SuppressionRule


def is_block_rule(rule: Rule) -> TypeGuard[BlockRule]:
    """Whether a rule looks at one block at a time."""
    return hasattr(rule, "check")


def is_document_rule(rule: Rule) -> TypeGuard[DocumentRule]:
    """Whether a rule needs the whole document."""
    return hasattr(rule, "check_document")


def is_run_rule(rule: Rule) -> TypeGuard[RunRule]:
    """Whether a rule compares the files of a run."""
    return hasattr(rule, "extract")


def is_suppression_rule(rule: Rule) -> TypeGuard[SuppressionRule]:
    """Whether a rule is about the comments that let findings be."""
    return hasattr(rule, "judge")


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The chosen rules in id order; immutable."""

    rules: tuple[Rule, ...]
    version: str = ""
    hash: str = ""
    not_run: tuple[str, ...] = ()

    @property
    def need(self) -> Need:
        """The deepest analysis that any rule asks for."""
        return max((rule.meta.need for rule in self.rules), default=Need.TEXT)

    def metas(self) -> dict[str, RuleMeta]:
        """Metadata by id."""
        return {rule.meta.id: rule.meta for rule in self.rules}
