"""A verb and its particle round the words that must stand between them.

«iverksetter ikke» is «setter ikke i gang», and «I mai iverksetter vi» is «I mai setter vi
i gang»: the particle comes after the subject and the adverb.
"""

import re

from klarsprak.core.spans import Span
from klarsprak.lexicon.inflection import WordClass, analyses

_NEXT = re.compile(r" ([^\W\d_]+)")
_PRONOUNS = frozenset("jeg eg du vi han hun ho me dere dykk man".split())
_MAYBE_ARTICLES = frozenset("de dei den det dette disse en ein".split())
ADVERBS = frozenset(
    "ikke ikkje aldri også òg alltid bare berre da då nå no derfor altså likevel heller gjerne normalt "
    "vanligvis vanlegvis ofte".split()
)
"""Adverbs that stand between a finite verb and its particle."""
PREPOSITIONS = frozenset(
    "i på med som til av ved for fra frå om etter under over uten utan mot hos innen innan per".split()
)


def with_particle_after(
    text: str, span: Span, replacement: str, language: str
) -> tuple[Span, str] | None:
    """The longer span and its new text when subject or adverb stand after the verb at `span`.

    None when nothing does, or when it cannot be told where the subject ends.
    """
    verb, _, particle = replacement.partition(" ")
    if not particle:
        return None
    end = _after_subject(text, span.end, language)
    if end is None:
        return None
    adverbs = 0
    while adverbs < 2 and (match := _NEXT.match(text, end)) and match[1].lower() in ADVERBS:
        end, adverbs = match.end(), adverbs + 1
    between = text[span.end : end]
    return (Span(span.start, end), f"{verb}{between} {particle}") if between else None


def _after_subject(text: str, at: int, language: str) -> int | None:
    """Where a subject that begins after `at` ends; `at` when there is none, None in doubt."""
    match = _NEXT.match(text, at)
    if match is None:
        return at
    word = match[1].lower()
    following = _NEXT.match(text, match.end())
    then = following[1].lower() if following else ""
    if word in _PRONOUNS:
        return match.end()
    if word in _MAYBE_ARTICLES:
        return (
            None if then and _is(then, (WordClass.NOUN, WordClass.ADJ), language) else match.end()
        )
    if word in ADVERBS:
        return at
    nouns = [f for f in analyses(word, language) if f.word_class is WordClass.NOUN]
    if not match[1].islower() or not any("Definite=Def" in form.features for form in nouns):
        return None
    return None if then in PREPOSITIONS else match.end()


def _is(word: str, classes: tuple[WordClass, ...], language: str) -> bool:
    if word in ADVERBS or word in PREPOSITIONS:
        return False
    return any(form.word_class in classes for form in analyses(word, language))
