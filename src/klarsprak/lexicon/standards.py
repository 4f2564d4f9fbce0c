"""Evidence of Bokmål and of Nynorsk in the words of a text.

Marker words are counted in the treebank (`training/build_language_markers.py`); longer
words may also show an ending that only one of the two has.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_NN_ENDING = re.compile(
    r"(?:heit|heita|heiter|sjonane|sjonar|leg|legare|lege|ingar|ingane|ast|ande|ane)$"
)
_NB_ENDING = re.compile(
    r"(?:heten|heter|het|sjoner|sjonene|lig|lige|ligere|inger|ingene|else|elsen|elser|elsene"
    r"|ende|ede|[^aeiouyæøås]es)$"
)
_ENDING_WEIGHT = 1.2
_SHORTEST = 6
_MOST = 3
"""A word counts at most so many times."""


@cache
def _markers() -> dict[str, float]:
    path = Path(__file__).with_name("data") / "markers.tsv"
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    return {word: float(weight) for word, _, weight in (row.partition("\t") for row in rows)}


HOLE = r"\{\{[^{}]{0,400}\}\}|\{[%#][^{}]{0,400}[%#]\}|\$\{[^{}]{0,200}\}"
"""What a template puts in later, as a pattern: «{{navn}}», «{% if %}», «${navn}»."""
_HOLE = re.compile(HOLE)
_ADDRESS = re.compile(r"://|@|\w\.[a-zæøå]{2}")
"""What makes a stretch without spaces an address: the «no» of «nav.no» is not Nynorsk."""


def words_of(text: str) -> list[str]:
    """The words of `text` as they are counted here, in lower case.

    Addresses and the holes of a template are left out.
    """
    if "{" in text:
        text = _HOLE.sub(" ", text)
    if "." in text or "@" in text:
        text = " ".join(piece for piece in text.split() if not _ADDRESS.search(piece))
    return [word.lower() for word in _WORD.findall(text)]


def evidence(counted: Mapping[str, int]) -> tuple[float, float]:
    """Sums of log odds for (nb, nn) of words with how often each was met."""
    bokmal = nynorsk = 0.0
    for word, times in counted.items():
        weight = _weight(word)
        if weight > 0:
            nynorsk += weight * min(times, _MOST)
        else:
            bokmal -= weight * min(times, _MOST)
    return bokmal, nynorsk


def _weight(word: str) -> float:
    """The log odds of a word; below 0 for Bokmål."""
    weight = _markers().get(word, 0.0)
    if weight == 0.0 and len(word) >= _SHORTEST:
        weight = _ENDING_WEIGHT * (bool(_NN_ENDING.search(word)) - bool(_NB_ENDING.search(word)))
    return weight


def witnesses(text: str) -> tuple[int, int]:
    """How many different words of `text` speak for (nb, nn)."""
    weights = [_weight(word) for word in set(words_of(text))]
    return sum(weight < 0 for weight in weights), sum(weight > 0 for weight in weights)


def standard_of_sentence(text: str) -> str:
    """``nb`` or ``nn`` where a lone sentence shows it clearly, else ""."""
    bokmal, nynorsk = evidence(Counter(words_of(text)))
    low, high = sorted((bokmal, nynorsk))
    if high < 2.5 or low > 0.35 * high:
        return ""
    return "nn" if nynorsk > bokmal else "nb"


_SOFT_NN = re.compile(r"\w{4,}(?:lova|inga|ane|ar)$")
"""Endings that Bokmål allows too, or has in other words; a little evidence."""
_IF = re.compile(r"^\W*viss (?:du|de|det|dei|dette|ho|han|vi|me|eg|ein|nokon)\b", re.IGNORECASE)
"""«Viss du»: the conjunction of Nynorsk; Bokmål's adjective stands before no pronoun."""
_TOPIC = 1.7
_ONLY_NN, _ONLY_NB, _SOFT = 1.5, 0.4, 0.7
"""A word that only one lexicon has. That of Nynorsk lacks many words, so the lack of a word
there says little."""


def leaning(text: str) -> float:
    """How far a text too short to decide leans to Nynorsk; below 0 to Bokmål.

    Beside the markers it asks both lexicons for every word, or for the longest end of it
    that one of them has («foreldre|pengar»).
    """
    words = words_of(text)
    counts = Counter(words)
    bokmal, nynorsk = evidence(counts)
    lead = nynorsk - bokmal + _ONLY_NN * bool(_IF.search(text))
    markers = _markers()
    for word, count in counts.items():
        if len(word) < 3:
            continue
        in_nb, in_nn = _standards_of(word)
        if in_nb and 0 < markers.get(word, 0.0) < _TOPIC:
            # «kommunestyret» is met more in Nynorsk for what those papers write about.
            lead -= markers[word] * min(count, _MOST)
        if in_nn and not in_nb:
            lead += _ONLY_NN
        elif in_nb and not in_nn:
            lead -= _ONLY_NB
            if word.endswith("ar"):
                continue
        lead += _SOFT * bool(_SOFT_NN.search(word))
    return lead


def _standards_of(word: str) -> tuple[bool, bool]:
    """Whether (Bokmål, Nynorsk) has the word, or the longest end of it that is a word."""
    # The lexicon is opened only for texts that the markers leave undecided.
    from klarsprak.lexicon.inflection import is_known

    for start in (0, *range(1, len(word) - 3)):
        end = word[start:]
        found = is_known(end, "nb"), is_known(end, "nn")
        if any(found):
            return found
    return False, False
