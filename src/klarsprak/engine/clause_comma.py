"""The comma that a clause needs where a phrase stood.

«Ved behov kan du» is «hvis du trenger det, kan du», and «ved henvendelse til oss må du» is
«hvis du kontakter oss, må du».
"""

import re

from klarsprak.core.spans import Span
from klarsprak.lexicon.inflection import WordClass, analyses

_OPENS = re.compile(r"(?:hvis|viss|når|dersom|fordi|etter at) \w+ \w+", re.IGNORECASE)
_NEXT = re.compile(r" ([^\W\d_]+)")
_MODALS = frozenset("må kan skal vil bør".split())
_SUBJECTS = frozenset("jeg eg du vi me han hun ho dere de dykk dei".split())
_LONGEST = 4
"""How many words may stand between the replaced words and the main verb."""


def with_comma(text: str, span: Span, replacement: str, language: str) -> tuple[Span, str]:
    """The span and text of a replacement, with a comma where its clause ends.

    Where the phrase has more words before the main verb, they come into the span. Nothing
    is changed when no main verb follows, or when the clause was one already.
    """
    old = text[span.start : span.end]
    if language not in ("nb", "nn") or not _OPENS.match(replacement):
        return span, replacement
    if _OPENS.match(f"{old} x x") or replacement.endswith(","):
        return span, replacement
    end = span.end
    for _ in range(_LONGEST + 1):
        following = _NEXT.match(text, end)
        if following is None:
            break
        then = _NEXT.match(text, following.end())
        if _is_main_verb(following[1].lower(), then[1].lower() if then else "", language):
            return Span(span.start, end), f"{replacement}{text[span.end : end]},"
        end = following.end()
    return span, replacement


def _is_main_verb(word: str, then: str, language: str) -> bool:
    """True for a finite verb: a word that is nothing else, or has its subject after it."""
    if word in _MODALS:
        return True
    found = analyses(word, language)
    finite = any(
        "VerbForm=Fin" in form.features and "Mood=Imp" not in form.features for form in found
    )
    verb = all(
        form.word_class is WordClass.VERB and "Mood=Imp" not in form.features for form in found
    )
    return finite and (verb or then in _SUBJECTS)
