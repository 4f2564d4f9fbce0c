"""One spaCy language for both written standards, with a tokenizer that follows NDT.

spaCy finds it by entry point (`spacy_languages`, `spacy_factories`); importing this
module registers the same names, so a checkout without installation works too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.attrs import (
    IS_ASCII,
    IS_BRACKET,
    IS_CURRENCY,
    IS_LEFT_PUNCT,
    IS_QUOTE,
    IS_RIGHT_PUNCT,
    IS_STOP,
    LIKE_EMAIL,
    LIKE_URL,
    PREFIX,
    SHAPE,
    SUFFIX,
)
from spacy.lang.char_classes import ALPHA
from spacy.lang.nn.punctuation import (
    TOKENIZER_INFIXES,
    TOKENIZER_PREFIXES,
    TOKENIZER_SUFFIXES,
)
from spacy.language import BaseDefaults, Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

LANGUAGE = "nbnn"

_ABBREVIATIONS = """
a.d. adm. adm.dir. adr. ang. anm. apr. art. ass. aug. avd. avg. bl.a. bm. bnr. bto. ca.
cand. cand.mag. cand.jur. chr. co. d.d. d.e. d.m. d.s. d.v.s. d.y. d.å. dept. des. dir.
div. dr. dr.med. dr.philos. dss. dvs. e.kr. e.l. e.v.t. eks. ekskl. el. etc. etg. ev.
evt. f. f.eks. f.kr. f.o.m. f.t. f.v. feb. febr. ff. fhv. fig. fl. flg. foreg. fork. forts.
fr. fr.p. frk. fung. fv. gj.sn. gnr. gr. grl. gt. h.r.adv. hhv. hoh. hr. i.e. ifm. ift.
iht. inkl. innst. istf. jan. jf. jfr. jnr. jr. jur. kap. kfr. kgl. kgl.res. kl. komm.
kr. kr.f. kst. kv. l.nr. lign. m.a. m.a.o. m.fl. m.h.p. m.h.t. m.m. m.o.h. m.v. maks.
md. mek. mfl. mht. mill. mnd. moh. mr. mrd. mrs. mv. mva. ndf. nkr. nov. nr. nto. nyno. o.a. o.fl.
o.l. o.s.v. obl. off. okt. org. org.nr. osb. osv. ot.prp. ovf. p.a. p.g.a. p.m. p.nr. p.t.
pb. pers. pga. ph.d. pkt. post.nr. pr. prof. pst. pt. red. red.anm. ref. repr. res. resp. rnr. rv. s.
s.d. s.k. s.u. saksnr. sb. sek. sen. sep. sept. sivil.ing. siv.ing. siv.øk. snr. spm. sr. sst.
st. st.meld. st.prp. stip. stk. str. stud. sv. såk. t.d. t.h. t.o.m. t.v. tel. tils. tilsv.
tlf. u.a. ung. utg. v. vedk. vedl. vedr. vg. vgs. vha. vit.ass. vs. årg. årh.
""".split()
#: Lexical attributes that spaCy works out for every new word and nothing here reads; they
#: stay empty. They take a sixth of the time.
UNREAD = (
    SHAPE, PREFIX, SUFFIX, LIKE_URL, LIKE_EMAIL, IS_CURRENCY, IS_BRACKET, IS_QUOTE,
    IS_LEFT_PUNCT, IS_RIGHT_PUNCT, IS_STOP, IS_ASCII,
)  # fmt: skip
_WHOLE = ("a/s", "d/s", "m/s", "i/s", "km/t", "og/eller", "c/o", "v/", "m/", "§§", "©ntb", "©npk")
#: A longer run of signs without a blank is cut before it is taken apart.
LONGEST_RUN = 256
#: Number with a full stop: an ordinal inside a text, two tokens where the text ends.
_LAST_STOP = re.compile(r"(?:^|[\s(«\"])(?:\d{1,4}|to|ti|[A-ZÆØÅ])\.$")


def _exceptions() -> dict[str, list[dict[int, str]]]:
    out: dict[str, list[dict[int, str]]] = {}
    for word in (*_ABBREVIATIONS, *_WHOLE):
        for form in (word, word[0].upper() + word[1:], word.upper()):
            out[form] = [{ORTH: form}]
    for day in range(1, 32):
        out[f"{day}."] = [{ORTH: f"{day}."}]
    return out


class NorwegianDefaults(BaseDefaults):  # type: ignore[misc]
    """Bokmål and Nynorsk punctuation with our own abbreviations, without emoticons."""

    tokenizer_exceptions = _exceptions()
    prefixes = TOKENIZER_PREFIXES
    suffixes = TOKENIZER_SUFFIXES
    infixes = (
        *TOKENIZER_INFIXES,
        r"(?<=[0-9])/(?=[0-9])",
        rf"(?<=[{ALPHA}]-)/(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])[»\"”](?=-)",
    )


class NorwegianTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer with rules from code alone, so nothing is stored with the model.

    A full stop that ends the text is a token of its own, even after a number.
    """

    def __call__(self, string: str) -> Doc:
        """Return the tokens of a text; their texts and blanks give it back unchanged."""
        ends = bool(_LAST_STOP.search(string))
        pieces = _pieces(string[:-1] if ends else string)
        if len(pieces) == 1 and not ends:
            return super().__call__(string)
        words: list[str] = []
        spaces: list[bool] = []
        for piece in pieces:
            doc = super().__call__(piece)
            words += [t.text for t in doc]
            spaces += [bool(t.whitespace_) for t in doc]
        if ends:
            words.append(".")
            spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Store nothing; the rules are code."""

    def from_disk(self, path: str | Path, **_: Any) -> NorwegianTokenizer:
        """Return itself; the rules are code."""
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing; the rules are code."""
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> NorwegianTokenizer:
        """Return itself; the rules are code."""
        return self


def _pieces(string: str) -> list[str]:
    """The text in pieces; spaCy takes time by the square of a run without a blank."""
    if len(string) <= LONGEST_RUN or len(max(string.split(), key=len, default="")) <= LONGEST_RUN:
        return [string]
    cuts = [0]
    for run in re.finditer(r"\S+", string):
        cuts += range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN)
    return [string[a:b] for a, b in itertools.pairwise([*cuts, len(string)])]


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return the builder that the pipeline's config names."""

    def build(nlp: Language) -> Tokenizer:
        defaults = nlp.Defaults
        for attribute in UNREAD:
            nlp.vocab.lex_attr_getters.pop(attribute, None)
        return NorwegianTokenizer(
            nlp.vocab,
            rules=defaults.tokenizer_exceptions,
            prefix_search=compile_prefix_regex(_of(defaults.prefixes)).search,
            suffix_search=compile_suffix_regex(_of(defaults.suffixes)).search,
            infix_finditer=compile_infix_regex(_of(defaults.infixes)).finditer,
            url_match=defaults.url_match,
        )

    return build


def _of(rules: Iterable[Any] | None) -> list[str]:
    return list(rules or ())


class Norwegian(Language):  # type: ignore[misc]
    """Bokmål and Nynorsk as one language to spaCy."""

    lang = LANGUAGE
    Defaults = NorwegianDefaults


def register() -> None:
    """Make the language and its tokenizer known to spaCy in this process."""
    spacy.registry.languages.register(LANGUAGE, func=Norwegian)
    spacy.registry.tokenizers.register("klarsprak.norwegian.v1", func=make_tokenizer)


register()
