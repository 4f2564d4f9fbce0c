"""What a finding offers, and the changes of the text that take the offer."""

import html
import re
from dataclasses import dataclass

from klarsprak.core.document import Format
from klarsprak.core.finding import Applicability, Edit, Finding
from klarsprak.formatters.grouping import PER_PARAGRAPH as PASSIVES
from klarsprak.formatters.rewrite import rewrite
from klarsprak.interactive.editing import Change
from klarsprak.interactive.marks import Mark
from klarsprak.messages.catalogue import flagged, one_line

LONGEST_TERM = 4
"""Flagged text of more words than this is no word to accept for good."""

ABOUT_WORDS = frozenset({"ord", "rettskriving", "inkludering", "respekt", "konsekvens"})
"""Areas of rules that judge words, whatever the sentence."""

_ASKS = re.compile(r"\[[^\]\n]{1,40}\]")
_IN_QUOTES = frozenset({"alt_text", "attribute"})


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be put in: how it reads, and the edits in the text as it was checked.

    `edits` is empty where the words of the mark are replaced and nothing else.
    """

    text: str
    edits: tuple[Edit, ...] = ()


def offers(mark: Mark) -> tuple[Offer, ...]:
    """What can be put in, best first; a deletion is an empty text.

    A sentence built anew comes before other words. Nothing is offered for a mark that has
    been written inside of, where the change would go through markup, and for a text with a
    hole to fill («[hvem?]»): a hole in the text is no mending. A suggestion that the engine
    has its doubts about is offered all the same: the writer sees the sentence and decides.
    """
    finding = mark.finding
    if not mark.exact or mark.whole:
        return ()
    fix, suggestions = finding.fix, finding.suggestions
    is_plain = _is_plain(finding)
    found = []
    if fix is not None and finding.proposal:
        changed = rewrite(finding)
        if changed is not None and not _has_hole(changed.text, finding.excerpt.text):
            found.append(Offer(changed.after[1].strip(), fix.edits))
    elif fix is not None and not suggestions:
        found.append(Offer(fix.edits[0].text, fix.edits))
    elif fix is not None and (is_plain or fix.applicability is not Applicability.DISPLAY):
        found.append(Offer(suggestions[0], fix.edits))
    if finding.rule_id in PASSIVES:
        # «kommunen behandler» in place of «blir behandlet» leaves no sentence.
        return tuple(offer for offer in found if finding.proposal)
    others = suggestions if finding.proposal or fix is None else suggestions[1:]
    if is_plain:
        found.extend(Offer(text) for text in others)
    return tuple(offer for offer in found if not _has_hole(offer.text, finding.text))


def choices(mark: Mark) -> tuple[str, ...]:
    """How each of the `offers` reads."""
    return tuple(offer.text for offer in offers(mark))


def _has_hole(suggestion: str, old: str) -> bool:
    return bool(_ASKS.search(suggestion)) or ("…" in suggestion and "…" not in old)


def reaches_out(mark: Mark, choice: int) -> bool:
    """Whether a choice changes more than the words of the mark, such as their sentence."""
    reported = mark.finding.span
    edits = offers(mark)[choice].edits
    return reported is not None and not all(reported.contains(edit.span) for edit in edits)


def changes_for(mark: Mark, choice: int, text: str, format_: Format) -> tuple[Change, ...]:
    """The changes that take choice number `choice` (from 0) of `mark` in `text`.

    They are in the order they are to be made, the last place in the text first. Raises
    ValueError when the mark has no such choice or the text is no longer what was flagged.
    """
    offered = offers(mark)
    if not 0 <= choice < len(offered) or not _stands(mark, text):
        raise ValueError("nothing to take here")
    offer, finding = offered[choice], mark.finding
    if offer.edits:
        spans = [(edit.span.shift(mark.shift), edit.text) for edit in offer.edits]
    else:
        quoted = finding.block in _IN_QUOTES
        new = html.escape(offer.text, quote=quoted) if format_ is Format.HTML else offer.text
        spans = [(mark.span, new)]
    made = []
    for span, new in sorted(spans, key=lambda pair: pair[0].start, reverse=True):
        change = Change(span.start, text[span.start : span.end], new)
        made.append(change if new else _closed(change, text))
    return tuple(change for change in made if change.before != change.after)


def acceptable(finding: Finding) -> str:
    """The word (or short term) of a finding that a project may accept for good; "" for none.

    Only what is said of a word as such can be accepted: a verb in the passive is not a
    word that somebody wants to keep.
    """
    shown = flagged(finding)
    is_term = shown and len(shown.split()) <= LONGEST_TERM and any(map(str.isalpha, shown))
    about_words = finding.rule_id.partition("/")[0] in ABOUT_WORDS
    if not (is_term and about_words and _is_plain(finding)) or shown.startswith("<"):
        return ""
    return finding.values.get("lemma") or shown


def _is_plain(finding: Finding) -> bool:
    """Whether the flagged file text is what the reader sees: no markup inside to lose."""
    return one_line(html.unescape(finding.text)) == flagged(finding)


def _stands(mark: Mark, text: str) -> bool:
    return text[mark.span.start : mark.span.end] == mark.finding.text


def _closed(change: Change, text: str) -> Change:
    """A deletion that leaves neither two spaces nor a sentence with a small first letter."""
    start, end = change.old.start, change.old.end
    after = text[end : end + 1]
    at_line_start = start == 0 or text[start - 1] == "\n"
    begins = at_line_start or text[:start].rstrip(" ").endswith((".", "!", "?"))
    if begins:
        rest = re.match(r"[ ,]*", text[end:])
        end += rest.end() if rest else 0
        first = text[end : end + 1]
        return Change(start, text[start : end + 1], first.upper())
    if text[start - 1] == " " and (after in {"", " "} or after in ".,;:?!)\n"):
        return Change(start - 1, text[start - 1 : end], "")
    return change
