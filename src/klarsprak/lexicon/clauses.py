"""Where the main clause's finite verb stands, by tags and the word order of Norwegian.

Norwegian main clauses have the finite verb second. What stands before it may hold clauses
of its own; each opens with a subordinator or a relative word and has one finite verb.
"""

from collections.abc import Sequence

from klarsprak.core.analysis import Token

_ALWAYS = frozenset(
    "at hvis viss når dersom fordi mens medan ettersom hvorvidt hvordan korleis som idet såfremt såframt ifall "
    "hvor kor hvorfor kvifor".split()
)
MODALS = frozenset("må skal kan bør vil måtte skulle kunne burde ville".split())
_OPENERS = tuple(
    tuple(phrase.split())
    for phrase in (
        "så lenge; så snart; så sant; så fremt; så framt; så ofte; med mindre; i tilfelle; inntil; inntil at; "
        "straks; hver gang; kvar gong; i den grad; i den utstrekning; forutsatt at; forutsett at; føresett at"
    ).split("; ")
)
"""Words that together open a clause; the tagger sees adverbs and nouns in them."""
_CLAUSE_GOES_ON = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM"})
_CHANGED = frozenset("tilføyd tilføyet tilføydd endret endra opphevet oppheva".split())
_NOMINATIVE = frozenset("jeg eg du vi me han hun ho de dere dei dykk man ein en".split())


def main_verb(tokens: Sequence[Token]) -> int | None:
    """Index of the main clause's finite verb in the tokens of one sentence.

    None for questions, imperatives and fragments, and where the sentence gives no way to
    tell.
    """
    if not tokens or tokens[-1].text == "?":
        return None
    if _opens_with_phrase(tokens):
        return _after_comma(tokens)
    no_statement = _is_command(tokens) or _notes_a_change(tokens)
    return None if no_statement else _second_verb(tokens)


def _is_command(tokens: Sequence[Token]) -> bool:
    """An imperative; «ifall» looks like one to the tagger."""
    first = _first_word(tokens)
    return "Mood=Imp" in first.feats and first.lower not in _ALWAYS


def _second_verb(tokens: Sequence[Token]) -> int | None:
    """The finite verb that is left when each clause before it has had its own."""
    if tokens[0].is_finite:
        # «Er det fleire kommunar, skal …»: a condition without «hvis».
        return _after_comma(tokens) or 0
    opens = _opens_with_clause(tokens)
    after = _after_role(tokens)
    if after is None and opens:
        after = _after_comma(tokens)
    if after is not None:
        return after
    pending = int(opens and not _is_subordinator(tokens, 0))
    for index, token in enumerate(tokens):
        if index and _is_subordinator(tokens, index):
            pending += 1
            continue
        if index == 0 and _is_subordinator(tokens, 0):
            pending += 1
            continue
        if not token.is_finite or "Mood=Imp" in token.feats or token.text.endswith("."):
            # An abbreviation such as «jf.» is no verb of the sentence.
            continue
        if _says_that_is(tokens, index):
            continue
        if pending:
            pending -= 1
            continue
        if _bare_relative(tokens, index):
            continue
        if index and tokens[index - 1].pos == "CCONJ" and _seen_finite(tokens, index):
            continue
        return index
    return None


def _notes_a_change(tokens: Sequence[Token]) -> bool:
    """«Tilføyd ved lov 1. mars 2021, endret ved lov …»: the note under a section of a law."""
    words = [t.lower for t in tokens[:4] if t.pos not in ("PUNCT", "SYM")][:2]
    return len(words) == 2 and words[0] in _CHANGED and words[1] in ("ved", "frå", "fra")


def _after_role(tokens: Sequence[Token]) -> int | None:
    """«Som folkevalde har vi ansvar, og …»: what the subject is; the verb follows at once."""
    if tokens[0].lower != "som":
        return None
    verb = next((i for i, t in enumerate(tokens) if t.is_finite or t.text == ","), None)
    if verb is None or not 2 <= verb < len(tokens) - 1 or not tokens[verb].is_finite:
        return None
    noun, subject = tokens[verb - 1], tokens[verb + 1]
    inverted = subject.lower in _NOMINATIVE and noun.pos in ("NOUN", "ADJ", "PROPN")
    return verb if inverted else None


def _first_word(tokens: Sequence[Token]) -> Token:
    return next((t for t in tokens if t.pos not in ("PUNCT", "SYM", "NUM", "X")), tokens[0])


def _seen_finite(tokens: Sequence[Token], index: int) -> bool:
    return any(t.is_finite for t in tokens[:index])


def _is_subordinator(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.pos == "SCONJ" or token.lower in _ALWAYS:
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if token.lower == "som" and following in (
            "helst",
            "regel",
            "følge",
            "kjent",
            "nevnt",
            "nemnt",
        ):
            return False
        if token.lower == "som" and index and _is_role(tokens, index):
            return False
        if token.lower == "som" and _is_participle(tokens, index + 1):
            # «som omtalt i»: no clause, though it opens like one.
            return False
        # «slik som», «etter at»: the pair opens one clause.
        before = tokens[index - 1] if index else None
        return not (before and before.pos == "SCONJ" and before.lower != "at")
    return False


def _is_role(tokens: Sequence[Token], index: int) -> bool:
    """«du som systemleverandør sender»: what the person is, and no clause."""
    if tokens[index - 1].lower not in _NOMINATIVE or index + 2 >= len(tokens):
        return False
    noun, after = tokens[index + 1], tokens[index + 2]
    return noun.pos == "NOUN" and "Definite=Ind" in noun.feats and after.is_finite


def _is_participle(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and "VerbForm=Part" in tokens[index].feats


def _opens_with_clause(tokens: Sequence[Token]) -> bool:
    words = [t for t in tokens[:4] if t.pos not in ("PUNCT", "SYM", "NUM")][:2]
    if words and words[0].lower in ("dvs.", "videre", "vidare", "og", "men", "eller", "og", "også"):
        words = words[1:]
    if len(words) > 1 and words[0].lower == "som" and "VerbForm=Part" in words[1].feats:
        return False
    return bool(words) and (words[0].pos == "SCONJ" or words[0].lower in _ALWAYS)


def _opens_with_phrase(tokens: Sequence[Token]) -> bool:
    """«Så lenge du bor her, …», but not «Så lenge har vi ventet» or «I tilfelle brann skal …»."""
    words = [t for t in tokens if t.pos not in ("PUNCT", "SYM")]
    lowers = tuple(token.lower for token in words[:3])
    for phrase in _OPENERS:
        if lowers[: len(phrase)] != phrase or len(words) <= len(phrase):
            continue
        following, *after = words[len(phrase) : len(phrase) + 2]
        if following.pos not in _CLAUSE_GOES_ON or following.is_finite:
            continue
        bare = following.pos == "NOUN" and "Definite=Ind" in following.feats
        if not (bare and after and after[0].is_finite):
            return True
    return False


def _after_comma(tokens: Sequence[Token]) -> int | None:
    """The first finite verb right after a comma: where a fronted clause hands over."""
    for index in range(1, len(tokens)):
        if tokens[index].text.endswith("."):
            continue
        if tokens[index].is_finite and tokens[index - 1].text == ",":
            return index
        if (
            index > 1
            and tokens[index].is_finite
            and tokens[index - 1].lower in ("så",)
            and tokens[index - 2].text == ","
        ):
            return index
    return None


def _says_that_is(tokens: Sequence[Token], index: int) -> bool:
    """«det vil si» explains; it is no clause of its own."""
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    return tokens[index].lower == "vil" and after in ("si", "seie", "seia")


def _bare_relative(tokens: Sequence[Token], index: int) -> bool:
    """«opplysningene du gir», «det vedtaket kommunen gjorde»: a relative clause without «som»."""
    if index < 2:
        return False
    head, subject = tokens[index - 2], tokens[index - 1]
    if subject.lower in _NOMINATIVE:
        return head.pos in ("NOUN", "PROPN")
    return all(t.pos == "NOUN" and "Definite=Def" in t.feats for t in (head, subject))


def words_before(tokens: Sequence[Token], index: int) -> int:
    """How many words stand before token `index`; signs do not count."""
    return sum(t.pos not in ("PUNCT", "SYM") and t.text != "§" for t in tokens[:index])
