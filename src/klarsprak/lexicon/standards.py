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


def words_of(text: str) -> list[str]:
    """The words of `text` as they are counted here, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def evidence(counted: Mapping[str, int]) -> tuple[float, float]:
    """Sums of log odds for (nb, nn) of words with how often each was met."""
    markers = _markers()
    bokmal = nynorsk = 0.0
    for word, times in counted.items():
        weight = markers.get(word, 0.0)
        if weight == 0.0 and len(word) >= _SHORTEST:
            weight = _ENDING_WEIGHT * (
                bool(_NN_ENDING.search(word)) - bool(_NB_ENDING.search(word))
            )
        if weight > 0:
            nynorsk += weight * min(times, _MOST)
        else:
            bokmal -= weight * min(times, _MOST)
    return bokmal, nynorsk


def standard_of_sentence(text: str) -> str:
    """``nb`` or ``nn`` where a lone sentence shows it clearly, else ""."""
    bokmal, nynorsk = evidence(Counter(words_of(text)))
    low, high = sorted((bokmal, nynorsk))
    if high < 2.5 or low > 0.35 * high:
        return ""
    return "nn" if nynorsk > bokmal else "nb"
