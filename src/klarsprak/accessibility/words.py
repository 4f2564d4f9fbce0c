"""Word lists that checks on link texts, headings, labels and alternative texts share."""

import re
from functools import cache
from pathlib import Path

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_INNER = re.compile(r"[\s\u00a0]+")
_CONTENT = re.compile(r"[^\W\d_]{3,}")
_STOP_WORDS = (
    "og eller men som til fra med ved for over under det den dei der her han hun hen kan vil "
    "skal har var ble blir ikke ikkje etter mot uten utan deg meg seg din ditt dine vår våre "
    "når hva kva hvor kor hvem kven alle noen nokre ein eit the and for with from your you "
    "our are was not this that what how who all any can will has have into more about"
)


def folded(text: str) -> str:
    """`text` in lower case without the punctuation round it, blanks collapsed."""
    return _INNER.sub(" ", _EDGES.sub("", text.strip())).casefold()


@cache
def listed(name: str) -> frozenset[str]:
    """The phrases of a list in `phrases.tsv`, folded."""
    text = Path(__file__).with_name("phrases.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return frozenset(phrase for row, _, phrase in rows if row == name)


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_STOP_WORDS.split())


def stems(text: str) -> frozenset[str]:
    """The content words of `text`, cut to what survives inflection (at most 6 letters)."""
    words = (word.casefold() for word in _CONTENT.findall(text))
    return frozenset(word[:6] for word in words if word not in _stop_words())


def share_a_word(one: str, other: str) -> bool:
    """True when a content word of `one` stands in `other`, whole, inflected or compounded."""
    loose = other.casefold()
    return any(stem[:5] in loose for stem in stems(one))
