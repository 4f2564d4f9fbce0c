"""What is counted about a text as a whole, by definitions that are written down here.

Running text: paragraphs and list items in Norwegian that are not hidden, menus, addresses
or signatures. A block without a closing full stop counts only when it has five words or
more, and is then one sentence. Words are as in `nlp.simple`: numbers, URLs and e-mail
addresses are not words. A long word has more than six letters.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from klarsprak.core.analysis import Sentence, Token
from klarsprak.core.document import PROSE, Block, Document
from klarsprak.nlp.analysis import NORWEGIAN, Analyses, CountedSentence
from klarsprak.nlp.simple import letters

LONG_WORD = 6
"""A word with more letters than this is long (Björnsson 1968)."""

_ACTS = ("loven", "lova", "forskriften", "forskrifta", "lovens")

_ROLES_LEFT_OUT = frozenset({"address", "salutation", "signature", "reference"})
_LANDMARKS_LEFT_OUT = frozenset({"nav", "footer", "header", "aside"})


def is_running_text(block: Block) -> bool:
    """Whether readability is counted on this block."""
    return (
        block.kind in PROSE
        and not block.hidden
        and block.language in NORWEGIAN
        and block.attributes.get("role") not in _ROLES_LEFT_OUT
        and block.attributes.get("landmark") not in _LANDMARKS_LEFT_OUT
    )


def counted_sentences(
    document: Document, analyses: Analyses
) -> Iterator[tuple[int, CountedSentence]]:
    """The sentences that metrics are counted on, each with the index of its block."""
    for index, block in enumerate(document.blocks):
        if not is_running_text(block):
            continue
        known = analyses[index].known
        if known.counted is None:
            known.counted = tuple(_count_sentences(block.text, known.sentences()))
        for counted in known.counted:
            yield index, counted


def _count_sentences(text: str, sentences: Iterable[Sentence]) -> Iterator[CountedSentence]:
    for sentence in sentences:
        count = sentence.word_count
        closed = (
            text[sentence.start : sentence.end].rstrip('»”")’').endswith((".", "!", "?", ":", "…"))
        )
        if count and (closed or count >= 5):
            long_words = sum(w.is_word and letters(w.text) > LONG_WORD for w in sentence.words)
            yield CountedSentence(sentence, count, long_words, _long_names(sentence))


def _long_names(sentence: Sentence) -> int:
    """Long words that are names: a capital inside the sentence, or the short name of an act."""
    return sum(
        word.is_word
        and letters(word.text) > LONG_WORD
        and ((at > 0 and word.text[:1].isupper()) or word.lower.endswith(_ACTS))
        for at, word in enumerate(sentence.words)
    )


def lix(words: int, sentences: int, long_words: int) -> float:
    """LIX: words per sentence plus the percentage of long words (Björnsson 1968).

    ValueError when there are no words or no sentences.
    """
    if not words or not sentences:
        raise ValueError("LIX of a text without sentences")
    return words / sentences + 100 * long_words / words


def rix(sentences: int, long_words: int) -> float:
    """RIX: long words per sentence (Anderson 1983); ValueError without sentences."""
    if not sentences:
        raise ValueError("RIX of a text without sentences")
    return long_words / sentences


def count(document: Document, analyses: Analyses) -> Mapping[str, float]:
    """The metrics of a document by name; what cannot be counted is left out.

    ``long_word_share`` leaves out long names of places, people and acts, which nobody can
    replace; LIX and RIX count them as Björnsson and Anderson did.
    ``words`` and ``sentences`` count running text; ``all_words`` every block that is not
    embedded in another; ``p90_sentence_length`` is the smallest length that nine of ten
    sentences do not exceed.
    """
    lengths: list[int] = []
    long_words = names = 0
    for _, counted in counted_sentences(document, analyses):
        lengths.append(counted.words)
        long_words += counted.long_words
        names += counted.long_names
    total = sum(lengths)
    found: dict[str, float] = {"words": total, "sentences": len(lengths)}
    if not lengths:
        return found
    ordered = sorted(lengths)
    found["long_words"] = long_words
    found["lix"] = lix(total, len(lengths), long_words)
    found["rix"] = rix(len(lengths), long_words)
    found["long_word_share"] = (long_words - names) / max(1, total - names)
    found["mean_sentence_length"] = total / len(lengths)
    found["p90_sentence_length"] = ordered[ceil(0.9 * len(ordered)) - 1]
    found["longest_sentence"] = ordered[-1]
    return found


@dataclass(frozen=True, slots=True)
class BlockGrammar:
    """What `grammar` counts in one block; `before` has a number for each clause.

    `heavy` and `light` are the two sides of the nominal ratio.
    """

    words: int
    nouns: int
    finite: int
    passives: int
    abstract: int
    heavy: int
    light: int
    before: tuple[int, ...]


def block_grammar(tokens: Sequence[Token], language: str) -> BlockGrammar:
    """Count the tokens of a block; see `grammar`."""
    # The lexicon behind it costs a text-only run a tenth of its time.
    from klarsprak.lexicon.nominal_style import is_abstract, ratio_parts
    from klarsprak.lexicon.passives import find_passives

    words = [token for token in tokens if token.pos not in ("PUNCT", "SYM", "NUM", "X")]
    heavy, light = ratio_parts(words)
    return BlockGrammar(
        len(words),
        sum(token.pos == "NOUN" for token in words),
        sum(token.is_finite for token in tokens),
        len(find_passives(tokens, language)),
        sum(is_abstract(token, language) for token in words),
        heavy,
        light,
        tuple(_words_before_verb(words)),
    )


def grammar(blocks: Iterable[BlockGrammar]) -> Mapping[str, float]:
    """Metrics that need a parse, of running text; empty when there are no finite verbs.

    ``passive_share`` is passives among finite verbs (an s-passive infinitive counts with
    the modal it hangs on), ``noun_share`` nouns among words, ``words_before_verb`` the
    mean number of words before the first finite verb of a sentence. ``nominal_density`` is
    abstract nouns (see `lexicon.nominal_style`) per hundred words; ``nominal_ratio`` nouns,
    prepositions and attributive participles over verbs, pronouns and adverbs.
    """
    counted = list(blocks)
    total, finite = sum(b.words for b in counted), sum(b.finite for b in counted)
    before = [number for block in counted for number in block.before]
    found: dict[str, float] = {}
    if total:
        found["noun_share"] = sum(b.nouns for b in counted) / total
        found["nominal_density"] = 100 * sum(b.abstract for b in counted) / total
    if light := sum(b.light for b in counted):
        found["nominal_ratio"] = sum(b.heavy for b in counted) / light
    if finite:
        passives = sum(b.passives for b in counted)
        found["finite_verbs"] = finite
        found["passives"] = passives
        found["passive_share"] = min(1.0, passives / finite)
    if before:
        found["words_before_verb"] = sum(before) / len(before)
    return found


def _words_before_verb(words: list[Token]) -> Iterator[int]:
    seen: dict[int, int] = {}
    done: set[int] = set()
    for token in words:
        if token.sentence in done:
            continue
        if token.is_finite:
            done.add(token.sentence)
            yield seen.get(token.sentence, 0)
        seen[token.sentence] = seen.get(token.sentence, 0) + 1
