"""Which language a block is written in: nb, nn, en, sv, da, or undecided.

Bokmål and Nynorsk are told apart by `lexicon.standards`; English,
Swedish and Danish by function words that Norwegian lacks. On short text the answer is ""
and the block inherits its document's language.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from klarsprak.core.document import EMBEDDED, Block, BlockKind, Document
from klarsprak.lexicon.standards import evidence, leaning, witnesses, words_of

_ENGLISH = (
    "the of and to is are was were be been this that these those with from your you we they "
    "which what when where who how will would should could must not have has had by or if it "
    "its our their there than then about into only also more most such may any page click "
    "here read please information use using used learn contact apply other"
)
_SWEDISH = (
    "och är för inte ett från hur vad när där vara ska någon något några själv mycket bättre "
    "finns säger än även också eftersom genom många andra sedan"
)
_DANISH = (
    "af efter uden bliver blev blive hvad mig dig sig kun nogle gennem mange andre siden lave "
    "meget sådan hvilket findes gøre noget nogen"
)


_ENOUGH = 2000
"""Letters that are looked at where a text shows no language."""


@cache
def _foreign_words() -> dict[str, frozenset[str]]:
    """Function words per foreign language that are not Norwegian words too."""
    norwegian = frozenset(
        "og i jeg eg det at en ei et den til er som på de med han av ikke der så var meg seg men "
        "har om vi min ha hun nå no over da du ut oss opp man kan hva her alle vil bli skal selv "
        "inn kom noe noen for an new gjennom mange andre siden sig noget meget form all".split()
    )
    lists = {"en": _ENGLISH, "sv": _SWEDISH, "da": _DANISH}
    return {code: frozenset(words.split()) - norwegian for code, words in lists.items()}


def scores(text: str) -> dict[str, float]:
    """Evidence per language in `text`; higher is more, 0 is none.

    For nb and nn the sum of log odds of their markers, for the others the number of words
    that only they have.
    """
    counted = Counter(words_of(text))
    bokmal, nynorsk = evidence(counted)
    found = {"nb": bokmal, "nn": nynorsk, "en": 0.0, "sv": 0.0, "da": 0.0}
    for code, listed in _foreign_words().items():
        found[code] = float(sum(times for word, times in counted.items() if word in listed))
    return found


def detect(text: str) -> str:
    """The language of `text`, or "" when it cannot be told.

    English needs a tenth of the words to be English function words and at least two;
    Bokmål and Nynorsk need a lead of 2 (a factor of seven) over the other.
    """
    total = len(words_of(text))
    if not total:
        return ""
    found = scores(text)
    nordic = found["nb"] + found["nn"]
    english = found["en"]
    if english >= 2 and english >= 0.12 * total and english * 3 > nordic:
        return "en"
    for code in ("sv", "da"):
        if (
            found[code] >= 2
            and found[code] >= 0.08 * total
            and found[code] * 2.2 > max(found["nb"], found["nn"])
        ):
            return code
    lead = found["nn"] - found["nb"]
    if abs(lead) < 2.0:
        return ""
    return "nn" if lead > 0 else "nb"


def resolve(document: Document, detected: Callable[[str], str] = detect) -> Document:
    """The document with a language on itself and on every block.

    `detected` answers as `detect`; a caller that remembers its answers may give its own.

    The document's language is that of its running text as a whole, whatever the markup
    says; a block takes its own when it is clear, else its parent's or the document's. A
    declared language decides where the words do not.
    """
    own = [detected(block.text) for block in document.blocks]
    main = _main_language(document, own)
    resolved: list[Block] = []
    for block, language in zip(document.blocks, own, strict=True):
        chosen = language
        declared = _code(block.declared_language)
        marked = declared if declared != _code(document.declared_language) else ""
        if language in ("nb", "nn") and main in ("nb", "nn") and language != main:
            chosen = language if marked == language or _clear(block.text) else main
        if not chosen and block.parent is not None and block.parent < len(resolved):
            chosen = resolved[block.parent].language
        chosen = chosen or marked
        resolved.append(block.in_language(chosen or main))
    return replace(document, blocks=tuple(resolved), language=main)


def _clear(text: str) -> bool:
    """Whether a block stands apart from its text: much for one standard, little for the other.

    One word is not enough: «Barna er ute hele dagen» in a Nynorsk text is a slip.
    """
    found = scores(text)
    low, high = sorted((found["nb"], found["nn"]))
    if high - low < 4.0 or low > 0.35 * high:
        return False
    return witnesses(text)[found["nn"] > found["nb"]] > 1


def _main_language(document: Document, own: Sequence[str]) -> str:
    weights: Counter[str] = Counter()
    for block, language in zip(document.blocks, own, strict=True):
        if language and block.kind is not BlockKind.CODE and block.kind not in EMBEDDED:
            weights[language] += len(block.text)
    if weights:
        return weights.most_common(1)[0][0]
    declared = _code(document.declared_language)
    return declared or detect(document.source) or _leaning(document.source)


def _leaning(text: str) -> str:
    """What a text too short to decide leans to; Bokmål when it leans nowhere."""
    return "nn" if leaning(text[:_ENOUGH]) >= 0.6 else "nb"


def _code(declared: str) -> str:
    """A declared language as one of ours: ``no`` is read as nb, regions are dropped."""
    primary = declared.lower().replace("_", "-").partition("-")[0]
    return "nb" if primary == "no" else primary
