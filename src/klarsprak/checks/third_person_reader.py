"""The reader spoken of in the third person: søkeren, brukeren, den enkelte, den som."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klarsprak.core.analysis import Analysis, Token
from klarsprak.core.audience import Setting
from klarsprak.core.definition import Definition
from klarsprak.core.document import PROSE, Block
from klarsprak.core.finding import Edit, Match
from klarsprak.core.rule import Rule, RuleMeta
from klarsprak.core.spans import Span
from klarsprak.lexicon.passives import AUXILIARY
from klarsprak.lexicon.second_person import address, is_spoken_of_again, may_be_another, role

KEYS: frozenset[str] = frozenset()
VALUES = frozenset({"lemma"})

_FORMS = re.compile(
    r"(?:søker|søkar|søkjar|mottaker|mottakar|bruker|brukar|klient|tiltakshaver|tiltakshavar|innsender|innsendar|klager|klagar|"
    r"stønadsmottaker|stønadsmottakar|tilskuddsmottaker|tilskotsmottakar)(?:en|s|ens|ne|nes)?"
)
_ONLY_IN_LETTERS = re.compile(r"(?:bruker|brukar|mottaker|mottakar|klient)(?:en|s|ens)?")
"""On a web page «brukeren» is mostly someone else, or a user of a system."""
_SINGLE = frozenset({"enkelte", "einskilde", "individuelle"})
_SPEAKS = frozenset({"brev", "nett", "skjema", "sms"})
"""Documents that speak to their reader; a report speaks of others."""
_THINGS = frozenset({"ADJ", "NOUN"})


@dataclass(frozen=True, slots=True)
class ThirdPersonReader:
    """Singular roles of the reader, by part of speech: «søker» the noun, not the verb."""

    meta: RuleMeta

    def check(self, block: Block, analysis: Analysis, setting: Setting) -> Iterator[Match]:
        """Yield a match per mention."""
        tokens = analysis.tokens()
        told = -1
        for index, token in enumerate(tokens):
            last = _match(tokens, index) if index > told else None
            # «Mottaker» above a field of a form is someone else.
            near = setting.document_type in ("brev", "skjema") and block.kind in PROSE
            if not near and (_ONLY_IN_LETTERS.fullmatch(token.lower) or _is_another(tokens, index)):
                continue
            if last is not None:
                told = last
                span = Span(token.start, tokens[last].end)
                values = {"lemma": token.lemma.lower()}
                if may_be_another(tokens, index, last, speaks=setting.document_type in _SPEAKS):
                    yield Match(span, values)
                    continue
                spoken = address(tokens, index, last, block.text, block.language)
                rewrite = Edit(Span(spoken[0], spoken[1]), spoken[2]) if spoken else None
                yield Match(span, values, _you(tokens, index, last), rewrite=rewrite)


def _match(tokens: Sequence[Token], index: int) -> int | None:
    """The last token of a mention that begins at `index`; None when there is none."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.lower in ("vedkommende", "vedkomande"):
        if _points_back(tokens, index):
            return None
        # «vedkommende myndighet» is a modifier.
        return None if following and following.pos in _THINGS else index
    if token.lower == "den" and following is not None:
        after = tokens[index + 2] if index + 2 < len(tokens) else None
        if following.lower in _SINGLE and after and _FORMS.fullmatch(after.lower):
            return index + 2
        if following.lower in ("enkelte", "einskilde"):
            return None if after and after.pos in _THINGS else index + 1
        if following.lower == "som" and (
            index == 0 or tokens[index - 1].pos in ("PUNCT", "ADP", "VERB", "CCONJ", "SCONJ")
        ):
            if after is not None and after.lower in AUXILIARY:
                # «når den som blir forsørget, får pensjon»: someone to whom things are done.
                return None
            return index + 1
        return None
    # The first word of a label has a capital, and the tagger may take it for a name.
    noun = token.pos == "NOUN" or (token.pos == "PROPN" and index == 0)
    if not noun or not _FORMS.fullmatch(token.lower):
        return None
    if "Number=Plur" in token.feats or token.lower.endswith(("ne", "nes")):
        return None
    if following is not None and following.text == "-":
        return None
    return None if _may_be_the_verb(tokens, index) else index


def _points_back(tokens: Sequence[Token], index: int) -> bool:
    """Whether «vedkommende» is a person just spoken of, or «rette vedkommende»."""
    if index and tokens[index - 1].lower in ("rette", "rett"):
        return True
    earlier = [t for t in tokens[:index] if t.sentence >= tokens[index].sentence - 1]
    return any(
        (t.pos == "NOUN" and (_PERSON.search(t.lower) or t.lower in _PERSONS))
        or (t.lower in ("enkelte", "einskilde") and not t.is_finite)
        for t in earlier
    )


def _is_another(tokens: Sequence[Token], index: int) -> bool:
    """«navn på den som skal ha tilgang»: on a page to others, not in a letter to the reader.

    What is paid, given or sent to «den som …» is the reader's all the same.
    """
    if tokens[index].lower != "den" or index == 0 or tokens[index - 1].pos not in ("ADP", "VERB"):
        return False
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if following != "som":
        return False
    before = [t for t in tokens[:index] if t.sentence == tokens[index].sentence]
    given = any("Voice=Pass" in t.feats or t.lower in AUXILIARY for t in before)
    return not (given and tokens[index - 1].lower == "til")


_PERSON = re.compile(r"(?:eren|aren|er|ar|øren|ør|enten|ent|anten|ant|ingen|ling|isten|ist)$")
_PERSONS = frozenset(
    "person personen barn barnet elev eleven ansatt ansatte tilsett tilsette mor mora moren far faren "
    "verge vergen verja pårørende pårørande student studenten administrator".split()
)
_PRONOUNS = frozenset("en ein man du vi jeg eg han hun ho de dei dere dykk som".split())


def _may_be_the_verb(tokens: Sequence[Token], index: int) -> bool:
    """«grunngje kvifor ein klagar»: a form that is a verb too, after what may be its subject."""
    if index == 0 or not tokens[index].lower.endswith(("er", "ar")):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return tokens[index - 1].lower in _PRONOUNS and not (following and following.is_finite)


def _you(tokens: Sequence[Token], index: int, last: int) -> tuple[str, ...]:
    word = tokens[last].lower
    if word.endswith("s"):
        return ()
    text = role(tokens, index, last) + (" som" if word == "som" else "")
    if is_spoken_of_again(tokens, index, last):
        # More must change than this, and a person must see what.
        text += " …"
    return (text.capitalize() if tokens[index].text[:1].isupper() else text,)


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return ThirdPersonReader(definition.meta)
