"""Nynorsk infinitives in -a and -e in one text.

The norm has three systems of equal standing: all in -a, all in -e, and split («kløyvd»),
in which the verbs that had a short root in Old Norse end in -a and the rest in -e. They may
not be mixed. The text is measured against all three; what departs from the nearest one is
told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Word
from klarsprak.core.definition import Definition
from klarsprak.core.document import Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon import store

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma", "system"})

_MODALS = frozenset(
    "å kan kunne kunna skal skulle skulla vil ville vilja vilje må måtte måtta bør burde burda".split()
)
_BETWEEN = frozenset("ikkje òg også berre alltid aldri då no så gjerne likevel helst".split())
_SHORT_ROOTS = frozenset(
    (
        "ak al bad bak ber bor brot drag drep dug et far fat gap gjer gjet gjev gnag "
        "grav hak hat hav hev hol jag kom kved lad lag lat les let lev lov mal mat "
        "met nag nem njot plag rak rek rot sag skap skjer smak sov spar spel spor stel svar "
        "tak tal tap tol tor tål vak var veg ver vit vog våg"
    ).split()
)
"""Stems whose infinitive is in -a in the split system, as far as they are sure.

Other short roots pass with either ending, so a list that is short gives no false alarm.
"""
_DOUBTFUL = ("j", "lj", "rj", "tj", "vj", "nj", "mj", "gj", "kj")
"""Ends of stems («setj-», «spørj-») on which handbooks differ; either ending passes."""
_TWO_CONSONANTS = re.compile(r"[^aeiouyæøå]{2}$")
_VOWELS = frozenset("aeiouyæøå")
_LEAST = 2
"""So many of each ending make a mixture; fewer may be a name or a quotation."""
_SYSTEMS = ("split", "e", "a")


@dataclass(frozen=True, slots=True)
class Infinitive:
    """An infinitive whose ending the writer could choose; `span` is in block `block`."""

    block: int
    span: Span
    stem: str
    ending: str
    text: str

    def fits(self, system: str) -> bool:
        """Whether the ending is right in a system."""
        if system != "split":
            return self.ending == system
        if self.ending == "e":
            return self.stem not in _SHORT_ROOTS
        if self.stem in _SHORT_ROOTS or self.stem.endswith(_DOUBTFUL):
            return True
        # A root that ends in two consonants was long, and so were the verbs in -ere.
        long_root = _TWO_CONSONANTS.search(self.stem) or (
            self.stem.endswith("er") and len(self.stem) > 4
        )
        return not long_root


@dataclass(frozen=True, slots=True)
class MixedInfinitive:
    """Counts infinitives after «å» and modals, where the form can be nothing else."""

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match per infinitive that departs from the nearest system."""
        found = [
            infinitive
            for index, block in enumerate(document.blocks)
            if block.kind in self.meta.scope
            and block.language == "nn"
            and not block.hidden
            and block.parent is None
            for infinitive in _in_block(index, context)
        ]
        endings = [infinitive.ending for infinitive in found]
        if min(endings.count("a"), endings.count("e")) < _LEAST:
            return
        system = min(_SYSTEMS, key=lambda name: sum(not i.fits(name) for i in found))
        for infinitive in found:
            if not infinitive.fits(system):
                mended = infinitive.text[:-1] + ("a" if infinitive.ending == "e" else "e")
                values = {"lemma": infinitive.stem + "e", "system": _shown(system)}
                yield Placed(infinitive.block, Match(infinitive.span, values, (mended,)))


def _shown(system: str) -> str:
    return "kløyvd" if system == "split" else f"-{system}"


def _in_block(index: int, context: Context) -> Iterator[Infinitive]:
    protected = context.protected(index, quotes=True)
    for sentence in context.analysis(index).sentences():
        for number, word in enumerate(sentence.words):
            if not word.is_word or word.text[-1] not in "ae" or not word.text.isalpha():
                continue
            if not _after_modal(sentence.words, number):
                continue
            span = Span(word.start, word.end)
            stem = word.lower[:-1]
            if _chooses(stem) and not any(other.overlaps(span) for other in protected):
                yield Infinitive(index, span, stem, word.lower[-1], word.text)


def _after_modal(words: Sequence[Word], number: int) -> bool:
    """Whether «å» or a modal stands right before, or before one small adverb.

    An infinitive that is joined to such a one with «og» or «eller» counts, too.
    """
    at = number - 1
    if at > 1 and words[at].lower in ("og", "eller") and words[at - 1].text[-1] in "ae":
        return _after_modal(words, at - 1)
    if at > 0 and words[at].lower in _BETWEEN:
        at -= 1
    return at >= 0 and words[at].lower in _MODALS


def _chooses(stem: str) -> bool:
    """Whether both endings give the infinitive of one verb; not for «skje» or «bli»."""
    if stem == "dett" or not any(letter in _VOWELS for letter in stem):
        return False
    if store.entry(stem + "a", "nn") is not None:
        return False  # «godta» is no form of «godte»
    lemmas = [
        {
            form.lemma
            for form in store.analyses(stem + ending, "nn")
            if "VerbForm=Inf" in form.features and "Voice=Pass" not in form.features
        }
        for ending in "ae"
    ]
    return bool(lemmas[0] & lemmas[1])


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return MixedInfinitive(definition.meta)
