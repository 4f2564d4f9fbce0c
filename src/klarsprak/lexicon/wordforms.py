"""What an inflected form is: word class, features, and the slots of a paradigm."""

import enum
from dataclasses import dataclass


class WordClass(enum.StrEnum):
    """The word classes that inflect here."""

    VERB = "verb"
    NOUN = "noun"
    ADJ = "adj"


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form with its lemma and Universal Dependencies features.

    `features` holds strings such as "Tense=Past". Beside the treebank's own values
    a present participle has "Tense=Pres" with "VerbForm=Part" and the supine
    ("har skrevet") has "VerbForm=Part" alone. `known` is false where the paradigm
    was guessed by the ending or by the last part of a compound.
    """

    text: str
    lemma: str
    word_class: WordClass
    features: frozenset[str]
    known: bool = True


def _features(*texts: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(text.split()) for text in texts)


_FINITE = "VerbForm=Fin"
_PARTICIPLE = "VerbForm=Part"

SLOTS: dict[WordClass, tuple[frozenset[str], ...]] = {
    WordClass.NOUN: _features(
        "Definite=Ind Number=Sing",
        "Definite=Def Number=Sing",
        "Definite=Ind Number=Plur",
        "Definite=Def Number=Plur",
    ),
    WordClass.ADJ: _features(
        "Definite=Ind Degree=Pos Gender=Com Number=Sing",
        "Definite=Ind Degree=Pos Gender=Fem Number=Sing",
        "Definite=Ind Degree=Pos Gender=Neut Number=Sing",
        "Definite=Def Degree=Pos Number=Sing",
        "Degree=Pos Number=Plur",
        "Degree=Cmp",
        "Definite=Ind Degree=Sup",
        "Definite=Def Degree=Sup",
    ),
    WordClass.VERB: _features(
        "VerbForm=Inf",
        f"Mood=Ind Tense=Pres {_FINITE}",
        "VerbForm=Inf Voice=Pass",
        f"Mood=Ind Tense=Pres {_FINITE} Voice=Pass",
        f"Mood=Ind Tense=Past {_FINITE}",
        f"Mood=Ind Tense=Past {_FINITE} Voice=Pass",
        _PARTICIPLE,
        f"Definite=Ind Gender=Com Number=Sing {_PARTICIPLE}",
        f"Definite=Ind Gender=Neut Number=Sing {_PARTICIPLE}",
        f"Definite=Def Number=Sing {_PARTICIPLE}",
        f"Number=Plur {_PARTICIPLE}",
        f"Tense=Pres {_PARTICIPLE}",
        f"Mood=Imp {_FINITE}",
    ),
}
"""The features of each slot of a paradigm, in the order the data files use."""
