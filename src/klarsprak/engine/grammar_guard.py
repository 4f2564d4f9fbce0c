"""Whether a replacement reads well between the words it is put in.

The lists know which word may stand for which; they do not know the sentence. Each test
here withholds a fix that would leave a fault: a doubled word, an article of the wrong
gender, a particle cut off from its verb, «å» without an infinitive.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from klarsprak.core.spans import Span
from klarsprak.engine.particles import ADVERBS, PREPOSITIONS
from klarsprak.engine.passive_guard import has_no_passive, is_impersonal, is_stranded, loses_gender
from klarsprak.engine.sense_guard import changes_sense
from klarsprak.lexicon.clauses import MODALS
from klarsprak.lexicon.inflection import Form, WordClass, analyses, gender

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_BREAK = re.compile(r"[.!?:;,()«»\"–—/]")
_STOP = re.compile(r"[.!?:;][\s»)\"”]*$")
_GLUED_AFTER = re.compile(r"[-/]\w")
_NEW_SENTENCE = re.compile(r"\s+[«\"(]?[A-ZÆØÅ]")
_CLOSING = frozenset(
    "etc. osv. m.m. m.v. mv. mm. o.l. e.l. m.fl. mfl. mvh. pt. p.t. d.å. o.s.v.".split()
)
"""Abbreviations whose full stop is often that of the sentence too."""
_REACH = 3
"""How many words of the neighbourhood are looked at."""

_ARTICLES = frozenset(
    "en et ei ein eit eitt denne dette den det noe noen nokon noko noka hver hvert kvar kvart ingen inga "
    "annen annet anna anen sånn sånt slik slikt hvilken hvilket min mitt mi din ditt di sin sitt si vår vårt".split()
)
"""Words before a noun that show its gender, or its number."""
_POSSESSIVES = frozenset("min mitt mi din ditt di sin sitt si vår vårt".split())
_INDEFINITE = frozenset("en et ei ein eit".split())
_SUBORDINATORS = frozenset(
    "at hvis viss dersom om når fordi mens medan som siden sidan slik så selv sjølv før etter til medens "
    "idet ettersom såfremt ifall uaktet ennskjønt enskjønt etterdi hvorvidt korvidt skjønt fremt framt".split()
)
_CONJUNCTIONS = frozenset("men og eller for".split())
_NOMINATIVE = frozenset("jeg eg du vi han hun dette".split())
"""Pronouns that are the subject when they follow a finite verb."""
_PRONOUNS = frozenset("me ho de dere dei det den dykk man en ein".split())
"""Pronouns that may be an object too; the subject only where none stood before the verb."""
_FRONTING = PREPOSITIONS - {"om"}
"""«Om» opens a condition too, and there the subject comes before the verb."""
_FRONTED = ADVERBS | frozenset(
    "deretter dermed derfor difor først samtidig samstundes videre vidare så her der dersom hvis".split()
)
_SUBJECTS = frozenset(
    "som jeg eg du vi me han hun ho de dere dei det den dykk man en ein dette disse og eller hvem "
    "kven".split()
)


@dataclass(frozen=True, slots=True)
class _Place:
    """The old and new words, and the words of the sentence round them (lower case).

    `plain` is false for names and abbreviations. `clause` are all words of the clause before,
    `rest` those after, of which `before` and `after` are the nearest; `names` is true when
    the next word has a capital.
    """

    old: Sequence[str]
    new: Sequence[str]
    clause: Sequence[str]
    rest: Sequence[str]
    opens: bool
    plain: bool
    language: str
    names: bool

    @property
    def before(self) -> Sequence[str]:
        return self.clause[-_REACH:]

    @property
    def after(self) -> Sequence[str]:
        return self.rest[:_REACH]


@lru_cache(maxsize=4096)
def grammar_problem(text: str, span: Span, replacement: str, language: str) -> str:
    """What would be wrong with `replacement` in place of `span`; "" when it reads well.

    The answer names the test: ``glued``, ``doubled``, ``stop``, ``infinitive``, ``clause``,
    ``agreement``, ``particle``, ``attribute``, ``tense``, ``order``, ``impersonal``,
    ``stranded``, ``passive``, ``gender`` or ``sense``.
    """
    old, head, tail = text[span.start : span.end], text[: span.start], text[span.end :]
    if problem := _at_the_seams(old, replacement, head, tail):
        return problem
    if old.casefold() == replacement.casefold():
        return ""
    opens = opens_sentence(head)
    place = _Place(
        _words(old),
        _words(replacement),
        _words(_BREAK.split(head[-200:])[-1]),
        _words(_BREAK.split(tail[:200])[0]),
        opens,
        old.islower() or opens,
        language,
        tail.lstrip()[:1].isupper(),
    )
    if not place.old or not place.new:
        return ""
    for name, test in _TESTS:
        if test(place):
            return name
    return ""


def opens_sentence(head: str) -> bool:
    """True when what stands before is nothing, or ends a sentence."""
    return not head.strip(" \t\n-–•«\"“'(") or bool(_STOP.search(head.rstrip()))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _at_the_seams(old: str, new: str, head: str, tail: str) -> str:
    """Letters, full stops and capitals where old and new text meet."""
    if not old or not new.strip():
        return ""
    inner = old[0].isalnum() and new[0].isalnum()
    if inner and head and (head[-1].isalnum() or head[-1] in "-/._"):
        return "glued"
    if old[-1].isalnum() and tail and (tail[0].isalnum() or _GLUED_AFTER.match(tail)):
        return "glued"
    last = not tail.strip() or (old.lower() in _CLOSING and _NEW_SENTENCE.match(tail))
    if old.endswith(".") and not new.endswith((".", "!", "?")) and last:
        return "stop"
    if new.endswith(".") and tail.startswith("."):
        return "stop"
    return ""


def _readings(word: str, language: str, word_class: WordClass) -> tuple[Form, ...]:
    if language not in ("nb", "nn"):
        return ()
    return tuple(form for form in analyses(word, language) if form.word_class is word_class)


def _doubled(place: _Place) -> bool:
    first = place.before and place.before[-1] == place.new[0] != place.old[0]
    last = place.after and place.after[0] == place.new[-1] != place.old[-1]
    return bool(first or last)


def _infinitive(place: _Place) -> bool:
    """«å» before must meet an infinitive, and «å» at the end must stay at the end."""
    if (place.old, place.new) in ((["og"], ["å"]), (["å"], ["og"])):
        return False  # what the rule about «og» and «å» mends
    if (place.old[-1] == "å") != (place.new[-1] == "å"):
        # A modal verb takes the infinitive without «å».
        return place.new[-1] not in MODALS
    if not place.before or place.before[-1] != "å":
        return False
    verbs = _readings(place.new[0], place.language, WordClass.VERB)
    return not any("VerbForm=Inf" in form.features for form in verbs)


def _clause(place: _Place) -> bool:
    """What opened a clause must open one still."""
    if place.old[-1] == "at":
        return place.new[-1] not in _SUBORDINATORS
    return (
        len(place.old) == 1
        and place.old[0] in ("hvis", "dersom", "viss")
        and place.new[-1] not in _SUBORDINATORS
    )


def _noun(word: str, language: str) -> Form | None:
    """The reading of a word that is a noun before all else."""
    if word in _ARTICLES or word in _SUBORDINATORS or not word.isalpha():
        return None
    if language not in ("nb", "nn"):
        return None
    found = analyses(word, language)
    nouns = [form for form in found if form.word_class is WordClass.NOUN]
    return nouns[0] if nouns and not any(f.word_class is WordClass.VERB for f in found) else None


def _agreement(place: _Place) -> bool:
    """A word that shows gender stands before, and the noun has another gender."""
    if not place.plain or (len(place.old) > 1 and _opens_phrase(place.old[0], place.language)):
        return False
    old = _noun(place.old[-1], place.language)
    if old is None:
        return False
    article = _has_article(place)
    adjective = place.before and _readings(place.before[-1], place.language, WordClass.ADJ)
    if not article and not (adjective and place.before[-1].endswith("t")):
        return False
    new = _head_noun(place)
    if new is None or _number(old) != _number(new):
        return True
    old_gender, new_gender = (gender(form.lemma, place.language) for form in (old, new))
    return (old_gender == "Neut") != (new_gender == "Neut") or (
        article and place.language == "nn" and old_gender != new_gender
    )


def _has_article(place: _Place) -> bool:
    """Whether an article or the like belongs to the noun; one adjective may stand between.

    In «søknaden din om plass» and «til barnet ditt» the pronoun belongs to the noun before.
    """
    before = place.before
    if not before:
        return False
    if before[-1] in _ARTICLES:
        owned = before[-1] in _POSSESSIVES and len(before) > 1
        return not (owned and _is_definite(before[-2], place.language))
    adjective = _readings(before[-1], place.language, WordClass.ADJ)
    return len(before) > 1 and before[-2] in _ARTICLES and bool(adjective)


def _is_definite(word: str, language: str) -> bool:
    nouns = _readings(word, language, WordClass.NOUN)
    return any("Definite=Def" in form.features for form in nouns)


def _opens_phrase(word: str, language: str) -> bool:
    """Whether a phrase that begins so is no noun with what belongs to it."""
    return word in PREPOSITIONS or bool(_readings(word, language, WordClass.VERB))


def _head_noun(place: _Place) -> Form | None:
    """The noun that carries the new phrase: the one before its preposition, or the last."""
    for number, word in enumerate(place.new[1:], start=1):
        if word in PREPOSITIONS:
            return _noun(place.new[number - 1], place.language)
    return _noun(place.new[-1], place.language)


def _number(form: Form) -> frozenset[str]:
    return frozenset(f for f in form.features if f.startswith(("Number=", "Definite=")))


def _finite(word: str, language: str) -> bool:
    return any(
        "VerbForm=Fin" in f.features and "Mood=Imp" not in f.features
        for f in _readings(word, language, WordClass.VERB)
    )


def _particle(place: _Place) -> bool:
    """One finite verb becomes a verb and its particle, with something to stand between."""
    if len(place.new) < 2 or len(place.old) > 1 or not place.plain:
        return False
    if not all(_finite(word, place.language) for word in (place.old[0], place.new[0])):
        return False
    if any(word in MODALS or word == "å" for word in place.before):
        return False
    if place.after and place.after[0] in ADVERBS:
        return True
    subject = any(
        word in _SUBJECTS or _readings(word, place.language, WordClass.NOUN)
        for word in place.before
    )
    if place.after and place.after[0] in _NOMINATIVE:
        return True
    if place.after and place.after[0] in _PRONOUNS:
        return not subject
    if place.after and _is_fronted(place):
        # «I mai iverksetter kommunen tiltak»: the subject comes after the verb.
        return True
    return bool(place.before) and not subject


def _is_fronted(place: _Place) -> bool:
    """Whether something other than the subject opens the clause, or a clause came before.

    A name or a definite noun must then follow the verb, as its subject.
    """
    definite = place.names or _is_definite(place.after[0], place.language)
    if not place.clause:
        return definite
    if any(word in _SUBORDINATORS for word in place.clause[1:]):
        return False
    return definite and (place.clause[0] in _FRONTING or place.clause[0] in _FRONTED)


def _attribute(place: _Place) -> bool:
    """A participle before its noun can give way only to one word that may stand there."""
    if not place.plain:
        return False
    verbs = _readings(place.old[0], place.language, WordClass.VERB)
    if not any("VerbForm=Part" in form.features for form in verbs):
        return False
    before = place.before[-1] if place.before else ""
    noun = bool(place.after) and bool(_readings(place.after[0], place.language, WordClass.NOUN))
    if len(place.old) > 1:
        # «et innhentet samtykke»: the participle belongs to the noun.
        return before in _INDEFINITE
    if place.new[0] in PREPOSITIONS:
        # «vedrørende» is a participle by its form alone.
        return False
    if len(place.new) > 1 and before in ("de", "dei") and place.after:
        # «de medførte kostnadene» may be a past tense, and rather is not.
        return _is_definite(place.after[0], place.language)
    article = before in _ARTICLES or before in PREPOSITIONS
    adjective = before and _readings(before, place.language, WordClass.ADJ)
    if not (article or (noun and (place.opens or not before or adjective))):
        return False
    return len(place.new) > 1 or not _may_stand_before_a_noun(place.new[0], place.language)


def _may_stand_before_a_noun(word: str, language: str) -> bool:
    if _readings(word, language, WordClass.ADJ):
        return True
    verbs = _readings(word, language, WordClass.VERB)
    return any("VerbForm=Part" in form.features for form in verbs)


def _tense(place: _Place) -> bool:
    """Both begin with a verb and nothing else, in forms that never mean the same."""
    if not place.plain:
        return False
    shapes = []
    for word in (place.old[0], place.new[0]):
        if place.language not in ("nb", "nn"):
            return False
        found = analyses(word, place.language)
        if not found or any(form.word_class is not WordClass.VERB for form in found):
            return False
        shapes.append({_shape(form) for form in found})
    return not shapes[0] & shapes[1]


def _shape(form: Form) -> frozenset[str]:
    kept = ("VerbForm=", "Tense=", "Mood=")
    shape = frozenset(f for f in form.features if f.startswith(kept))
    # An s-passive and a verb of its own may stand for each other.
    return shape - {"Mood=Ind"}


def _impersonal(place: _Place) -> bool:
    """«Det redegjøres for saken» is no «det forklares saken»."""
    return is_impersonal(place.old, place.new, place.clause, place.after)


def _gender(place: _Place) -> bool:
    """A Nynorsk participle would have to agree with a subject that the guard does not know."""
    return place.language == "nn" and loses_gender(place.old, place.new, place.clause)


def _order(place: _Place) -> bool:
    """An adverb before the verb cannot give way to a conjunction: «men er det»."""
    if not place.opens or place.new[-1] not in _CONJUNCTIONS or place.old[-1] in _CONJUNCTIONS:
        return False
    return bool(place.after) and _finite(place.after[0], place.language)


_TESTS = (
    ("doubled", _doubled),
    ("infinitive", _infinitive),
    ("clause", _clause),
    ("agreement", _agreement),
    ("sense", lambda place: changes_sense(place.old, place.new, place.clause, place.rest)),
    ("gender", _gender),
    ("passive", lambda place: has_no_passive(place.old, place.new, place.clause)),
    ("stranded", lambda place: is_stranded(place.old, place.new, place.after)),
    ("particle", _particle),
    ("attribute", _attribute),
    ("tense", _tense),
    ("order", _order),
    ("impersonal", _impersonal),
)
