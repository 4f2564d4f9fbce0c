"""What a finding offers, and the changes of the text that take the offer."""

import html
import re

from klarsprak.core.document import Format
from klarsprak.core.finding import Finding
from klarsprak.interactive.editing import Change
from klarsprak.interactive.marks import Mark
from klarsprak.messages.catalogue import flagged, one_line

LONGEST_TERM = 4
"""Flagged text of more words than this is no word to accept for good."""

ABOUT_WORDS = frozenset({"ord", "rettskriving", "inkludering", "respekt", "konsekvens"})
"""Areas of rules that judge words, whatever the sentence."""

_ASKS = re.compile(r"\[[^\]\n]{1,40}\]")
_IN_QUOTES = frozenset({"alt_text", "attribute"})


def choices(mark: Mark) -> tuple[str, ...]:
    """The replacements that can be taken, best first; a deletion is an empty one.

    None for a mark that has been written inside of, for words with markup inside, and for
    a suggestion with a hole to fill («[hvem?]»): a hole in the text is no mending.
    """
    finding = mark.finding
    if not mark.exact or mark.whole:
        return ()
    if finding.fix and not finding.suggestions:
        return tuple(edit.text for edit in finding.fix.edits[:1])
    if not _is_plain(finding):
        return ()
    return tuple(text for text in finding.suggestions if not _has_hole(text, finding.text))


def _has_hole(suggestion: str, old: str) -> bool:
    return bool(_ASKS.search(suggestion)) or ("…" in suggestion and "…" not in old)


def changes_for(mark: Mark, choice: int, text: str, format_: Format) -> tuple[Change, ...]:
    """The changes that take choice number `choice` (from 0) of `mark` in `text`.

    They are in the order they are to be made, the last place in the text first. Raises
    ValueError when the mark has no such choice or the text is no longer what was flagged.
    """
    offered = choices(mark)
    if not 0 <= choice < len(offered) or not _stands(mark, text):
        raise ValueError("nothing to take here")
    finding = mark.finding
    fix = finding.fix
    wanted = offered[choice]
    is_first = not finding.suggestions or wanted == finding.suggestions[0]
    if fix and is_first:
        spans = [(edit.span.shift(mark.shift), edit.text) for edit in fix.edits]
    else:
        quoted = finding.block in _IN_QUOTES
        new = html.escape(wanted, quote=quoted) if format_ is Format.HTML else wanted
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
