"""Sentences with more words than the audience can be expected to hold."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Sentence, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, MarkKind
from klarsprak.core.errors import AnalysisError
from klarsprak.core.finding import Applicability, Edit, Match, Severity
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.bullets import as_points
from klarsprak.lexicon.clause_split import best_joint
from klarsprak.lexicon.clauses import main_verb
from klarsprak.lexicon.front_clauses import clause_apart
from klarsprak.lexicon.joints import Joint

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"words", "max"})

_REFERENCE = re.compile(r"\((?:[^()]*(?:§|jf|nr\.|lov|forskrift)[^()]*)\)", re.IGNORECASE)
_LIST = re.compile(r":\s*[^,.;:]{2,80}(?:[,;]\s*[^,.;:]{2,80}){2,}")


@dataclass(frozen=True, slots=True)
class LongSentence:
    """Counts words; punctuation, numbers, code and references to statutes in brackets do not count.

    A list after a colon is left to `setning/oppramsing`.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per sentence above the audience's lowest limit."""
        limits = setting.audience.limits
        lowest = int(limits["sent_max_suggest"])
        code = sorted(
            (m.span for m in block.marks if m.kind is MarkKind.CODE), key=lambda span: span.start
        )
        for sentence in analysis.sentences():
            count = _counted(block.text, sentence, code)
            if count <= lowest:
                continue
            severity = Severity.SUGGESTION
            if count > limits["sent_max_warn"]:
                severity = Severity.WARNING
            values = {"words": str(count), "max": str(lowest)}
            joint = _joint(analysis, sentence)
            if joint is None:
                rewrite = _front(analysis, sentence, block.text)
                rewrite = rewrite or _points(analysis, sentence, block.text)
                yield Match(sentence.span, values, severity=severity, rewrite=rewrite)
                continue
            text = block.text
            whole = text[sentence.start : joint.start] + joint.text + text[joint.end : sentence.end]
            trust = Applicability.UNSAFE if joint.sure else Applicability.DISPLAY
            yield Match(sentence.span, values, (whole,), severity=severity, applicability=trust)


def _joint(analysis: Analysis, sentence: Sentence) -> Joint | None:
    """Where the sentence may be cut; None when the run has no tags to tell by."""
    return best_joint(_tokens(analysis, sentence), analysis.language)


def _front(analysis: Analysis, sentence: Sentence, text: str) -> Edit | None:
    """The clause that stands first as a sentence of its own, where it can be one."""
    tokens = _tokens(analysis, sentence)
    verb = main_verb(tokens) if tokens else None
    new = clause_apart(tokens, verb, text, analysis.language) if verb else ""
    return Edit(Span(tokens[0].start, tokens[-1].end), new) if new else None


def _points(analysis: Analysis, sentence: Sentence, text: str) -> Edit | None:
    """The list that the sentence ends in as points, where it ends in one."""
    found = as_points(_tokens(analysis, sentence), text)
    return Edit(Span(found[0], found[1]), found[2]) if found else None


def _tokens(analysis: Analysis, sentence: Sentence) -> list[Token]:
    try:
        tokens = analysis.tokens()
    except AnalysisError:
        return []
    return [token for token in tokens if sentence.start <= token.start < sentence.end]


def _counted(text: str, sentence: Sentence, code: Sequence[Span]) -> int:
    words = [word for word in sentence.words if not _is_in(word.start, code)]
    count = sum(word.is_word for word in words)
    whole = text[sentence.start : sentence.end]
    for match in (*_REFERENCE.finditer(whole), *_LIST.finditer(whole)):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        count -= sum(w.is_word and start <= w.start < end for w in words)
    return count


def _is_in(offset: int, spans: Sequence[Span]) -> bool:
    """Whether `offset` is inside one of the sorted `spans`."""
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return LongSentence(definition.meta)
