"""How big the word lists are, counted as heads: the table of `dictionaries/README.md`.

usage: python training/list_sizes.py

A line is not always a head of its own. Lines that begin alike and have the same advice are
one («vedtak er fattet», «vedtak blir fattet»), and so are terms with the same explanation
and a light verb with its noun in the singular and the plural, with any preposition.
"""

from collections.abc import Iterator

from klarsprak.lexicon.dictionaries import Entry, load, table
from klarsprak.lexicon.inflection import WordClass, analyses

GOALS = {
    "kanselli, tungt_bindeord": (600, 300),
    "terms": (400, 400),
    "abbreviations": (350, 350),
    "inclusive": (180, 180),
    "idioms": (200, 200),
    "light_verbs": (400, 400),
    "loanwords": (250, 250),
}
"""The heads that issue 4 asks for, in Bokmål and Nynorsk; the other lists have no figure."""
OTHERS = ("nominalisations", "vague_time", "tone", "svada", "internal", "concepts")
_ALIKE = 6
_PREPOSITIONS = frozenset(
    "av for til i på om med over frå fra mot hos ved mellom overfor innen innan under å at".split()
)


def heads(name: str, language: str) -> int:
    """The heads of a list in one written standard; `name` may name several lists."""
    if name == "abbreviations":
        return len({row.cells["abbr"].strip(".").lower() for row in table(name)})
    if name == "concepts":
        return len({row.cells["concept"] for row in table(f"{name}_{language}")})
    return sum(len(set(_keys(part, language))) for part in name.split(", "))


def lines(name: str, language: str) -> int:
    """The lines of a list, or of several."""
    if name == "abbreviations":
        return len(table(name))
    return sum(len(table(f"{part}_{language}")) for part in name.split(", "))


def _keys(name: str, language: str) -> Iterator[tuple[str, ...]]:
    for entry in load(name, language):
        if name == "inclusive" and entry.extra.get("rule") == "ok":
            continue
        if name == "inclusive":
            yield entry.term[:_ALIKE].lower(), entry.extra["why"]
        elif name == "light_verbs":
            yield _verb_and_noun(entry, language)
        elif name == "terms":
            yield (entry.term[:2].lower(), entry.extra["explanation"])
        else:
            yield (entry.term[:_ALIKE].lower(), *(entry.swap or (entry.term,)))


def _verb_and_noun(entry: Entry, language: str) -> tuple[str, ...]:
    words = [word for word in entry.term.split() if word != "(*)"]
    while len(words) > 1 and words[-1] in _PREPOSITIONS:
        words.pop()
    nouns = [f.lemma for f in analyses(words[-1], language) if f.word_class is WordClass.NOUN]
    return words[0], nouns[0] if nouns else words[-1]


def rows() -> Iterator[str]:
    """The lines of the table, heading and all."""
    yield "| Liste | Mål | Oppslag på bokmål | Oppslag på nynorsk | Linjer |"
    yield "|---|---:|---:|---:|---:|"
    for name in (*GOALS, *OTHERS):
        goals = GOALS.get(name)
        goal = "–" if goals is None else "/".join(map(str, dict.fromkeys(goals)))
        shown = ", ".join(f"`{part}`" for part in name.split(", "))
        both = "/".join(dict.fromkeys(str(lines(name, code)) for code in ("nb", "nn")))
        yield f"| {shown} | {goal} | {heads(name, 'nb')} | {heads(name, 'nn')} | {both} |"


if __name__ == "__main__":
    print("\n".join(rows()))
