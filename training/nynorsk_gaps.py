"""List what a Bokmål list holds and its Nynorsk twin may lack, and the other way round.

usage: python training/nynorsk_gaps.py LIST…   (such as: terms kanselli)

An entry counts as matched when the other list has the same words, words that answer to
them letter by letter, or an entry in the same field whose explanation or first
replacement says the same. What is printed is for a reader to judge: many words have no
twin, for Nynorsk has another word or needs none.
"""

import argparse
from collections.abc import Iterator

from klarsprak.lexicon.correspondences import to_bokmal
from klarsprak.lexicon.dictionaries import Entry, load

_ALIKE = 0.6
"""Share of the words of two explanations that must be the same."""
_SPELLINGS = (
    ("bestemmelse", "føresegn"), ("tillatelse", "løyve"), ("myndighet", "styresmakt"),
    ("virksomhet", "verksemd"), ("bolig", "bustad"), ("boende", "buande"), ("eier", "eigar"),
    ("haver", "havar"), ("taker", "takar"), ("tjeneste", "teneste"), ("tilskudd", "tilskot"),
    ("fradrag", "frådrag"), ("fra", "frå"), ("vei", "veg"), ("vann", "vatn"), ("vann", "vass"),
    ("hjemmel", "heimel"), ("hjem", "heim"), ("skole", "skule"), ("utvalg", "utval"),
    ("formål", "føremål"), ("eiendom", "eigedom"), ("tiltakshaver", "tiltakshavar"),
    ("utredning", "utgreiing"), ("beregning", "berekning"), ("opptjening", "opptening"),
    ("ytelse", "yting"), ("else", "ing"), ("ning", "ing"), ("het", "heit"), ("dom", "dom"),
    ("sykdom", "sjukdom"), ("syke", "sjuke"), ("skjønn", "skjønn"), ("høring", "høyring"),
    ("for", "føre"), ("hoved", "hovud"), ("sikkerhet", "tryggleik"), ("ere", "ere"),
    ("er", "ar"), ("ers", "ars"), ("gjøre", "gjere"), ("ikke", "ikkje"), ("som", "som"),
    ("den", "den"), ("grunnlag", "grunnlag"), ("avgjørelse", "avgjerd"), ("plan", "plan"),
)  # fmt: skip


def main() -> None:
    """Print the gaps of each list, by direction."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", nargs="+")
    for name in parser.parse_args().lists:
        bokmal, nynorsk = load(name, "nb"), load(name, "nn")
        print(f"{name}: {len(bokmal)} nb, {len(nynorsk)} nn")
        print("  only nb:", "; ".join(_unmatched(bokmal, nynorsk)))
        print("  only nn:", "; ".join(_unmatched(nynorsk, bokmal)))


def _unmatched(own: tuple[Entry, ...], other: tuple[Entry, ...]) -> Iterator[str]:
    words: set[str] = set()
    by_area: dict[str, list[frozenset[str]]] = {}
    for entry in other:
        words |= _keys(entry.term)
        by_area.setdefault(entry.extra.get("area", ""), []).append(_meaning(entry))
    for entry in own:
        if words & _keys(entry.term):
            continue
        meaning = _meaning(entry)
        near = by_area.get(entry.extra.get("area", ""), ())
        if not any(_alike(meaning, found) for found in near):
            yield entry.term


def _keys(term: str) -> set[str]:
    """The term with the spellings of both standards made one, and its cognates."""
    plain = term.lower().replace("^", "").replace("(*) ", "")
    guesses = {plain, " ".join((to_bokmal(word) or (word,))[0] for word in plain.split())}
    return {_levelled(guess) for guess in guesses}


def _levelled(text: str) -> str:
    for bokmal, nynorsk in _SPELLINGS:
        text = text.replace(nynorsk, bokmal)
    return text


def _meaning(entry: Entry) -> frozenset[str]:
    text = entry.extra.get("explanation") or (entry.swap[0] if entry.swap else "")
    return frozenset(_levelled(next(iter(to_bokmal(w)), w)) for w in text.lower().split())


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one) and len(one & two) >= _ALIKE * len(one | two)


if __name__ == "__main__":
    main()
