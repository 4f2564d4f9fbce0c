"""Build the table of lemma entries from treebank and dictionaries."""

from __future__ import annotations

from collections import Counter, defaultdict

import dictionary
from conllu import Sentence

from klarsprak.nlp import lemma_rules as lr

_FIN = "Mood=Ind|{}|VerbForm=Fin"
#: Dictionary reading -> treebank labels (cut to what chooses a lemma).
LABELS: dict[str, tuple[str, ...]] = {
    "N.SI": ("NOUN|Definite=Ind|Number=Sing",),
    "N.SD": ("NOUN|Definite=Def|Number=Sing",),
    "N.PI": ("NOUN|Definite=Ind|Number=Plur",),
    "N.PD": ("NOUN|Definite=Def|Number=Plur",),
    "V.INF": ("VERB|VerbForm=Inf",),
    "V.PRES": ("VERB|Mood=Ind|Tense=Pres|VerbForm=Fin",),
    "V.PASS": ("VERB|Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Pass", "VERB|VerbForm=Inf|Voice=Pass"),
    "V.PAST": ("VERB|Mood=Ind|Tense=Past|VerbForm=Fin",),
    "V.PART": ("VERB|VerbForm=Part",),
    "V.IMP": ("VERB|Mood=Imp|VerbForm=Fin",),
    "A.COM": ("ADJ|Definite=Ind|Degree=Pos|Number=Sing", "ADJ|Degree=Pos"),
    "A.NEUT": ("ADJ|Definite=Ind|Degree=Pos|Number=Sing",),
    "A.DEF": ("ADJ|Definite=Def|Degree=Pos|Number=Sing", "ADJ|Degree=Pos|Number=Plur"),
    "A.CMP": ("ADJ|Degree=Cmp",),
    "A.SUPI": ("ADJ|Definite=Ind|Degree=Sup",),
    "A.SUPD": ("ADJ|Definite=Def|Degree=Sup",),
    "A.PERF": ("ADJ|Definite=Ind|Number=Sing|VerbForm=Part", "ADJ|Number=Plur|VerbForm=Part",
               "ADJ|Definite=Def|Number=Sing|VerbForm=Part"),
    "A.PRES": ("ADJ|VerbForm=Part",),
}  # fmt: skip
Change = tuple[int, str]


def change(form: str, lemma: str) -> Change:
    """Return what to cut from the form and what to put on to get the lemma."""
    i = 0
    while i < min(len(form), len(lemma)) and form[i] == lemma[i]:
        i += 1
    return len(form) - i, lemma[i:]


def collect(
    corpus: dict[str, list[Sentence]], entries: dict[str, list[dictionary.Entry]]
) -> dict[str, dict[str, dict[str, Counter[Change]]]]:
    """Return standard -> group -> form -> counted changes; treebank counts weigh most."""
    found: dict[str, dict[str, dict[str, Counter[Change]]]] = {
        s: defaultdict(lambda: defaultdict(Counter)) for s in ("nb", "nn", "both")
    }
    for standard, sentences in corpus.items():
        for sentence in sentences:
            for t in sentence.tokens:
                low = lr.bare(t.form.lower(), t.label)
                rule = change(low, t.lemma.lower())
                for s in (standard, "both"):
                    found[s][lr.group_of(t.label)][low][rule] += 20
    for standard, items in entries.items():
        for form, lemma, reading in items:
            rule = change(form, lemma)
            for label in LABELS.get(reading, ()):
                found[standard][label][form][rule] += 1
    return found


def decisions(forms: dict[str, Counter[Change]]) -> dict[str, Change]:
    """Return ending -> change, leaving out what a shorter ending already gives."""
    best: dict[str, Change] = {}
    weight: dict[str, float] = {}
    for form, changes in forms.items():
        rule, count = max(changes.items(), key=lambda kv: (kv[1], kv[0]))
        best[form] = rule
        weight[form] = 3.0 if count >= 20 else 1.0
    tallies: defaultdict[str, Counter[Change]] = defaultdict(Counter)
    for form, rule in best.items():
        for ending in lr.endings(form)[1:]:
            if rule[0] <= len(ending):
                tallies[ending][rule] += weight[form]
    out: dict[str, Change] = {}
    for ending in sorted(tallies, key=lambda e: (len(e), e)):
        top = max(tallies[ending].items(), key=lambda kv: (kv[1], -kv[0][0], kv[0][1]))
        parent = _inherited(ending, out)
        if parent is None or (
            top[0] != parent and top[1] > tallies[ending][parent] and top[1] >= 2
        ):
            out[ending] = top[0]
    for form, rule in best.items():
        if _inherited("^" + form, out) != rule:
            out["^" + form] = rule
    return out


def _inherited(ending: str, table: dict[str, Change]) -> Change | None:
    for i in range(1, len(ending) + 1):
        if (rule := table.get(ending[i:])) is not None:
            return rule
    return None


def build(
    corpus: dict[str, list[Sentence]], entries: dict[str, list[dictionary.Entry]]
) -> dict[tuple[str, str], Change]:
    """Return (standard and group, ending) -> change for both standards and unclear texts."""
    return {
        (f"{standard}|{group}", ending): rule
        for standard, groups in sorted(collect(corpus, entries).items())
        for group, forms in sorted(groups.items())
        for ending, rule in decisions(forms).items()
    }
