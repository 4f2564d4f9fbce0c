"""Which tokens are passives, by treebank tags and word lists.

S-passives: verbs tagged Voice=Pass whose form ends in -s (Bokmål) or -st (Nynorsk), less
the deponents of `dictionaries/s_verbs.tsv`. Bli-passives: a form of bli, verte or verta
and a perfect participle after it in the same clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from klarsprak.core.analysis import Token
from klarsprak.core.places import dictionaries_folder
from klarsprak.lexicon.inflection import WordClass, analyses

AUXILIARY = frozenset(
    "bli blir ble blei bles blitt bliande blivande vert verte verta vart vorte vorten vortne vorti blitte".split()
)
MODALS = frozenset(
    "kan kunne kunna skal skulle skulla må måtte måtta bør burde burda vil ville vilja vilje får fikk fekk "
    "tør torde tør tar lar".split()
)
_DUTY = frozenset("må måtte måtta skal skulle skulla".split())
_OWN_VERBS = frozenset("gjerast seiast lagast".split())
"""What the treebank has for active verbs of their own at least four times in five."""
_REACH = 8
"""A participle may stand this many tokens after its auxiliary."""
_LONG_REACH = 20
"""So many when the words between are the subject of an inverted clause and nothing else."""
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "CCONJ"})

_STOPS = frozenset({"SCONJ", "PUNCT"})
_NOT_PARTICIPLES = frozenset(
    "født fødd kjent kjend bekjent enig einig ferdig glad redd nødt trøtt sliten skuffet skuffa overrasket "
    "overraska forelsket forelska gift skilt interessert opptatt oppteken vant van klok kvitt lei "
    "forvirret forvirra frustrert irritert stresset stressa bekymret bekymra sjokkert imponert begeistret begeistra "
    "fortvilet fortvila utslitt utsliten oppgitt fornøyd nøgd".split()
)
_GENITIVES = frozenset(
    "avdødes siktedes tiltaltes fornærmedes ansattes etterlattes domfeltes".split()
)
"""People named by a participle: «avdødes trygdetid» is no verb."""
_NYNORSK_PARTICIPLE_ENDINGS = ("d", "t", "de", "te", "a", "en", "ne")


@dataclass(frozen=True, slots=True)
class Passive:
    """A passive: indexes of its first and last token, and of the verb that carries it.

    Not `sure`: readers take it for a passive, and the treebank for an active verb of its own,
    until someone stands behind it («ledes av ordføreren»). In Nynorsk «gjerast» and two more
    after «må» or «skal», in Bokmål a few verbs such as «ledes».
    """

    kind: str
    first: int
    last: int
    verb: int
    modal: int | None = None
    sure: bool = True


@cache
def deponents() -> dict[str, str]:
    """Form → treatment (``never`` or ``check``) of verbs in -s and -st that are no passives."""
    path = dictionaries_folder() / "s_verbs.tsv"
    found: dict[str, str] = {}
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            header = next(lines).rstrip("\n").split("\t")
            form, treatment = header.index("form"), header.index("treatment")
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                found[cells[form].lower()] = cells[treatment]
    return found


def find_passives(tokens: Sequence[Token], language: str) -> tuple[Passive, ...]:
    """Every passive of a block, in order."""
    found = [*_s_passives(tokens, language), *_bli_passives(tokens, language)]
    return tuple(sorted(found, key=lambda passive: passive.first))


def _s_passives(tokens: Sequence[Token], language: str) -> list[Passive]:
    listed = deponents()
    found = []
    for index, token in enumerate(tokens):
        if token.pos not in ("VERB", "AUX") or not token.lower.endswith(("s", "st")):
            continue
        if listed.get(token.lower) == "never":
            continue
        present = _st_present(token, language)
        tagged = present or "Voice=Pass" in token.feats
        own_verb = _active_in_the_treebank(token, language) and token.lower not in listed
        if not (tagged or own_verb or _st_infinitive(token, language)):
            continue
        if language == "nn" and not token.lower.endswith("st"):
            # Only -st makes a passive in Nynorsk; the rest is Latin, English or a slip.
            continue
        if token.lower.endswith("st") and not _is_verb(token.lower, language):
            # «hurtigtast» is a noun that the tagger does not know.
            continue
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if token.lower in _GENITIVES:
            continue
        if token.lower in ("høyrast", "høres", "sjåast", "ses", "sees") and following == "ut":
            continue
        if token.lower in ("følgast", "følgjast") and following in ("åt", "ad", "saman"):
            continue
        modal = next(
            (
                back
                for back in range(index - 1, max(-1, index - 6), -1)
                if tokens[back].lower in MODALS and tokens[back].sentence == token.sentence
            ),
            None,
        )
        if not (tagged or own_verb) and (modal is None or token.lower in listed):
            continue
        impersonal = index > 0 and tokens[index - 1].lower == "det"
        if listed.get(token.lower) == "check" and modal is None and not impersonal:
            continue
        duty = modal is not None and tokens[modal].lower in _DUTY
        sure = tagged or not (own_verb or (duty and token.lower in _OWN_VERBS))
        found.append(Passive("s", index, index, index, modal, sure))
    return found


def _is_verb(form: str, language: str) -> bool:
    """Whether a form in -st can be of a verb: the lexicon has it, or its infinitive."""
    if language != "nn":
        return False
    if any(r.word_class is WordClass.VERB and r.known for r in analyses(form, language)):
        return True
    stems = (form.removesuffix("st"), form.removesuffix("ast"), form.removesuffix("ast") + "e")
    return any(
        r.word_class is WordClass.VERB and r.known
        for stem in stems
        for standard in ("nn", "nb")
        for r in analyses(stem, standard)
    )


def _st_infinitive(token: Token, language: str) -> bool:
    """«må gjerast»: the treebank has such verbs as active ones of their own.

    After a modal they are passives to a reader; the list of s-verbs names the others.
    """
    return language == "nn" and token.lower.endswith("ast") and "VerbForm=Inf" in token.feats


def _st_present(token: Token, language: str) -> bool:
    """«saka undersøkjest»: finite, and the lexicon knows the form as a passive and nothing else."""
    if language != "nn" or not token.lower.endswith("est") or "VerbForm=Fin" not in token.feats:
        return False
    readings = analyses(token.lower, language)
    return bool(readings) and all(r.known and "Voice=Pass" in r.features for r in readings)


def _active_in_the_treebank(token: Token, language: str) -> bool:
    """«møtet ledes av ordføreren»: the treebank has such verbs as deponents of their own.

    The lexicon knows them as passives too, and the list of s-verbs names the real deponents.
    """
    if language != "nb" or "Voice=Pass" in token.feats or not token.lower.endswith("s"):
        return False
    if "Mood=Imp" in token.feats or not {"VerbForm=Fin", "VerbForm=Inf"} & set(token.feats):
        return False
    return any("Voice=Pass" in reading.features for reading in analyses(token.lower, language))


def _bli_passives(tokens: Sequence[Token], language: str) -> list[Passive]:
    found = []
    for index, token in enumerate(tokens):
        if token.lower not in AUXILIARY or token.pos not in ("AUX", "VERB"):
            continue
        ahead = _participle_near(tokens, index, language)
        if ahead is None:
            ahead = _participle_after_subject(tokens, index, language)
        if ahead is not None:
            found.append(Passive("bli", index, ahead, ahead))
    return found


def _participle_near(tokens: Sequence[Token], index: int, language: str) -> int | None:
    for ahead in range(index + 1, min(len(tokens), index + 1 + _REACH)):
        other = tokens[ahead]
        if other.sentence != tokens[index].sentence or other.pos in _STOPS or other.lower == "å":
            return None
        if _is_participle(tokens, ahead, language):
            return None if _closes_relative(tokens, ahead) else ahead
        if other.pos in ("VERB", "AUX") and other.is_finite:
            return None
    return None


def _participle_after_subject(tokens: Sequence[Token], index: int, language: str) -> int | None:
    """A participle far off: «i dag blir forskrift 10. mai om utslepp i elvar og sjø oppheva».

    A clause has one finite verb. So when nothing but nouns and what belongs to them stand
    between the auxiliary and a second verb that ends the clause, that verb is a participle,
    whatever the tagger makes of it.
    """
    if not tokens[index].is_finite:
        return None
    for ahead in range(index + 1, min(len(tokens), index + 1 + _LONG_REACH)):
        other, before = tokens[ahead], tokens[ahead - 1]
        if other.sentence != tokens[index].sentence:
            return None
        if other.pos in ("VERB", "ADJ") and ahead > index + 2 and _ends_clause(tokens, ahead):
            return ahead if _can_be_participle(other.lower, language) else None
        if other.pos not in _NOMINAL or (other.pos == before.pos == "NOUN"):
            return None
    return None


def _closes_relative(tokens: Sequence[Token], index: int) -> bool:
    """«då blir det forslaget departementet ønska»: two nouns in a row open such a clause."""
    return index > 2 and all(
        t.pos == "NOUN" and "Definite=Def" in t.feats for t in tokens[index - 2 : index]
    )


def _ends_clause(tokens: Sequence[Token], index: int) -> bool:
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is None or after.sentence != tokens[index].sentence or after.pos == "PUNCT"


def _can_be_participle(form: str, language: str) -> bool:
    if form.endswith(("ende", "ande")) or form in _NOT_PARTICIPLES:
        return False
    readings = analyses(form, language)
    return any(
        r.word_class is WordClass.VERB and r.known and "VerbForm=Part" in r.features
        for r in readings
    )


def _is_participle(tokens: Sequence[Token], index: int, language: str) -> bool:
    token = tokens[index]
    if token.pos not in ("VERB", "ADJ", "AUX") or "Definite=Def" in token.feats:
        return False
    if token.lower.endswith(("ende", "ande")) or token.lower in _NOT_PARTICIPLES:
        return False
    if "VerbForm=Part" not in token.feats and not _only_participle(token.lower, language):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    # «ble en bestemt sak»: between an article and a noun it is an attribute.
    if following is None or following.pos != "NOUN" or not _opens_phrase(tokens, index - 1):
        return True
    # «blir ikke automatisk tildelt roller»: an attribute would agree with the plural.
    return "Number=Plur" in following.feats and token.lower.endswith(("t", "d"))


def _opens_phrase(tokens: Sequence[Token], index: int) -> bool:
    """An article, a number or an adjective of a noun; «ofte» has no number and is none."""
    if index < 0:
        return False
    before = tokens[index]
    if before.pos == "ADJ":
        return any(f.startswith(("Number=", "Definite=")) for f in before.feats)
    return before.pos in ("DET", "NUM")


def _only_participle(form: str, language: str) -> bool:
    """Whether the lexicon knows the form as a verb's participle and as no adjective."""
    if language not in ("nb", "nn"):
        return False
    if language == "nn" and not form.endswith(_NYNORSK_PARTICIPLE_ENDINGS):
        # What the lexicon knows of rare Nynorsk forms is partly guessed.
        return False
    readings = analyses(form, language)
    # Nynorsk participles have no tense in the lexicon.
    wanted = {"VerbForm=Part"} if language == "nn" else {"VerbForm=Part", "Tense=Past"}
    return any(
        r.word_class is WordClass.VERB and wanted <= r.features for r in readings
    ) and not any(r.word_class is WordClass.ADJ for r in readings)
