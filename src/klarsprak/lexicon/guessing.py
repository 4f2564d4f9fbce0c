"""Inflection of words outside the lexicon, by their last part or their ending."""

import functools
from collections.abc import Iterator

from klarsprak.lexicon import compounds, correspondences, nynorsk, store
from klarsprak.lexicon.paradigms import Paradigm, Slots, from_forms
from klarsprak.lexicon.wordforms import SLOTS, Form, WordClass

MODELS: dict[str, dict[WordClass, tuple[tuple[str, str], ...]]] = {
    "nb": {
        WordClass.VERB: (("ere", "vurdere"), ("isere", "vurdere")),
        WordClass.NOUN: (
            ("het", "nyhet"),
            ("ing", "handling"),
            ("sjon", "stasjon"),
            ("else", "følelse"),
            ("dom", "sykdom"),
            ("nad", "søknad"),
            ("itet", "kvalitet"),
            ("isme", "realisme"),
            ("ist", "turist"),
            ("logi", "biologi"),
            ("eri", "bakeri"),
            ("ment", "dokument"),
            ("asje", "garasje"),
            ("tør", "redaktør"),
            ("nist", "turist"),
            ("er", "lærer"),
            ("tur", "struktur"),
            ("skap", "vennskap"),
            ("ikk", "teknikk"),
            ("ør", "sjåfør"),
            ("fon", "telefon"),
            ("gram", "program"),
        ),
        WordClass.ADJ: (
            ("ig", "viktig"),
            ("isk", "praktisk"),
            ("sk", "norsk"),
            ("bar", "brukbar"),
            ("som", "langsom"),
            ("løs", "arbeidsløs"),
            ("full", "fargefull"),
            ("ende", "tilsvarende"),
            ("messig", "viktig"),
            ("iv", "aktiv"),
            ("ell", "offisiell"),
            ("al", "sosial"),
            ("øs", "religiøs"),
        ),
    },
    "nn": {
        WordClass.VERB: (("ere", "vurdere"),),
        WordClass.NOUN: (
            ("heit", "verksemd"),
            ("ing", "handling"),
            ("sjon", "stasjon"),
            ("dom", "sjukdom"),
            ("nad", "søknad"),
            ("itet", "kvalitet"),
            ("isme", "kapitalisme"),
            ("ist", "turist"),
            ("logi", "teknologi"),
            ("eri", "fiskeri"),
            ("ment", "dokument"),
            ("tør", "aktør"),
            ("ar", "lærar"),
            ("semd", "verksemd"),
            ("leik", "storleik"),
            ("tur", "kultur"),
            ("ikk", "politikk"),
        ),
        WordClass.ADJ: (
            ("leg", "offentleg"),
            ("ig", "viktig"),
            ("isk", "praktisk"),
            ("sk", "norsk"),
            ("bar", "sårbar"),
            ("som", "einsam"),
            ("laus", "arbeidslaus"),
            ("full", "fredfull"),
            ("iv", "aktiv"),
            ("ell", "offisiell"),
            ("al", "sosial"),
            ("øs", "religiøs"),
        ),
    },
}
"""Ending → a word in the lexicon that inflects the way new words in that ending do."""

_SHORTEST_PART = 3
_SAFE_PART = 4
LINKS = ("", "s", "e", "-")


@functools.lru_cache(maxsize=16384)
def paradigms(lemma: str, word_class: WordClass, language: str) -> tuple[Paradigm, ...]:
    """Return paradigms for an unknown `lemma`, or () where any answer would be a guess."""
    if not any(letter.isalpha() for letter in lemma):
        return (_invariable(word_class),) if word_class is WordClass.ADJ else ()
    return (
        _after_hyphen(lemma, word_class, language)
        or _as_compound(lemma, word_class, language)
        or _by_last_part(lemma, word_class, language, heads=True)
        or _by_participle(lemma, word_class, language)
        or _by_ending(lemma, word_class, language)
        or (_by_cognate(lemma, word_class) if language == "nn" else ())
        or _by_last_part(lemma, word_class, language, heads=False)
    )


def _invariable(word_class: WordClass) -> Paradigm:
    """Return the paradigm of numerals such as "11.": the same in every slot."""
    return Paradigm(word_class, "", "", tuple(("",) for _ in SLOTS[word_class]))


def _after_hyphen(lemma: str, word_class: WordClass, language: str) -> tuple[Paradigm, ...]:
    _, hyphen, last = lemma.rpartition("-")
    return _of_class(last, word_class, language) if hyphen else ()


def _of_class(lemma: str, word_class: WordClass, language: str) -> tuple[Paradigm, ...]:
    found = store.entry(lemma, language) or ()
    return tuple(p for p in found if p.word_class is word_class)


def _by_last_part(
    lemma: str, word_class: WordClass, language: str, *, heads: bool
) -> tuple[Paradigm, ...]:
    shortest = _SHORTEST_PART if heads else _SAFE_PART
    if heads and word_class is WordClass.VERB:
        shortest = 2  # medta, ikrafttre, undergå
    for start in range(2, len(lemma) - shortest + 1):
        found = _of_class(lemma[start:], word_class, language)
        if found and (not heads or is_first_part(lemma[:start], language)):
            return found
    return ()


def _as_compound(lemma: str, word_class: WordClass, language: str) -> tuple[Paradigm, ...]:
    """Inflect as the last part of the best compound analysis, if that is a base form."""
    last = compounds.parts(lemma, language)[-1]
    if last.text == lemma or last.text != last.lemma:
        return ()
    return _of_class(last.lemma, word_class, language)


_PARTICIPLE_SLOTS = (7, 8, 9, 10)


def _by_participle(lemma: str, word_class: WordClass, language: str) -> tuple[Paradigm, ...]:
    """Inflect an adjective that is the participle of a known verb: lovfestet, båndlagt."""
    if word_class is not WordClass.ADJ or not lemma.endswith(("t", "d", "a", "en")):
        return ()
    for start in (0, *range(2, len(lemma) - _SAFE_PART)):
        if start and not is_first_part(lemma[:start], language):
            continue
        part = lemma[start:]
        for base in store.candidate_lemmas(part, language):
            for verb in _of_class(base, WordClass.VERB, language):
                if part in (slots := _participle_slots(base, verb))[0]:
                    full = ((part,), (), *slots[1:], (), (), ())
                    return (from_forms(part, WordClass.ADJ, "", full),)
    return ()


def _participle_slots(lemma: str, verb: Paradigm) -> tuple[tuple[str, ...], ...]:
    stem = lemma[: len(lemma) - len(verb.lemma_end)]
    return tuple(tuple(stem + ending for ending in verb.slots[slot]) for slot in _PARTICIPLE_SLOTS)


def _by_ending(lemma: str, word_class: WordClass, language: str) -> tuple[Paradigm, ...]:
    for ending, model in MODELS[language].get(word_class, ()):
        if lemma.endswith(ending) and len(lemma) > len(ending) + 1:
            return _of_class(model, word_class, language)
    return ()


def _by_cognate(lemma: str, word_class: WordClass) -> tuple[Paradigm, ...]:
    """Inflect a Nynorsk word by rule, with what its Bokmål cognate tells of its class.

    Where the word has no cognate, its last part may.
    """
    for start in (0, *range(2, len(lemma) - _SAFE_PART + 1)):
        if found := _cognate(lemma[start:], word_class):
            return found
    return ()


def _cognate(lemma: str, word_class: WordClass) -> tuple[Paradigm, ...]:
    genders = ""
    slots: Slots | None = None
    if word_class is WordClass.NOUN:
        genders = correspondences.nynorsk_gender(lemma) or ""
        slots = nynorsk.noun(lemma, genders) if genders else None
    elif word_class is WordClass.VERB:
        slots = nynorsk.verb(lemma, correspondences.nynorsk_verb_classes(lemma))
    elif lemma.endswith("ande") or correspondences.is_bokmal_adjective(lemma):
        slots = nynorsk.adjective(lemma)
    if slots is None:
        return ()
    deponent = word_class is WordClass.VERB and lemma.endswith("st")
    return (from_forms(lemma, word_class, genders, slots, deponent=deponent),)


def is_first_part(text: str, language: str) -> bool:
    """Tell whether `text` is a word that may begin a compound, with its link if any."""
    return any(
        text.endswith(link)
        and len(text) - len(link) > 1
        and _is_word(text[: len(text) - len(link)], language)
        for link in LINKS
    )


def _is_word(text: str, language: str) -> bool:
    if store.entry(text, language) is not None:
        return True
    # The Nynorsk lexicon is small; what it shares with Bokmål is known by that.
    return language == "nn" and any(
        store.entry(guess, "nb") is not None for guess in correspondences.to_bokmal(text)
    )


@functools.lru_cache(maxsize=16384)
def analyses(form: str, language: str) -> tuple[Form, ...]:
    """Return what an unknown `form` can be by its last part or its ending."""
    return tuple(dict.fromkeys(_analyses(form, language)))


def _analyses(form: str, language: str) -> Iterator[Form]:
    if len(form) > store.LONGEST_WORD:
        return
    last = compounds.parts(form, language)[-1]
    if last.text != form:
        found = tuple(_of_last_part(form, len(form) - len(last.text), language))
        if found:
            yield from found
            return
    for start in range(2, len(form) - _SHORTEST_PART + 1):
        if not is_first_part(form[:start], language):
            continue
        found = tuple(_of_last_part(form, start, language))
        if found:
            yield from found
            return
    if language == "nn" and (shared := tuple(_like_bokmal(form))):
        yield from shared
        return
    for word_class, models in MODELS[language].items():
        for ending, model in models:
            for paradigm in _of_class(model, word_class, language):
                yield from _like_model(form, ending, paradigm)


_NYNORSK_ENDINGS = (
    ("", "a", "ane", "ar", "are", "ast", "aste", "ande", "de", "dde", "e", "en", "ene", "er",
     "et", "n", "r", "st", "t", "te")
)  # fmt: skip


def _like_bokmal(form: str) -> Iterator[Form]:
    """Yield the forms that Nynorsk rules make of a lemma with a cognate in Bokmål."""
    texts = (form, form[:-1]) if form.endswith("s") else (form,)
    seen = set()
    for text in texts:
        for ending in _NYNORSK_ENDINGS:
            stem = text[: len(text) - len(ending)]
            if not text.endswith(ending) or len(stem) < 2:
                continue
            for lemma in (stem, stem + "e"):
                if lemma not in seen:
                    seen.add(lemma)
                    yield from _made_by_rule(lemma, form)


def _made_by_rule(lemma: str, form: str) -> Iterator[Form]:
    for word_class in WordClass:
        for paradigm in _cognate(lemma, word_class):
            yield from paradigm.matching(lemma, form, known=False)


def _of_last_part(form: str, start: int, language: str) -> Iterator[Form]:
    part = form[start:]
    texts = (part, part[:-1]) if part.endswith(("s", "'")) else (part,)
    for text in texts:
        for base in store.candidate_lemmas(text, language):
            for paradigm in store.entry(base, language) or ():
                lemma = form[:start] + base
                yield from paradigm.matching(lemma, form, known=False)


def _like_model(form: str, ending: str, paradigm: Paradigm) -> Iterator[Form]:
    for slot in paradigm.slots:
        for form_end in slot:
            for suffix in (form_end, form_end + "s"):
                if not form.endswith(suffix):
                    continue
                lemma = form[: len(form) - len(suffix)] + paradigm.lemma_end
                if lemma.endswith(ending) and len(lemma) > len(ending) + 1:
                    yield from paradigm.matching(lemma, form, known=False)
