"""Whether a text is in the language it is said to be in, for some thirty languages.

Each word is weighed by how much more common it is in one language than in another (the
frequency lists of `lexicon.frequency`); scripts decide where they can. The nearest
neighbours Bokmål, Nynorsk, Danish and Swedish are left to `nlp.language`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from klarsprak.lexicon.frequency import covered_languages, surface_zipf

LATIN = ("en", "fr", "de", "nl", "es", "it", "pt", "pl", "fi", "nb", "sv", "da")
"""The languages that a text in Latin letters is held against."""

SCANDINAVIAN = frozenset({"nb", "nn", "no", "da", "sv"})
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)*(?!\w)")
_SCRIPTS = {
    "CYRILLIC": frozenset({"ru", "uk", "bg", "sr", "mk", "be", "kk", "mn", "ky", "tg"}),
    "ARABIC": frozenset({"ar", "fa", "ur", "ps", "ckb", "ku", "ug", "sd", "prs"}),
    "GREEK": frozenset({"el"}),
    "HEBREW": frozenset({"he", "yi"}),
    "THAI": frozenset({"th"}),
    "HANGUL": frozenset({"ko"}),
    "CJK": frozenset({"zh", "ja", "yue"}),
    "ETHIOPIC": frozenset({"ti", "am"}),
    "TAMIL": frozenset({"ta"}),
    "DEVANAGARI": frozenset({"hi", "mr", "ne"}),
}
_LEAD = 1.2
"""A word counts for a language when it is 16 times as common there."""
_KNOWN = 3.5
_MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that speak for another language than the declared one, and against it.

    `share` is the surplus of words for `language` among all words of the text.
    """

    language: str
    words: int
    pro: int
    contra: int
    known: int = 0
    """Words that are common in `language`."""

    @property
    def share(self) -> float:
        """From -1 to 1."""
        return (self.pro - self.contra) / self.words if self.words else 0.0


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case, acronyms left out, at most 400 of them."""
    found = _WORD.findall(text)[:_MOST_WORDS]
    return [word.lower().replace("’", "'") for word in found if not _is_acronym(word)]


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def script_of(text: str) -> str:
    """The script of most letters of `text`: LATIN, CYRILLIC, ARABIC …, "" without letters."""
    counts: dict[str, int] = {}
    for letter in text[:2000]:
        if letter.isalpha():
            name = unicodedata.name(letter, "").partition(" ")[0]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""


_SAMI = {
    "se": frozenset(
        (
            "ja lea leat dan dat dán dáppe dás geat mii mat sii don mun maid maiddái go ovddas buot "
            "buohkaide sáhtát sáhttá suohkan suohkana giella sámi sámegiella sámegillii dárbbašat "
            "dahje jus fertet galgá galget ii eai leamaš mielde olis dárogillii iežat oažžut"
        ).split()
    ),
    "smj": frozenset(
        (
            "ja le lij li dat dajt da gå ma majt gudi mij sij dån mån ietjá ådåv máhtá máhttá "
            "suohkan suohkana giella sáme sámegiella julevsámegiella galggá jali ij aj bájkken"
        ).split()
    ),
    "sma": frozenset(
        (
            "jïh lea leah dïhte dah mij mah gosse gïen gieh dijjieh manne datne maahta tjïelte "
            "tjïelten gïele saemien saemiengïele åarjelsaemien edtja jallh ij aaj sjïere gaajhke "
            "gaajhkesh daesnie dejtie"
        ).split()
    ),
}
_SAMI_LETTERS = re.compile(r"[čđŋšŧžïńöá]")
_NORWEGIAN = frozenset(
    "og i er som på det til av for med en et ei ikke ikkje kan vi du den".split()
)
_SCRIPT_LANGUAGE = {
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "ETHIOPIC": "ti",
    "TAMIL": "ta",
    "DEVANAGARI": "hi",
}


def by_letters(text: str) -> str:
    """The language that the letters of `text` show: "" for Latin letters and none.

    Of several languages with one script the one most often written in Norway is named.
    """
    script = script_of(text)
    if script == "CYRILLIC":
        return "uk" if re.search(r"[іїєґ]", text, re.I) else "ru"
    if script == "ARABIC":
        if re.search(r"[ڕێۆڵ]", text):
            return "ckb"
        if re.search(r"[ٹڈڑں]", text):
            return "ur"
        return "fa" if re.search(r"[پچژگ]", text) else "ar"
    return _SCRIPT_LANGUAGE.get(script, "")


def sami(text: str) -> str:
    """``se``, ``smj`` or ``sma`` for a text that is clearly in that Sámi language, else ""."""
    words = words_of(text)
    if len(words) < 5 or not _SAMI_LETTERS.search(text.lower()):
        return ""
    norwegian = sum(word in _NORWEGIAN for word in words)
    counts = {code: sum(w in listed for w in words) for code, listed in _SAMI.items()}
    best = max(counts, key=lambda code: counts[code])
    marked = sum(bool(_SAMI_LETTERS.search(word)) for word in words)
    enough = counts[best] >= 2 and counts[best] + marked >= 0.3 * len(words)
    return best if enough and norwegian * 8 <= len(words) else ""


def identify(text: str, among: Sequence[str] = LATIN) -> tuple[str, float]:
    """The language of `among` whose words fit `text` best, and its mean Zipf frequency.

    ("", 0.0) for a text without words. Neighbours such as nb and da are not told apart
    with any certainty; see `nlp.language.detect`.
    """
    words = words_of(text)
    if not words:
        return "", 0.0
    known = [code for code in among if code in covered_languages()]
    means = {code: sum(_zipf(word, code) for word in words) / len(words) for code in known}
    best = max(known, key=lambda code: means[code])
    return best, means[best]


def evidence_against(text: str, declared: str) -> Evidence | None:
    """What speaks for another language than `declared` (a primary subtag).

    None when there is nothing to weigh: no words, a script that fits, or no better guess.
    """
    words = words_of(text)
    declared = "nb" if declared in {"no", "nn"} else declared
    if not words:
        return None
    script = script_of(text)
    if script != "LATIN":
        users = _SCRIPTS.get(script)
        if users is None or declared in users:
            return None
        return Evidence(min(users), len(words), len(words), 0, len(words))
    others = [code for code in LATIN if code != declared]
    if declared in SCANDINAVIAN:
        others = [code for code in others if code not in SCANDINAVIAN]
    if declared not in covered_languages():
        best, _ = identify(text)
        known = sum(_zipf(word, best) >= _KNOWN for word in words)
        return Evidence(best, len(words), known, len(words) - known, known)
    found = [_weigh(words, declared, other) for other in others]
    return max(found, key=lambda evidence: (evidence.share, evidence.known))


def _weigh(words: Sequence[str], declared: str, other: str) -> Evidence:
    leads = [_zipf(word, other) - _zipf(word, declared) for word in words]
    return Evidence(
        other,
        len(words),
        sum(lead >= _LEAD for lead in leads),
        sum(lead <= -_LEAD for lead in leads),
        sum(_zipf(word, other) >= _KNOWN for word in words),
    )


@lru_cache(maxsize=20_000)
def _zipf(word: str, language: str) -> float:
    return surface_zipf(word, language)
