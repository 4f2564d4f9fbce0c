"""Things listed in a sentence as a list of points, where the words show what the items are."""

from collections.abc import Sequence

from klarsprak.core.analysis import Token

LEAST_ITEMS = 4
LONGEST_ITEM = 9
_JOINS = frozenset({"og", "samt", "eller"})
_IN_ITEM = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "ADV", "CCONJ"})
_BEFORE_NOUN = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
MARK = "\n- "
"""Begins an item; `engine.edits` writes it as the format of the file wants it."""


def as_points(tokens: Sequence[Token], text: str) -> tuple[int, int, str] | None:
    """The end of a sentence as points: (start, end, new text), or None.

    `tokens` are those of one sentence and `text` what their offsets are in. The last item
    must end the sentence, each must be a noun phrase, and what goes before must be a clause.
    """
    if len(tokens) < 10 or tokens[-1].text != "." or any(t.text in ':;()«»"' for t in tokens):
        return None
    commas = [n for n, token in enumerate(tokens) if token.text == ","]
    join = next((n for n in range(len(tokens) - 2, 0, -1) if tokens[n].lower in _JOINS), None)
    if join is None or len(commas) < LEAST_ITEMS - 2:
        return None
    first = _first_item(tokens, commas)
    if first is None:
        return None
    cuts = [n for n in commas if n > first and n < join]
    starts = [first, *(n + 1 for n in cuts), join + 1]
    ends = [*cuts, join, len(tokens) - 1]
    items = [list(tokens[a:b]) for a, b in zip(starts, ends, strict=True)]
    if len(items) < LEAST_ITEMS or not all(map(_is_item, items)):
        return None
    if items[0][0].pos == "ADJ" and not any(item[0].pos == "ADJ" for item in items[1:]):
        # «nye veier, bruer og tunneler»: nobody can tell what the adjective is of.
        return None
    more = any(t.pos == "ADP" for item in items[1:] for t in item)
    if more and tokens[first - 1].pos == "ADP" and tokens[first - 2].pos == "NOUN":
        # «kopi av lønnsslipp, kvittering for …»: the first item may begin earlier.
        return None
    texts = [text[item[0].start : item[-1].end] for item in items]
    if tokens[join].lower == "eller":
        texts[-2] += ", eller"
    points = ":" + "".join(MARK + one for one in texts)
    return tokens[first - 1].end, tokens[-1].end, points


def _first_item(tokens: Sequence[Token], commas: Sequence[int]) -> int | None:
    """Where the first item begins: the noun phrase before the first comma of the list."""
    for comma in commas:
        at = comma
        while at and tokens[at - 1].pos in _BEFORE_NOUN:
            at -= 1
        nouns = any(t.pos == "NOUN" for t in tokens[at:comma])
        before = tokens[at - 1] if at else None
        opens = before is not None and before.pos in ("VERB", "ADP", "AUX")
        if nouns and opens and any(t.is_finite for t in tokens[:at]):
            return at
    return None


def _is_item(item: Sequence[Token]) -> bool:
    if not 1 <= len(item) <= LONGEST_ITEM or not any(t.pos in ("NOUN", "PROPN") for t in item):
        return False
    if any(t.lower in ("§", "§§", "ledd", "nr.") or any(c.isdigit() for c in t.text) for t in item):
        return False
    return item[0].pos in _BEFORE_NOUN and all(t.pos in _IN_ITEM for t in item)
