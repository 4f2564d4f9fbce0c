"""Forms that Bokmål has and the norm of Nynorsk does not, told by rule: «politikere», «knyttet».

A form counts when Bokmål's lexicon has it, nothing explains it in Nynorsk, and each of its
readings is one that Nynorsk bends or spells in another way: plurals («problemer»), verbs
(«snakker», «endret»), feminines in -ingen, and words in -lig, -het and -ende. Readings that
Nynorsk may share (nouns that can be feminine, verbs with two classes, words that the norm
of 2012 lets in) save the form, so silence says nothing.
"""

import functools
import re
from collections.abc import Iterator

from klarsprak.lexicon import compounds, correspondences, store
from klarsprak.lexicon.frequency import common_zipf, treebank_counts
from klarsprak.lexicon.inflection import forms, is_known
from klarsprak.lexicon.wordforms import Form, WordClass

_SHORTEST = 4
_COMMON = 3.3
"""Zipf frequency from which a word that Nynorsk's lexicon lacks is believed to be in Nynorsk too."""
_NO_NOUN = frozenset({"knytte"})
"""Verbs with a noun of the same letters that nobody means."""
_MUCH_RARER = 1.5
"""How much rarer a homograph is that does not save a form, in powers of ten."""
_ALSO_NYNORSK = frozenset(
    "allmenn andel atferd beløp bo borger bred bredde bruker bud bære dag datter dem disse drøm egen eie "
    "eldes ellers fastsette ferge finnes forening forflytte forlenge fortelle frem følge født gave gravlegge "
    "grønn gård hel hendelse hennes hensikt hete hjem hjemme hjerte høy holde hånd ifølge innsette jevn kaffe "
    "kjennes krenke kreve lav lenke lete lys løpe løse løsning marked melk mene mengde mening minnes morgen møtes "
    "noen nød oppgave opphøre penger redsel regne regning regnskap råte røyke samme savne se selge sen sjelden "
    "skjære skole slåss sommer spise spørre stengt strøm synes søke sønn telle tilby tjene tjeneste tålmodig trenges trives "
    "tro uke utgave utsette vann vei velge velger verden verge voksen vær våken våkne øke øst øye".split()
)
"""Lemmas of Bokmål that the norm of 2012 allows too, or where it is in doubt."""
_NOT_LIG = ("villig", "salig", "billig")
"""Words whose -lig is no suffix; Nynorsk has them too."""
_PLURAL_IN_ER = frozenset(
    "bekk belg benk bokstav bunad drett drykk dreng flekk gjest kostnad legg lem lett måned rett rygg sau "
    "sekk serk slått slett stad streng svenn søknad vegg venn vev".split()
)
"""Masculines whose plural may be in -er in Nynorsk too."""
_FIRST = {
    "hjemme": "heime", "hoved": "hovud", "syke": "sjuke", "syk": "sjuk", "selv": "sjølv", "åpnings": "opnings",
    "virksomhets": "verksemds", "tilskudds": "tilskots", "kirke": "kyrkje", "eiendoms": "eigedoms",
    "utvalgs": "utvals", "valg": "val", "navne": "namne", "vedlikeholds": "vedlikehalds",
    "sykdoms": "sjukdoms", "virkelighets": "røyndoms", "fler": "fleir", "hvit": "kvit",
}  # fmt: skip
"""First parts of compounds that Nynorsk spells in another way."""
_RESPELT = (
    (re.compile(r"(?<!ge)(?:er)$"), "ar"), (re.compile(r"lig$"), "leg"),
    (re.compile(r"het$"), "heit"), (re.compile(r"løs$"), "laus"), (re.compile(r"(?<=[a-zæøå]{3})ende$"), "ande"),
)  # fmt: skip
_SUFFIXES = (
    (re.compile(r"lig(e|ere|st|ste|)$"), "leg"), (re.compile(r"(?<=[a-zæøå]{3})ende()$"), "ande"),
)  # fmt: skip
_ABSTRACT = 6
"""Letters from which -het is a suffix."""
_SAFE_ENDINGS = (
    ("et", "a"), ("ende", "ande"), ("lig", "leg"), ("lige", "lege"), ("ere", "arar"), ("erne", "arane"),
    ("ingen", "inga"),
)  # fmt: skip
"""Bokmål endings whose Nynorsk twin is right whenever the stem is Nynorsk."""
_FOREIGN_START = (
    "be",
    "an",
    "unn",
    "hjem",
    "kirke",
    "hver",
    "høy",
    "enhet",
    "helhet",
    "sammen",
    "selv",
    "frem",
    "over",
)
"""How a stem begins that Nynorsk mostly says in another way."""
_UNHEARD = ("vitenskap", "heit", "pengarar")
_COMPARED = {"ere": "are", "st": "ast", "ste": "aste"}


@functools.lru_cache(maxsize=16384)
def nynorsk_for(word: str) -> tuple[str, ...]:
    """What Nynorsk writes for a lower-case form of Bokmål alone, the likeliest first.

    () for what Nynorsk has or may have, and where it cannot be told.
    """
    if len(word) < _SHORTEST or not word.isalpha() or word[-1] == "a" or _is_nynorsk(word):
        return ()
    found = store.analyses(word, "nb")
    # A genitive says nothing that its noun does not.
    readings = [form for form in found if form.text == word]
    answers = {reading: tuple(_answers(reading)) for reading in readings}
    lemmas = {reading.lemma for reading, answer in answers.items() if answer}
    if not lemmas:
        return _in_compound(word)
    for reading, answer in answers.items():
        if not answer and _may_stand(reading, lemmas):
            return ()
    texts = (text for answer in answers.values() for text in answer)
    return tuple(dict.fromkeys(text for text in texts if text != word))[:3]


def is_believable(word: str, text: str) -> bool:
    """Whether `text`, which rules made of the Bokmål form `word`, may be shown as Nynorsk.

    The rules also make words that nobody writes («begivenheit»). What the treebank's writers
    have, whole or part by part, may be shown, and what differs by a safe ending only.
    """
    if _is_written(text):
        return True
    if text.startswith(_FOREIGN_START) or any(bit in text for bit in _UNHEARD):
        return False
    parts = compounds.parts(text, "nn")
    if len(parts) > 1 and all(_is_written(part.text) and len(part.text) > 2 for part in parts):
        return True
    return any(
        word.endswith(bokmal) and text == word.removesuffix(bokmal) + nynorsk
        for bokmal, nynorsk in _SAFE_ENDINGS
    )


def _is_written(text: str) -> bool:
    """Whether the treebank has the word in some form, and the rules bend it well."""
    lemmas = {form.lemma for form in store.analyses(text, "nn")} | {text}
    # «fingrar» loses a vowel that the rules keep.
    return any(
        lemma in treebank_counts()
        and (text == lemma or not (lemma.endswith("er") and text.startswith(lemma)))
        for lemma in lemmas
    )


def _may_stand(reading: Form, answered: set[str]) -> bool:
    """Whether a reading without an answer saves the form: rare homographs do not («prise»)."""
    lemma = reading.lemma
    if lemma in _ALSO_NYNORSK or lemma.endswith(_NOT_LIG):
        return True
    if lemma in _NO_NOUN:
        return False
    if _has(lemma, reading.word_class, "nn"):
        return True
    if reading.word_class is WordClass.NOUN and lemma in answered and reading.text.endswith("et"):
        return True
    if lemma in answered or "Mood=Imp" in reading.features or _is_doer(reading):
        return False
    commonest = max((common_zipf(other) for other in answered), default=0.0)
    return common_zipf(lemma) >= max(_COMMON, commonest - _MUCH_RARER)


def _is_doer(reading: Form) -> bool:
    """«snakker» as one who talks; the verb is meant."""
    text = reading.text
    return text == reading.lemma and text.endswith("er") and _genders(text, "nb") == "M"


def _is_nynorsk(word: str) -> bool:
    for text in (word, word.removesuffix("s")):
        if is_known(text, "nn") or text in treebank_counts():
            return True
    parts = compounds.parts(word, "nn")
    first = parts[0].text + parts[0].link
    return len(parts) > 1 and is_known(parts[-1].text, "nn") and first not in _FIRST


def _in_compound(word: str) -> tuple[str, ...]:
    """The form with its last part mended: «statskirkeordningen»."""
    parts = compounds.parts(word, "nb")
    last = parts[-1].text
    if len(parts) < 2 or not word.endswith(last):
        # «hovedkontor» is in the lexicon as one word.
        first = next((text for text in _FIRST if word.startswith(text)), "")
        last = word.removeprefix(first)
        if not first or len(last) < _SHORTEST or not is_known(last, "nb"):
            return ()
    first = word[: len(word) - len(last)]
    own = _FIRST.get(first, first)
    ends = nynorsk_for(last) or ((last,) if own != first and _is_nynorsk(last) else ())
    return tuple(own + text for text in ends)


def _answers(reading: Form) -> Iterator[str]:
    """The Nynorsk forms for one reading of a form; none where it may stand."""
    lemma, word = reading.lemma, reading.text
    if lemma in _ALSO_NYNORSK or lemma.endswith(_NOT_LIG):
        return
    if _has(lemma, reading.word_class, "nn"):
        if _is_sure(reading):
            yield from _like(reading, lemma)
        return
    if reading.word_class is WordClass.VERB and word.endswith("ende") and len(word) > _ABSTRACT:
        yield word[:-4] + "ande"
        return
    if reading.word_class is WordClass.VERB and word.endswith("et"):
        if common_zipf(lemma) > 0 or common_zipf(word) > 0:
            yield word[:-2] + "a"
        return
    for respelt in _respelt(lemma):
        if _has(respelt, reading.word_class, "nn"):
            yield from _like(reading, respelt)
            return
    if reading.word_class is WordClass.NOUN and lemma.endswith("het") and len(lemma) > _ABSTRACT:
        yield lemma[:-3] + "heit" + {"en": "a"}.get(word[len(lemma) :], word[len(lemma) :])
    if reading.word_class is WordClass.ADJ:
        for pattern, end in _SUFFIXES:
            if found := pattern.search(word):
                yield word[: found.start()] + end + _COMPARED.get(found[1], found[1])
                return


def _has(lemma: str, word_class: WordClass, language: str) -> bool:
    return any(p.word_class is word_class for p in store.entry(lemma, language) or ())


def _respelt(lemma: str) -> Iterator[str]:
    yield from (nynorsk for bokmal, nynorsk in correspondences.pairs() if bokmal == lemma)
    for pattern, end in _RESPELT:
        text = pattern.sub(end, lemma)
        if text != lemma:
            yield text


def _like(reading: Form, lemma: str) -> tuple[str, ...]:
    """The forms of a Nynorsk lemma with the features of a reading, at most two."""
    wanted = _plain(reading)
    fitting = [f for f in forms(lemma, reading.word_class, "nn") if "Case=Gen" not in f.features]
    exact = [form.text for form in fitting if _plain(form) == wanted]
    near = [form.text for form in fitting if wanted <= form.features]
    return tuple(dict.fromkeys(exact or near))[:2]


def _plain(form: Form) -> frozenset[str]:
    return frozenset(f for f in form.features if not f.startswith(("Gender=", "Case=")))


def _is_sure(reading: Form) -> bool:
    """Whether a form of a lemma that both standards have is Bokmål's alone."""
    if reading.word_class is WordClass.NOUN:
        return _is_sure_noun(reading)
    if reading.word_class is WordClass.VERB:
        return _is_sure_verb(reading)
    return reading.text.endswith(("ere", "est", "este")) and not reading.lemma.endswith("e")


def _is_sure_noun(reading: Form) -> bool:
    if "Number=Plur" in reading.features:
        if compounds.parts(reading.lemma, "nb")[-1].text in _PLURAL_IN_ER:
            return False
        return "F" not in _genders(reading.lemma, "nb") + _genders(reading.lemma, "nn")
    return reading.text.endswith("ingen") and "F" in _genders(reading.lemma, "nb")


def _genders(lemma: str, language: str) -> str:
    return "".join(
        paradigm.genders
        for paradigm in store.entry(lemma, language) or ()
        if paradigm.word_class is WordClass.NOUN
    )


def _is_sure_verb(reading: Form) -> bool:
    word, lemma = reading.text, reading.lemma
    if word.endswith("ende"):
        return len(word) > _ABSTRACT
    own = [form.text for form in forms(lemma, WordClass.VERB, "nn")]
    other = [
        form.text
        for form in forms(lemma, WordClass.VERB, "nb")
        if {"Tense=Past", "VerbForm=Fin"} <= form.features and "Voice=Pass" not in form.features
    ]
    if word.endswith("et"):
        return True
    if word.endswith("er") and "Tense=Pres" in reading.features:
        return all(text.endswith(("et", "a")) for text in other) and lemma[:-1] + "ar" in own
    return False
