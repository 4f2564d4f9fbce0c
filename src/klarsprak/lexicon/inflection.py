"""Inflection both ways: forms of a lemma, and what a form may be.

Everything is pure and cached. Words outside the lexicon are inflected like the last part
of the compound they are, or like a model word with the same ending; such forms have
`known` false.
"""

import functools
from collections.abc import Iterable

from klarsprak.lexicon import guessing, store
from klarsprak.lexicon.paradigms import GENDERS, Paradigm, genitive
from klarsprak.lexicon.wordforms import Form, WordClass

__all__ = [
    "Form",
    "WordClass",
    "analyses",
    "forms",
    "gender",
    "inflect",
    "is_known",
    "is_passive_form",
    "participle_forms",
]

_DEFAULTS = {
    WordClass.NOUN: frozenset({"Definite=Ind", "Number=Sing"}),
    WordClass.ADJ: frozenset({"Degree=Pos", "Definite=Ind", "Gender=Com", "Number=Sing"}),
    WordClass.VERB: frozenset({"VerbForm=Inf", "Mood=Ind"}),
}
_GENITIVE = "Case=Gen"


@functools.lru_cache(maxsize=65536)
def paradigms(
    lemma: str, word_class: WordClass, language: str
) -> tuple[tuple[Paradigm, ...], bool]:
    """Return the paradigms of `lemma` and whether they are known rather than guessed."""
    entry = store.entry(lemma, language)
    found = tuple(p for p in entry or () if p.word_class is word_class)
    if found:
        return found, True
    return guessing.paradigms(lemma, word_class, language), False


@functools.lru_cache(maxsize=16384)
def forms(lemma: str, word_class: WordClass, language: str) -> tuple[Form, ...]:
    """Return all forms of `lemma`; in each slot the preferred variant stands first.

    Empty when the word is unknown and nothing safe can be said of it. `language` is "nb"
    or "nn"; another raises ValueError.
    """
    found, known = paradigms(lemma, word_class, language)
    return tuple(dict.fromkeys(form for p in found for form in p.forms(lemma, known=known)))


def inflect(
    lemma: str, word_class: WordClass, features: Iterable[str], language: str
) -> str | None:
    """Return the best form of `lemma` with all of `features`, or None.

    A feature not named takes its default (infinitive; singular indefinite; positive).
    The gender of a noun is its own, so a wish for another is ignored; an adjective in
    the masculine or feminine is in the common gender unless it has its own feminine.
    """
    return _inflect(lemma, word_class, frozenset(features), language)


@functools.lru_cache(maxsize=65536)
def _inflect(
    lemma: str, word_class: WordClass, features: frozenset[str], language: str
) -> str | None:
    if word_class is WordClass.ADJ and _GENITIVE in features:
        base = _inflect(lemma, word_class, features - {_GENITIVE}, language)
        return base and genitive(base)
    candidates = forms(lemma, word_class, language)
    for wanted in _loosened(features, word_class):
        fitting = [form for form in candidates if wanted <= form.features]
        if fitting:
            usual = _DEFAULTS[word_class] | wanted
            return min(
                fitting,
                key=lambda form: len(form.features - usual) + (_GENITIVE in form.features) * 10,
            ).text
    return None


def _loosened(features: frozenset[str], word_class: WordClass) -> list[frozenset[str]]:
    """Return the wish and then the weaker wishes that still mean the same."""
    genders = frozenset(f for f in features if f.startswith("Gender="))
    if word_class is WordClass.NOUN:
        return [features, features - genders]
    wishes = [features]
    if genders & {"Gender=Masc", "Gender=Fem"}:
        wishes.append(features - genders | {"Gender=Com"})
    if "Number=Plur" in features or "Definite=Def" in features:
        wishes.append(features - genders)
        # Plural and comparative do not show definiteness.
        loose = frozenset({"Definite=Def", "Definite=Ind"})
        wishes.append(features - genders - loose)
    if "Degree=Cmp" in features or "Degree=Sup" in features:
        number = frozenset({"Number=Sing", "Number=Plur"})
        wishes.append(features - genders - number)
        wishes.append(features - genders - number - {"Definite=Def", "Definite=Ind"})
    return wishes


@functools.lru_cache(maxsize=65536)
def analyses(form: str, language: str) -> tuple[Form, ...]:
    """Return everything that `form` can be, known words before guesses.

    A capital letter is folded when the form as written is unknown. Empty when neither
    the lexicon nor the rules know the word, and for words that do not inflect.
    """
    for text in dict.fromkeys((form, form.lower())):
        found = store.analyses(text, language)
        if found or store.entry(text, language) is not None:
            return found
    return guessing.analyses(form.lower(), language)


@functools.lru_cache(maxsize=65536)
def is_known(form: str, language: str) -> bool:
    """Tell whether the lexicon has `form` in some inflection; no guessing."""
    return any(
        store.entry(text, language) is not None or store.analyses(text, language)
        for text in dict.fromkeys((form, form.lower()))
    )


def is_passive_form(form: str, language: str) -> bool:
    """Tell whether `form` can be an s-passive (nb) or st-passive (nn).

    Genitives are not, nor words that are base forms of their own ("felles", "tekst"), nor
    verbs with only a deponent reading ("lykkes", "mislykkes"). A form that may be either,
    as "finnes" or "vises", can be passive: `dictionaries/s_verbs.tsv` says which of those
    to trust.
    """
    found = analyses(form, language)
    if any(f.lemma == form.lower() and not _is_deponent(f) for f in found):
        return False
    return any("Voice=Pass" in f.features for f in found)


def _is_deponent(form: Form) -> bool:
    return form.word_class is WordClass.VERB and form.text.endswith(("s", "st"))


def participle_forms(verb: str, language: str) -> tuple[str, ...]:
    """Return the past participles of `verb`: supine and adjectival, without repeats."""
    return tuple(
        dict.fromkeys(
            form.text
            for form in forms(verb, WordClass.VERB, language)
            if "VerbForm=Part" in form.features and "Tense=Pres" not in form.features
        )
    )


def gender(noun: str, language: str) -> str | None:
    """Return "Masc", "Fem" or "Neut", as the preferred definite form shows it.

    None for a word that is unknown. Bokmål nouns that may be both, as "handling", answer
    with the gender of the form that is used most.
    """
    for form in forms(noun, WordClass.NOUN, language):
        if {"Definite=Def", "Number=Sing"} <= form.features:
            for name in GENDERS.values():
                if f"Gender={name}" in form.features:
                    return name
    return None
