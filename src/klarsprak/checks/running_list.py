"""Lists of many items that run on inside a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Sentence, Token, Word
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.errors import AnalysisError
from klarsprak.core.finding import Edit, Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.bullets import as_points
from klarsprak.lexicon.compounds import parts
from klarsprak.lexicon.inflection import is_known

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"items"})

_JOIN = frozenset({"og", "eller", "samt", "og/eller"})
_CLAUSE = frozenset(
    "som at hvis viss når dersom fordi men så da då jeg eg du vi han hun ho de dei det den er var har kan skal må "
    "vil blir ble "
    "hvor der mens medan etter før".split()
)
_NOT_ITEMS = frozenset(
    "både dvs. f.eks. altså særlig særleg herunder vedtatt vedteken datert jf. deretter".split()
)
_OPENS = frozenset({"nemlig", "nemleg"})
"""Words that a list comes after, as it does after a colon."""
_NOT_FIRST = frozenset({"uten", "utan"})
"""Words that begin no item, but may stand inside one: «regnskapsfører uten signeringsrett»."""
_GOES_ON = frozenset({"ADP", "CCONJ", "SCONJ", "PRON", "VERB", "AUX", "INTJ"})
_OPEN = frozenset({"ADJ", "DET", "ADP"})
"""Words that wait for a noun: an item does not end in one."""
_SUCH = frozenset({"lignende", "liknende", "liknande"})
_NO_ITEM = frozenset({"så", "meir", "mer"})
_LEADS = frozenset({"ADP", "VERB", "AUX"})
LONGEST_ITEM = 6
LEAST_ITEMS = 4
LEAST_WORDS = 10
"""Four short words in a row («gass, vann, strøm og nett») read well as they stand."""


@dataclass(frozen=True, slots=True)
class RunningList:
    """Four items or more, split by commas and closed by «og» or «eller».

    Items that hold a clause, and lists of names, are let be.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield the stretch from the first item to the last."""
        tokens = analysis.tokens()
        for sentence in analysis.sentences():
            found = _find(sentence, block.language)
            if found and _things(found[0], tokens):
                span, items = found
                span = _ended(_trimmed(span, tokens), tokens)
                if _is_short(span, tokens) or _goes_on(span, tokens):
                    continue
                yield Match(span, {"items": str(items)}, rewrite=points(block, analysis, sentence))


def points(block: Block, analysis: Analysis, sentence: Sentence) -> Edit | None:
    """The list of a sentence as points; None when the run has no tags to tell items by."""
    try:
        tokens = analysis.tokens()
    except AnalysisError:
        return None
    own = [token for token in tokens if sentence.start <= token.start < sentence.end]
    found = as_points(own, block.text)
    return Edit(Span(found[0], found[1]), found[2]) if found else None


def _trimmed(span: Span, tokens: Sequence[Token]) -> Span:
    """The span without the verb or the preposition that the first item hangs on."""
    start = span.start
    for token in tokens:
        if token.start == start and token.pos in _LEADS and token.end < span.end:
            start = token.end + 1
        elif token.start > start:
            break
    return Span(start, span.end)


def _ended(span: Span, tokens: Sequence[Token]) -> Span:
    """The span without what the whole list has in common after its last item.

    «gull, kobber og sink | finnes i fjellet», «teknologi og trening | for å bli bedre».
    """
    inside = [token for token in tokens if span.start <= token.start < span.end]
    joins = [n for n, token in enumerate(inside) if token.lower in _JOIN]
    last = joins[-1] if joins else len(inside)
    for number in range(last + 2, len(inside)):
        token = inside[number]
        purpose = token.lower == "for" and [t.lower for t in inside[number + 1 : number + 2]] == [
            "å"
        ]
        if purpose or token.is_finite:
            return Span(span.start, inside[number - 1].end)
    return span


def _is_short(span: Span, tokens: Sequence[Token]) -> bool:
    """Whether the list that is left reads well as it stands."""
    own = [t for t in tokens if span.start <= t.start < span.end and t.text[:1].isalnum()]
    return len(own) < LEAST_WORDS


def _goes_on(span: Span, tokens: Sequence[Token]) -> bool:
    """Whether the last item is cut off, is no item, or the items are no list of one kind.

    «innsamling av norske, samiske og kvenske navn» goes on after a comma; «og så videre»
    names nothing; titles have their quotation marks; and what stands before a semicolon is
    no item among those that commas part.
    """
    inside = [token for token in tokens if span.start <= token.start < span.end]
    following = [token.lower for token in tokens if token.start >= span.end][:2]
    if following[:1] == [","]:
        waits = inside[-1].pos in _OPEN and inside[-1].lower not in _SUCH
        if waits or following[1:] == ["å"]:
            return True
    texts = [token.text for token in inside]
    joins = [n for n, token in enumerate(inside) if token.lower in _JOIN]
    after = inside[joins[-1] + 1].lower if joins and joins[-1] + 1 < len(inside) else ""
    if after in _NO_ITEM or "til og med" in " ".join(token.lower for token in inside):
        return True
    return sum(text in "«»" for text in texts) > 2 or {",", ";"} <= set(texts)


def _things(span: Span, tokens: Sequence[Token]) -> bool:
    """Whether what stands between the commas names things, and tells nothing of them.

    «tok bussen, gikk inn» has finite verbs; «på denne tida, med store ord» goes on with a
    phrase of place or manner; «er for langsom, stor» describes.
    """
    inside = [t for t in tokens if span.start <= t.start < span.end]
    starts = [0, *(n + 1 for n, t in enumerate(inside) if t.text in (",", ";"))]
    items = [inside[a:b] for a, b in zip(starts, [*starts[1:], len(inside)], strict=True)]
    items = [item for item in items if item]
    if any(token.is_finite for item in items[1:-1] for token in item):
        return False
    last = items[-1]
    joins = [n for n, t in enumerate(last) if t.lower in _JOIN]
    if any(token.is_finite for token in last[: joins[0] if joins else 0]):
        return False
    if any(n + 1 < len(last) and last[n + 1].is_finite for n in joins):
        return False
    later = items[1:]
    if any(item[0].pos in _GOES_ON for item in later):
        return False
    proper = sum(any(t.pos == "PROPN" for t in item) for item in items)
    if proper * 2 > len(items):
        return False
    named = [any(t.pos in ("NOUN", "PROPN") or t.lower == "å" for t in item) for item in later]
    return sum(named) * 4 >= len(named) * 3


def _find(sentence: Sentence, language: str) -> tuple[Span, int] | None:
    """The longest stretch of items in a sentence, and how many they are."""
    groups: list[list[Word]] = [[]]
    openings: set[int] = set()  # the groups where the first item begins
    for word in sentence.words:
        if word.text in ("(", ")", "[", "]", "{", "}", "–", "§", "/"):
            groups.extend(([], []))
        elif word.text == ":" or word.lower in _OPENS:
            groups.extend(([], []))
            openings.add(len(groups) - 1)
        elif word.text in (",", ";"):
            groups.append([])
        else:
            groups[-1].append(word)
    best: tuple[Span, int] | None = None
    run: list[list[Word]] = []
    opened = False
    for number, group in enumerate(groups):
        words = [word for word in group if word.is_word or word.is_number]
        if run and _is_last(words):
            tail = _last_items(words)
            items = [*run, *tail]
            size = sum(len(item) for item in items[1:]) + (len(items[0]) if opened else 1)
            fits = len(items) >= LEAST_ITEMS and size >= LEAST_WORDS and not _odd(items)
            if fits and not _names(items, language):
                first = items[0][0] if opened else _first_item(items[0])
                end = tail[-1][-1].end
                span = Span(first.start, end)
                if best is None or len(items) > best[1]:
                    best = span, len(items)
            run = []
        elif words and run and _is_item(words):
            run.append(words)
        else:
            run = [words] if words else []
            opened = number in openings
    return best


def _is_item(words: Sequence[Word]) -> bool:
    return len(words) <= LONGEST_ITEM and not any(w.lower in _CLAUSE for w in words)


def _is_last(words: Sequence[Word]) -> bool:
    joins = [n for n, w in enumerate(words) if w.lower in _JOIN]
    if not joins:
        return False
    after = words[joins[0] + 1 :]
    return 0 < len(after) <= LONGEST_ITEM + 3 and not any(
        w.lower in _CLAUSE for w in words[: joins[0]]
    )


def _last_items(words: Sequence[Word]) -> list[list[Word]]:
    at = next(n for n, w in enumerate(words) if w.lower in _JOIN)
    items = [list(words[:at]), list(words[at + 1 :])]
    kept = [item for item in items if item]
    last = kept[-1]
    for number, word in enumerate(last):
        if number and word.lower in _CLAUSE:
            kept[-1] = last[:number]
            break
    return kept


def _first_item(words: Sequence[Word]) -> Word:
    """Where the first item begins: after the verb phrase, at most four words from its end."""
    start = max(0, len(words) - 3)
    return words[start]


def _odd(items: Sequence[Sequence[Word]]) -> bool:
    """Whether numbers, statutes or asides stand among the items."""
    if any(item[0].lower in _NOT_FIRST for item in items):
        return True
    return any(
        word.is_number or word.lower in _NOT_ITEMS or any(c.isdigit() for c in word.text)
        for item in items
        for word in item[-LONGEST_ITEM:]
    )


def _names(items: Sequence[Sequence[Word]], language: str) -> bool:
    """Whether near all items are names; «Ansvarlig revisor» has a capital and is none."""
    capitals = [item for item in items[1:] if item[0].text[:1].isupper()]
    if len(capitals) < len(items) - 2:
        return False
    return sum(not _is_common(item, language) for item in capitals) * 2 > len(capitals)


def _is_common(item: Sequence[Word], language: str) -> bool:
    """Whether only the first word has a capital, and is a word or a compound without it."""
    if item[0].text[1:].isupper() or any(word.text[:1].isupper() for word in item[1:]):
        return False
    first = item[0].lower
    return is_known(first, language) or len(parts(first, language)) > 1


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return RunningList(definition.meta)
