"""«den nye skole» for «den nye skolen»: an adjective in the definite, a noun that is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.checks.single_definiteness import definite_of
from klarsprak.core.analysis import Analysis, Word
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import Block
from klarsprak.core.finding import Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.inflection import WordClass, analyses

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_ARTICLES = {
    "nb": {"den": "Sing", "det": "Sing", "de": "Plur"},
    "nn": {"den": "Sing", "det": "Sing", "dei": "Plur"},
}
_PREPOSITIONS = frozenset(
    "i på av til for med om fra frå ved etter under mot over mellom hos hjå gjennom innen innan "
    "blant innenfor innanfor uten utan".split()
)
_FORMAL = frozenset(
    "enkelte einskilde samme same nevnte nemnte ovennevnte ovannemnde førstnevnte sistnevnte "
    "respektive fleste færreste færraste ene eine andre annen første fyrste siste store hele heile gjeldende gjeldande "
    "foreliggende pågjeldende pågjeldande aktuelle gitte nåværende noverande tilsvarende slike "
    "hellige heilage norske kongelige kongelege offentlige offentlege indre ytre såkalte såkalla "
    "jevne jamne eneste".split()
)
"""Adjectives after which formal or set phrases keep the bare noun («den enkelte elev»)."""
_PEOPLES = frozenset(
    "norske amerikanske franske svenske danske finske islandske engelske britiske skotske irske tyske "
    "russiske kinesiske japanske koreanske afrikanske europeiske samiske nordiske spanske "
    "italienske greske polske tyrkiske islamske katolske kristne kristelige demokratiske humanistiske "
    "matematisk-naturvitenskapelige juridiske medisinske".split()
)
"""Adjectives of names: «den franske revolusjon», «Det demokratiske parti»."""
_SET = frozenset(
    "part parten hånd hand gang gong dag tid måte grad del fall side rom krig kyrkje kirke natur "
    "ord liv land stat ting verden verd mål punkt øyeblikk tilfelle sted stad vis gud mann kvinne "
    "menneske mennesker menneskje rett dagsorden jaktmarker tusen hundre kjønn internett".split()
)
"""Nouns of set phrases: «det frie ord», «den rette mann»; and «internett», which is near a name."""


_AFTER_BARE = frozenset(
    "som der - / vi du man en ein jeg eg han hun ho det de dei dere dykk hans hennes hennar".split()
)
"""What follows a bare noun in a relative clause or a compound."""


@dataclass(frozen=True, slots=True)
class DoubleDefiniteness:
    """Flags article, one or two adjectives in the definite, and a bare noun.

    A noun with a relative clause after it may stand bare («de nye regler som …»). «det» and
    «de» may be pronouns, so they count only after a preposition or first in a sentence.
    """

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per phrase, with the noun put in the definite."""
        articles = _ARTICLES.get(block.language, {})
        for sentence in analysis.sentences():
            words = sentence.words
            for index, word in enumerate(words):
                number = articles.get(word.lower)
                if number is None or not _is_article(words, index):
                    continue
                at = index + 1
                while at < index + 3 and at < len(words) and _is_definite(words[at], block):
                    at += 1
                if at == index + 1 or at >= len(words) or _stands_bare(words, at):
                    continue
                noun = words[at]
                neuter = word.lower == "det"
                definite = definite_of(
                    noun.lower, number, block.language, neuter=neuter, noun_place=True
                )
                if definite and definite != noun.lower:
                    span = Span(word.start, noun.end)
                    before = block.text[word.start : noun.start]
                    yield Match(span, {"lemma": noun.lower}, (f"{before}{definite}",))


def _is_article(words: Sequence[Word], index: int) -> bool:
    if index and words[index].text[0].isupper():
        return False  # «ved Det humanistiske fakultet»
    if words[index].lower == "den":
        return True
    return index == 0 or words[index - 1].lower in _PREPOSITIONS


def _is_definite(word: Word, block: Block) -> bool:
    lower = word.lower
    if (
        word.text != lower
        or "-" in lower
        or not lower.endswith("e")
        or lower in _FORMAL
        or lower in _PEOPLES
    ):
        return False
    readings = analyses(word.lower, block.language)
    definite = any(
        r.word_class is WordClass.ADJ
        and "Degree=Pos" in r.features
        # Nynorsk and Bokmål alike have one form for the definite and the plural.
        and ("Definite=Def" in r.features or "Number=Plur" in r.features)
        for r in readings
    )
    return definite and not any(
        "Definite=Def" in r.features for r in readings if r.word_class is WordClass.NOUN
    )


def _stands_bare(words: Sequence[Word], at: int) -> bool:
    noun = words[at]
    if not noun.is_word or noun.text != noun.lower or "-" in noun.text or noun.lower in _SET:
        return True
    after = words[at + 1] if at + 1 < len(words) else None
    # A relative clause, or a second noun: «den nye skole- og barnehageplanen», «den nye skole plan».
    # Before a name the noun is a title: «den politiske redaktør Moe».
    return after is not None and (after.text[0].isupper() or after.lower in _AFTER_BARE)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return DoubleDefiniteness(definition.meta)
