"""What stands round a phrase and tells whether it matters there; no tagger needed.

«robust mot flom» says what it is to stand, and «arena for samhandling» beside «helhetlig»
does not.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from klarsprak.core.analysis import Sentence, Word
from klarsprak.kinds.phrase_index import PhraseHit
from klarsprak.lexicon.standards import standard_of_sentence

_EXPLAINS = frozenset({":", "("})
_GLOSSES = frozenset("dvs. dvs altså nemlig nemleg f.eks. bl.a. herunder".split())
_AGAINST = frozenset("mot overfor imot".split())
"""What a thing is to stand against: «robust mot flom», «målrettede tiltak mot mobbing»."""
_AIMS = frozenset("for som".split())
"""What tells of measures: «en rekke tiltak for å få ned støyen»."""
_ROOTED = ("forank", "godt forank")
_LEADERS = frozenset("ledelsen ledelse leiinga leiing organisasjonen".split())
_TALKS = ("dialog", "samarbeid")
_GIVERS = frozenset(
    "kommunen kommune fylkeskommunen fylket staten stat regjeringen regjeringa departementet "
    "stortinget i vi du de dere dykk".split()
)
"""Words that some write with a capital and that name nothing in particular."""
_NEAR = 8
_QUOTED = 800
"""How many characters of a quotation are looked at on each side of a word."""
_YEARS = ("19", "20")
_OTHER_LETTERS = frozenset("äöüßÄÖÜ")


def is_told(words: Sequence[Word], hit: PhraseHit) -> bool:
    """Whether the words after a phrase say what the phrase itself leaves out.

    A figure or a name within eight words, an explanation after a colon or in brackets, a
    purpose of measures, what something is to stand against or builds on, and whom a talk is
    with and what it is about.
    """
    after = words[hit.stop : hit.stop + _NEAR]
    if not after:
        return False
    phrase = [word.lower for word in words[hit.first : hit.stop]]
    first = after[0]
    if first.text in _EXPLAINS or first.lower in _GLOSSES or first.lower in _AGAINST:
        return True
    if hit.entry.term.startswith(_ROOTED) and first.lower == "i":
        return len(after) > 1 and after[1].lower not in _LEADERS
    if phrase[-1].startswith("tiltak") and first.lower in _AIMS:
        return True
    if phrase[-1].startswith(_TALKS) and any(word.lower == "om" for word in after):
        return True
    return any(_is_figure(word) or _is_named(word) for word in after)


def _is_figure(word: Word) -> bool:
    """A number that counts something; a year says when and no more."""
    digits = word.text.replace(" ", "").rstrip(".")
    return word.is_number and not (len(digits) == len("2027") and digits.startswith(_YEARS))


def _is_named(word: Word) -> bool:
    return word.is_word and word.text[:1].isupper() and word.lower not in _GIVERS


def with_company(
    found: Sequence[tuple[int, Sentence, PhraseHit]],
) -> Iterator[tuple[Sentence, PhraseHit]]:
    """The hits of a block, without the contested ones that stand alone.

    `found` has the number of each hit's sentence. An entry that its list marks `info` means
    something in many texts; it is kept where another phrase of the list stands in the same
    sentence or the one before or after.
    """
    terms: dict[int, set[str]] = defaultdict(set)
    for number, _, hit in found:
        terms[number].add(hit.entry.term)
    for number, sentence, hit in found:
        own = {hit.entry.term}
        near = (terms.get(at, own) for at in (number - 1, number, number + 1))
        if hit.entry.severity != "info" or any(beside - own for beside in near):
            yield sentence, hit


@lru_cache(maxsize=8)
def _places(text: str, mark: str) -> tuple[int, ...]:
    """Where a mark stands; kept, since the hits of a block ask one after the other."""
    return tuple(found.start() for found in re.finditer(mark, text))


def _beside(text: str, mark: str, at: int) -> tuple[int, int]:
    """The nearest place of a mark before `at`, and from there on; -1 where there is none."""
    places = _places(text, mark)
    number = bisect_left(places, at)
    before = places[number - 1] if number else -1
    return before, places[number] if number < len(places) else -1


def is_quoted_standard(text: str, sentence: Sentence, hit: PhraseHit, language: str) -> bool:
    """Whether a word of the other written standard stands in a quotation or a title.

    A quotation of several sentences or paragraphs is known by a mark in `text` that is
    open before the word or closed after it, and by words that are clearly in the other standard.
    A title has a capital on both sides («Jomfruen fra Orleans»), or Swedish or German words
    beside it.
    """
    words = sentence.words
    near = words[max(0, hit.first - 3) : hit.stop + 3]
    if any(not _OTHER_LETTERS.isdisjoint(word.text) for word in near):
        return True
    if hit.first > 1 and hit.stop < len(words):
        sides = words[hit.first - 1], words[hit.stop]
        if all(word.text[:1].isupper() for word in sides):
            return True
    at = words[hit.first].start
    (opened, opens), (shut, closes) = (_beside(text, mark, at) for mark in "«»")
    begun_before = closes >= 0 and (opens < 0 or closes < opens)
    if opened <= shut and not begun_before:
        return False
    end = closes if closes >= 0 else len(text)
    quotation = text[max(opened, shut, at - _QUOTED, 0) : min(end, at + _QUOTED)]
    return standard_of_sentence(quotation) not in ("", language)
