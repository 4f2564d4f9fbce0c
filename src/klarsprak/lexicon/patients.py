"""What a passive is done to: whether it can be moved, and its form as an object."""

from collections.abc import Sequence

from klarsprak.core.analysis import Token

LONGEST_PATIENT = 14

_IN_PATIENT = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "ADP", "SYM"})
_OBJECT = {
    "jeg": "meg", "eg": "meg", "du": "deg", "vi": "oss", "me": "oss", "han": "han",
    "hun": "henne", "ho": "henne", "de": "dem", "dei": "dei", "dere": "dere",
    "den": "den", "dette": "dette", "disse": "disse", "desse": "desse",
}  # fmt: skip
_NO_PATIENT = frozenset("det her der slik som hva kva hvem kven man ein en".split())
_NONE = frozenset("ingen inga ingenting intet inkje".split())
_REFLEXIVE = frozenset("seg sin sitt sine si hverandre kvarandre selv sjølv".split())
_TIMES = frozenset(
    "våren høsten hausten sommeren sommaren vinteren hver kvar hvert kvart den neste første".split()
)
_PREPOSITIONAL = frozenset(
    (verb, word)
    for verb, words in {
        "vise": "til", "visa": "til", "søke": "om", "søkje": "om", "be": "om", "klage": "på",
        "arbeide": "med for", "jobbe": "med for", "svare": "på", "sørge": "for", "sørgje": "for",
        "gjøre": "oppmerksom oppslag rede greie", "gjere": "merksam greie", "gå": "ut", "regne": "med",
        "rekne": "med", "ta": "hensyn omsyn utgangspunkt høyde stilling", "legge": "vekt",
        "leggje": "vekt", "opplyse": "om", "informere": "om", "betale": "for", "kreve": "at",
        "sikre": "at",
    }.items()
    for word in words.split()
)  # fmt: skip
"""Verbs whose «det» is formal before these words: «det vises til brevet»."""
_GIVING = frozenset(
    "gi gje gjeve tildele innvilge innvilgje tilby tilbyde nekte pålegge påleggje sende betale love lova "
    "utbetale frata fråta garantere tilkjenne".split()
)


def is_patient(patient: Sequence[Token]) -> bool:
    """Whether the words before a passive are one noun phrase that can be moved."""
    if not 1 <= len(patient) <= LONGEST_PATIENT or patient[0].pos == "ADP":
        return False
    first = patient[0].lower
    if len(patient) == 1:
        if first in _NO_PATIENT or first in _NONE:
            return False
        return patient[0].pos in ("NOUN", "PROPN") or first in _OBJECT
    if any(t.pos == "PRON" and "Poss=Yes" not in t.feats for t in patient):
        return False
    words = [t.lower for t in patient]
    if any(w in ("hva", "kva", "hvem", "kven") or w.startswith("hvilk") for w in words):
        return False
    if any(w in _REFLEXIVE or w in _NONE or w in ("som", "at", "når", "å") for w in words):
        return False
    if not all(t.pos in _IN_PATIENT or t.lower in ("og", "eller") for t in patient):
        return False
    if patient[-1].pos in ("ADP", "DET") or patient[-1].lower in ("og", "eller"):
        return False
    if any(t.text in ("/", "-", "=") for t in patient):
        return False
    return any(t.pos in ("NOUN", "PROPN") for t in patient)


def object_text(patient: Sequence[Token], text: str) -> str:
    """The old subject as an object: «du» is «deg»; the capital of the sentence goes."""
    first = patient[0]
    if len(patient) == 1 and first.lower in _OBJECT:
        return _OBJECT[first.lower]
    whole = text[first.start : patient[-1].end]
    name = first.pos == "PROPN" or (not first.text[1:].islower() and len(first.text) > 1)
    return whole if name else whole[:1].lower() + whole[1:]


def is_second_object(tokens: Sequence[Token], verb: int, rest: Sequence[Token]) -> bool:
    """Whether a noun phrase follows the passive that the active has no room for.

    A verb of giving has: «du innvilges støtte» is «innvilger deg støtte».
    """
    first = rest[0]
    tries = tokens[verb].lemma.lower() in ("søke", "søkje", "kreve", "krevje")
    if "VerbForm=Part" in first.feats or (tries and first.pos in ("ADJ", "VERB")):
        return True
    if first.pos not in ("NOUN", "PROPN", "DET", "PRON", "NUM") or first.lower in _TIMES:
        return False
    indefinite = "Definite=Def" not in first.feats and first.pos not in ("PROPN", "PRON")
    return not (tokens[verb].lemma.lower() in _GIVING and indefinite)


def leans_on_subject(rest: Sequence[Token]) -> bool:
    """Whether what follows speaks of the subject («sin») or is laid out after a colon."""
    return any(t.lower in _REFLEXIVE or t.text == ":" for t in rest)


def speaks_of_what_follows(tokens: Sequence[Token], verb: int, at: int, stop: int) -> bool:
    """Whether «det» is formal: what it stands for begins at `at`, «det gis [støtte]»."""
    while at < stop and (tokens[at].pos == "ADV" or tokens[at].lower in ("ikke", "ikkje")):
        at += 1
    if at >= stop:
        return False
    token = tokens[at]
    if token.lower in ("at", "å", "om") and token.pos in ("SCONJ", "PART"):
        return True
    if (tokens[verb].lemma.lower(), token.lower) in _PREPOSITIONAL:
        return True
    if token.pos == "NOUN":
        return "Definite=Def" not in token.feats
    if token.lower in (
        "en",
        "et",
        "ei",
        "ein",
        "eit",
        "noe",
        "noko",
        "flere",
        "fleire",
        "mer",
        "meir",
    ):
        return True
    if token.pos == "ADJ":
        following = tokens[at + 1] if at + 1 < stop else None
        return following is not None and following.pos in ("NOUN", "ADJ")
    return token.pos == "NUM" and at + 1 < stop and tokens[at + 1].pos == "NOUN"
