"""Nynorsk paradigms by rule: the forms of a noun, adjective or verb of a known class.

There is no openly licensed full-form list of Nynorsk, so its forms are made here, after
the official norm (Nynorskordboka's inflection tables, the norm of 2012). The first variant
is the one most used in public Nynorsk: infinitive in -e, passive in -ast and -st.
"""

import enum
import functools
from collections.abc import Iterable, Sequence

from klarsprak.lexicon.datafile import data_file
from klarsprak.lexicon.paradigms import Slots

VOWELS = "aeiouyæøå"
_NONE: tuple[str, ...] = ()


class VerbClass(enum.StrEnum):
    """The weak classes, named by the ending of the past tense."""

    A = "a"
    TE = "te"
    DE = "de"
    DDE = "dde"


PASSIVE_STEMS = {
    "ta": "tak",
    "gje": "gjev",
    "gi": "giv",
    "la": "lat",
    "dra": "drag",
    "be": "bed",
    "bli": "bliv",
    "ha": "hav",
}
"""Short verbs that keep an older stem before -ast and -ande."""


def noun(lemma: str, gender: str) -> Slots:
    """Return the forms of a noun: singular and plural, each indefinite and definite.

    `gender` is "M", "F" or "N"; irregular ones are listed.
    """
    for start in range(len(lemma) - 1):
        listed = irregular_nouns().get((lemma[start:], gender))
        if listed and (start == 0 or (start > 2 and len(lemma) - start > 2)):
            return tuple(tuple(lemma[:start] + form for form in slot) for slot in listed)
    return {"M": _masculine, "F": _feminine, "N": _neuter}[gender](lemma)


def _masculine(lemma: str) -> Slots:
    if lemma.endswith("e"):
        stem = lemma[:-1]
        return (lemma,), (lemma + "n",), (stem + "ar",), (stem + "ane",)
    if lemma.endswith(("nad", "skap")) and len(lemma) > 5:
        plural, definite = (lemma + "er", lemma + "ar"), (lemma + "ene", lemma + "ane")
        return (lemma,), (lemma + "en",), plural, definite
    stem = _contracted(lemma)
    return (lemma,), (lemma + "en",), (stem + "ar",), (stem + "ane",)


def _feminine(lemma: str) -> Slots:
    if lemma.endswith("e"):
        stem = lemma[:-1]
        return (lemma,), (stem + "a",), (stem + "er",), (stem + "ene",)
    if lemma.endswith(("ing", "ung")):
        return (lemma,), (lemma + "a",), (lemma + "ar",), (lemma + "ane",)
    stem = _contracted(lemma)
    return (lemma,), (stem + "a",), (stem + "er",), (stem + "ene",)


def _neuter(lemma: str) -> Slots:
    if lemma.endswith("ium") or (lemma.endswith("eum") and len(lemma) > 4):
        stem = lemma[:-2]
        return (lemma,), (stem + "et",), (stem + "um",), (stem + "a",)
    if lemma.endswith("e"):
        return (lemma,), (lemma + "t",), (lemma,), (lemma[:-1] + "a",)
    if lemma.endswith("el") and _contracted(lemma) != lemma:
        stem = _contracted(lemma)
        return (lemma,), (lemma + "et",), (lemma,), (stem + "a",)
    return (lemma,), (lemma + "et",), (lemma,), (lemma + "a",)


def _contracted(lemma: str) -> str:
    """Return the stem before a vowel: artikkel, artikl-; meter, metr-."""
    if len(lemma) < 5 or lemma[-2] != "e" or lemma[-1] not in "lr":
        return lemma
    stem, last = lemma[:-2], lemma[-1]
    if stem[-1] in VOWELS or stem[-1] == "j":
        return lemma
    if last == "r" and not stem.endswith(("t", "st", "kk", "mm", "nd")):
        return lemma
    if stem[-1] == stem[-2]:
        stem = stem[:-1]
    return stem + last


_NEUTER_T_FREE = ("leg", "ig", "sk", "t", "dd", "gt", "nd", "sdd")
_WITH_T = ("fersk", "frisk", "rask", "barsk", "feig")
_INVARIABLE = ("ande", "ende", "a", "e", "o", "s", "æ")


def adjective(lemma: str) -> Slots:
    """Return the forms of an adjective, in the order of `wordforms.SLOTS`."""
    if listed := irregular_adjectives("nn").get(lemma):
        return listed
    stem = _adjective_stem(lemma)
    compared: Slots = ((stem + "are",), (stem + "ast",), (stem + "aste",))
    if lemma.endswith(_INVARIABLE) and not lemma.endswith(("vis", "laus", "løs", "fals")):
        same = (lemma,)
        return same, _NONE, same, same, same, (), (), ()
    if lemma.endswith("en") and len(lemma) > 3 and lemma[-3] not in VOWELS:
        plural = (stem + "e",)
        fem = (lemma[:-2] + "a",)
        return (lemma,), fem, (lemma[:-1],), plural, plural, *compared
    neuter = _neuter_adjective(lemma)
    if lemma.endswith("isk") and lemma != "frisk":
        compared = ((), (), ())
    plural = (stem + "e",)
    return (lemma,), _NONE, (neuter,), plural, plural, *compared


def _adjective_stem(lemma: str) -> str:
    for ending in ("al", "el", "en", "er"):
        if lemma.endswith(ending) and len(lemma) > 4 and lemma[-3] not in VOWELS:
            if ending == "al" and not lemma.endswith("gammal"):
                continue
            if ending == "er" and not lemma.endswith(("vakker", "sikker", "nøktern")):
                continue
            stem = lemma[:-2]
            if stem[-1] == stem[-2]:
                stem = stem[:-1]
            return stem + ending[1]
    if lemma.endswith(("som", "dum", "tom", "lam", "stram", "rom", "kam", "grim")):
        return lemma + "m"
    return lemma


def _neuter_adjective(lemma: str) -> str:
    if lemma.endswith(_NEUTER_T_FREE) and lemma not in _WITH_T:
        return lemma
    if lemma[-1] in VOWELS and len(lemma) < 5:
        return lemma + "tt"
    if lemma[-1] in VOWELS:
        return lemma + "tt" if lemma[-1] in "åøyæi" else lemma
    if lemma[-1] == lemma[-2] and not lemma.endswith(("full", "viss")):
        return lemma[:-1] + "t"
    return lemma + "t"


def verb_classes(present: Iterable[str], past: Iterable[str]) -> tuple[VerbClass, ...]:
    """Return the weak classes that attested forms point to, the past tense first."""
    found = []
    for form in past:
        for ending in (VerbClass.DDE, VerbClass.TE, VerbClass.DE, VerbClass.A):
            if form.endswith(ending.value):
                found.append(ending)
                break
    if any(form.endswith("ar") for form in present):
        found.append(VerbClass.A)
    return tuple(dict.fromkeys(found))


def weak_verb(lemma: str, kind: VerbClass) -> Slots:
    """Return the forms of a weak verb, in the order of `wordforms.SLOTS`."""
    if kind is VerbClass.DDE or lemma[-1] != "e":
        return _short_verb(lemma)
    stem = lemma[:-1]
    infinitive = (lemma, stem + "a")
    if kind is VerbClass.A:
        past = (stem + "a",)
        return (
            infinitive, (stem + "ar",), (stem + "ast",), (stem + "ast",), past, (),
            past, past, past, past, past, (stem + "ande",), _imperative(lemma),
        )  # fmt: skip
    short = _simple(stem.removesuffix("j") if stem.endswith(("gj", "kj")) else stem)
    present = (lemma + "r",)
    past_end, com_end = ("te", "t") if kind is VerbClass.TE else ("de", "d")
    if short.endswith(("t", "d")):
        preterite, neuter, common = _dental_past(short)
    else:
        preterite, neuter, common = short + past_end, short + "t", short + com_end
    # The participle ends in -d or -t as one likes: kjend, kjent; bygd, bygt.
    bare = tuple(dict.fromkeys((neuter, common)))
    common_forms = tuple(dict.fromkeys((common, neuter)))
    plural = tuple(form + "e" for form in common_forms)
    return (
        infinitive, present, (stem + "ast",), (stem + "ast", lemma + "st"),
        (preterite,), (), bare, common_forms, bare, plural, plural,
        (stem + "ande",), _imperative(lemma),
    )  # fmt: skip


def _dental_past(short: str) -> tuple[str, str, str]:
    """Return past, neuter and common participle of verbs such as møte and sende."""
    if short.endswith("t"):
        base = short if short[-2:-1] not in VOWELS else short + "t"
        return base + "e", base, base
    if short[-2:-1] in VOWELS:
        return short + "de", short[:-1] + "tt", short + "d"
    return short + "e", short[:-1] + "t", short


def _simple(stem: str) -> str:
    """Shorten a double consonant before -te and -de: kjenne, kjende; bygge, bygde."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in "nmlgkpbr":
        return stem[:-1]
    return stem


def _short_verb(lemma: str) -> Slots:
    stem = PASSIVE_STEMS.get(lemma, lemma)
    part = lemma + "dd"
    return (
        (lemma,), (lemma + "r",), (stem + "ast",), (stem + "ast",), (lemma + "dde",), (),
        (part, lemma + "tt"), (part,), (lemma + "tt", part), (part + "e",), (part + "e",),
        (stem + "ande",), (lemma,),
    )  # fmt: skip


def _imperative(lemma: str) -> tuple[str, ...]:
    stem = lemma[:-1]
    if len(stem) > 2 and stem[-1] in "lnr" and stem[-2] not in VOWELS + "lnr":
        return lemma, stem
    return (stem.removesuffix("j") if len(stem) > 2 else stem,)


@functools.cache
def strong_verbs() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the listed verbs: infinitive → present, past, supine, participle, plural."""
    return {
        lemma: tuple(_variants(cell) for cell in cells)
        for lemma, *cells in _rows("strong_verbs_nn.tsv")
    }


_PREFIXES = (
    "an av be bi bort del etter for fore fram frå føre gjen gjennom god heim hær i "
    "imøte inn inne iverk lov med medver mis mot ned om omkring opp over på rett sam "
    "saman sjå sjølv slutt stad så til tilbake tilrette under unn ut utan ute van ved "
    "vel vidare åt"
)
VERB_PREFIXES = frozenset(_PREFIXES.split())
_FREE_BASE = 5


def strong_verb(lemma: str) -> Slots | None:
    """Return the forms of a listed verb or of one with a prefix, else None."""
    listed = strong_verbs()
    if lemma in listed:
        return _prefixed("", lemma)
    for start in range(1, len(lemma) - 1):
        prefix, base = lemma[:start], lemma[start:]
        if base in listed and (prefix in VERB_PREFIXES or (len(base) >= _FREE_BASE and start > 2)):
            return _prefixed(prefix, base)
    return None


def _prefixed(prefix: str, base: str) -> Slots:
    cells = strong_verbs()[base]
    present, past, supine, part, plural = (tuple(prefix + form for form in cell) for cell in cells)
    if any(form.endswith("t") for form in supine) and part[:1]:
        supine += tuple(form for form in part if form.endswith("d") and form not in supine)
    lemma = prefix + base
    ends_in_e = len(base) > 2 and base[-1] == "e" and base not in ("gje", "tre", "gle")
    stem = prefix + PASSIVE_STEMS.get(base, base[:-1] if ends_in_e else base)
    infinitive = (lemma, lemma[:-1] + "a") if ends_in_e else (lemma,)
    passive: tuple[str, ...] = ()
    present_passive: tuple[str, ...] = ()
    if part:
        passive = (stem + "ast",)
        # "krevst" and "skrivst" are in use; "tekst", "best" and "sest" are other words.
        short = stem.removesuffix("j")
        present_passive = passive + tuple(f + "st" for f in present if f == short)
    return (
        infinitive, present, passive, present_passive, past, (), supine, part,
        supine if part else (), plural, plural, (stem + "ande",), _imperative(lemma)
        if infinitive[1:] else (lemma,),
    )  # fmt: skip


def deponent(lemma: str, active: Slots) -> Slots:
    """Return the forms of a verb in -ast from the forms of the verb without it."""
    pres = tuple(sorted(active[3], key=lambda form: form.endswith("ast")))
    past, supine = active[4], active[6]
    return (
        (lemma,), pres or (lemma,), (), (), tuple(form + "st" for form in past), (),
        tuple(form + "st" for form in supine), (), (), (), (), (), (),
    )  # fmt: skip


def verb(lemma: str, classes: Sequence[VerbClass]) -> Slots | None:
    """Return the forms of a verb; `classes` are its weak classes, the usual one first.

    None when the verb is not a listed strong one and no class is given.
    """
    if lemma.endswith("ast") and len(lemma) > 5:
        active = verb(lemma[:-3] + "e", classes) or verb(lemma[:-3], classes)
        return deponent(lemma, active) if active else None
    if strong := strong_verb(lemma):
        return strong
    if lemma.endswith("ere") and len(lemma) > 5:
        return weak_verb(lemma, VerbClass.TE)
    if lemma[-1] != "e":
        return _short_verb(lemma) if lemma[-1] in VOWELS else None
    if not classes or len(lemma) < 3:
        return None
    kinds = list(classes)
    if lemma.endswith("re") and lemma[-3] in VOWELS and VerbClass.A not in kinds[:1]:
        # The norm lets verbs in -re choose between -de and -te: køyrde, køyrte.
        kinds = [VerbClass.TE, VerbClass.DE, *kinds]
    tables = [weak_verb(lemma, kind) for kind in dict.fromkeys(kinds)]
    return merged(*tables)


def merged(*tables: Slots) -> Slots:
    """Return the variants of several tables, slot by slot, in the order given."""
    return tuple(
        tuple(dict.fromkeys(form for slot in slots for form in slot))
        for slots in zip(*tables, strict=True)
    )


def _rows(name: str) -> list[list[str]]:
    text = data_file(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def _variants(cell: str) -> tuple[str, ...]:
    return tuple(form for form in cell.split("/") if form != "-")


@functools.cache
def irregular_nouns() -> dict[tuple[str, str], Slots]:
    """Return the listed nouns: (lemma, gender) → forms."""
    return {
        (lemma, gender): ((lemma,), *(_variants(cell) for cell in cells))
        for lemma, gender, *cells in _rows("irregular_nouns_nn.tsv")
    }


@functools.cache
def irregular_adjectives(language: str) -> dict[str, Slots]:
    """Return the adjectives and adverbs with a comparison of their own."""
    return {
        lemma: tuple(_variants(cell) for cell in cells)
        for where, lemma, *cells in _rows("irregular_adjectives.tsv")
        if where == language
    }
