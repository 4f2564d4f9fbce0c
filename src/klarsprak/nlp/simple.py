"""Words and sentences without a model: rules over one block at a time.

LIX, sentence rules and phrase matching all stand on these, so the rules are few, written
down, and measured (`training/eval_sentences.py`).
"""

import re
from collections.abc import Iterator

from klarsprak.core.analysis import Sentence, Word
from klarsprak.lexicon.abbreviations import MAY_END_A_SENTENCE, abbreviations
from klarsprak.lexicon.standards import HOLE

_URL = r"(?:https?://|www\.)[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]}'…]"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_TOP = "no|com|org|net|eu|io|dev|info|gov|edu|se|dk|uk|de"
_DOMAIN = rf"(?:[a-zæøå0-9-]+\.)+(?:{_TOP})\b(?:/[^\s<>«»\",;]*[\w/])?"
_NUMBER = r"\d+(?:[.,:/\u2013\u2212-]\d+)*"
_DOTTED = r"(?:[^\W\d_]{1,6}\.){2,}"
_LETTERS = r"[^\W_](?:[\w\u0300-\u036f]*)(?:['’\-\u2010\u2011/&](?=[\w])[\w\u0300-\u036f]+)*-?"
_TOKEN = re.compile(
    rf"(?P<hole>{HOLE})|(?P<url>{_URL}|{_EMAIL}|{_DOMAIN})|(?P<dotted>{_DOTTED})"
    rf"|(?P<number>{_NUMBER}(?![^\W\d_]))|(?P<word>{_LETTERS})|(?P<sign>…|\.{{2,}}|[^\w\s]|_)",
    re.IGNORECASE,
)
_HAS_LETTER = re.compile(r"[^\W\d_]")
_CLOSERS = "»\"”’')]}›"
_OPENERS = "«\"“„'‘([{‹–—-•*"
_BLOCK_TAGS = ("{{#", "{{/", "{{^", "{{else", "{%")
"""How a part of a template opens or ends that is not always in the text."""
_MONTHS = frozenset(
    (
        "januar februar mars april mai juni juli august september oktober november "
        "desember  jan feb mar apr jun jul aug sep sept okt nov des "
    ).split()
)
_BEFORE_NUMBER = frozenset(
    (
        "nr kapittel kap punkt pkt side s paragraf § artikkel art ledd del fase trinn "
        "bind  versjon nivå klasse gruppe tabell figur vedlegg lov rundskriv type "
        "kategori gang "
    ).split()
)
_AFTER_ORDINAL = frozenset(
    (
        "verdenskrig verdskrig divisjon etasje plass kvartal halvår juledag påskedag pinsedag "
    ).split()
)
_STARTERS = frozenset(
    (
        "det den de vi du jeg eg han hun ho dei dette disse desse en ein ei et eit i på "
        "for hvis viss  når om men og så da då dersom derfor difor etter ved til fra "
        "frå ta se sjå alle ingen noen nokon hva kva "
    ).split()
)


def words(text: str) -> tuple[Word, ...]:
    """Every word, number and sign of `text` in order; offsets in `text`.

    A URL, an e-mail address, a number and a hole of a template («{{ navn }}») are one token
    each and are not counted as words (`is_word` false). Hyphened compounds are one word; so
    is the left half of a suspended compound («bygge-»). An abbreviation keeps its full stops.
    """
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Word]:
    known = abbreviations()
    at, size = 0, len(text)
    while match := _TOKEN.search(text, at):
        start, end = match.span()
        group = match.lastgroup
        if group == "word" and text[end : end + 1] == "." and f"{match[0].lower()}." in known:
            end += 1
        elif group == "dotted" and match[0].lower() not in known and not _initials(match[0]):
            # «slutt.Ny» without a space: only the first part is a word here.
            end = start + match[0].index(".")
        elif (
            group == "word"
            and text[end - 1] == "-"
            and not text[end : end + 1].isspace()
            and end < size
        ):
            end -= 1
        value = text[start:end]
        yield Word(
            start,
            end,
            value,
            is_word=group in ("word", "dotted") and bool(_HAS_LETTER.search(value)),
            is_number=group == "number",
        )
        at = end


def _initials(value: str) -> bool:
    return all(len(part) == 1 for part in value.split(".") if part)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of one block; offsets in `text`, white space round them left out.

    A full stop, question or exclamation mark ends a sentence when what follows can begin
    one, and it is not that of an abbreviation, an ordinal, a date, an initial or a section
    number. A colon before a capital letter ends one too (as in Björnsson's LIX and in the
    Norwegian Dependency Treebank), but not before a list of names.
    """
    tokens = words(text)
    found: list[Sentence] = []
    first = 0
    for index in range(len(tokens)):
        if index < first or not _ends(text, tokens, index, first):
            continue
        last = index
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].text in _CLOSERS + ".!?…"
            and tokens[last + 1].start == tokens[last].end
        ):
            last += 1
        found.append(_sentence(tokens, first, last + 1))
        first = last + 1
    if first < len(tokens):
        found.append(_sentence(tokens, first, len(tokens)))
    return tuple(found)


def _sentence(tokens: tuple[Word, ...], first: int, stop: int) -> Sentence:
    return Sentence(tokens[first].start, tokens[stop - 1].end, tokens[first:stop])


def _ends(text: str, tokens: tuple[Word, ...], index: int, first: int) -> bool:
    """Whether the token at `index` closes a sentence that began at token `first`."""
    token = tokens[index]
    if token.text[-1] not in ".!?…:":
        return False
    after = index + 1
    while (
        after < len(tokens)
        and tokens[after].text in _CLOSERS
        and tokens[after].start == tokens[after - 1].end
    ):
        after += 1
    if after >= len(tokens):
        return token.text in (".", "!", "?", "…")
    value = token.text
    if token.is_word and value.endswith("."):
        return value.lower() in MAY_END_A_SENTENCE and _starts(text, tokens, after, strict=True)
    if value == ":":
        return _colon_ends(text, tokens, index)
    if value not in (".", "!", "?", "…") and not value.startswith(".."):
        return False
    if value in ("!", "?"):
        return _gap(tokens, after) and _starts(text, tokens, after)
    if not _gap(tokens, after) and not tokens[after].text.startswith(_BLOCK_TAGS):
        return False
    if not _starts(text, tokens, after):
        return False
    return value != "." or _full_stop_ends(tokens, index, after, first)


def _gap(tokens: tuple[Word, ...], after: int) -> bool:
    return tokens[after].start > tokens[after - 1].end


def _starts(text: str, tokens: tuple[Word, ...], after: int, *, strict: bool = False) -> bool:
    """Whether a sentence can begin at token `after`."""
    while after < len(tokens) and tokens[after].text in _OPENERS:
        after += 1
    if after >= len(tokens):
        return True
    char = text[tokens[after].start]
    if char.isupper() or (char in ".…" and after and tokens[after - 1].text in _OPENERS):
        return True
    return not strict and (char.isdigit() or char in "§[{$")


def _full_stop_ends(tokens: tuple[Word, ...], index: int, after: int, first: int) -> bool:
    """Whether the full stop at `index` ends a sentence, as one may begin after it."""
    if index == first:
        return True
    before = tokens[index - 1]
    if before.end != tokens[index].start:
        return True
    following = tokens[after].lower
    if before.is_number:
        return _number_ends(tokens, index, following, first)
    if len(before.text) == 1 and before.text.isalpha():
        if index - 1 == first:
            return False
        if before.text.isupper():
            # An initial, unless the next word is one that sentences begin with.
            return following in _STARTERS and not tokens[index - 2].text[:1].isupper()
        return True
    return True


def _number_ends(tokens: tuple[Word, ...], index: int, following: str, first: int) -> bool:
    number = tokens[index - 1].text
    if index - 1 == first:
        return False
    if following in _MONTHS or following in _AFTER_ORDINAL or tokens[index + 1].is_number:
        return False
    previous = tokens[index - 2].lower.rstrip(".")
    if previous in ("kong", "dronning", "pave") or tokens[index - 2].text in ("–", "-"):
        return previous not in ("kong", "dronning", "pave")
    if not number.isdigit() or len(number) > 2 or int(number) > 31:
        return True
    if previous in _BEFORE_NUMBER or previous in _MONTHS:
        return True
    return not (
        tokens[index + 1].text[:1].isupper()
        and following not in _STARTERS
        and previous in ("den", "det", "de")
    )


_LIST_OF_NAMES = re.compile(
    r"[A-ZÆØÅ][^,.;:!?]*(?:, [A-ZÆØÅ][^,.;:!?]*){2,}(?: (?:og|eller|samt) |[.]?$)"
)


def _inside_quote(text: str, at: int) -> bool:
    return text.rfind("«", 0, at) > text.rfind("»", 0, at)


def _colon_ends(text: str, tokens: tuple[Word, ...], index: int) -> bool:
    after = index + 1
    if index == 0 or tokens[after].start == tokens[index].end:
        return False
    before = tokens[index - 1]
    if not (before.is_word or before.is_number or before.text == ")"):
        return False
    if _inside_quote(text, tokens[index].start) or tokens[after].text in "([{":
        return False
    if not _starts(text, tokens, after, strict=True):
        return False
    return not _LIST_OF_NAMES.match(text, tokens[after].start)


def letters(word: str) -> int:
    """How many letters a word has; hyphens, digits and signs are not letters."""
    return sum(char.isalpha() for char in word)
