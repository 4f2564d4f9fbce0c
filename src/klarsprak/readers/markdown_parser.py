"""markdown-it-py with positions: block tokens know their lines, inline tokens their offset.

It leans on how markdown-it-py works inside (hence the pinned versions): every rule moves
`state.pos` when it is done, and text not yet flushed stands unbroken in the source.
"""

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import (
    StateBlock,
    code,
    fence,
    heading,
    html_block,
    lheading,
    paragraph,
    table,
)
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

BlockRule = Callable[[StateBlock, int, int, bool], bool]

_LEAVES: dict[str, tuple[BlockRule, list[str]]] = {
    "table": (table, ["paragraph", "reference"]),
    "code": (code, []),
    "fence": (fence, ["paragraph", "reference", "blockquote", "list"]),
    "html_block": (html_block, ["paragraph", "reference", "blockquote"]),
    "heading": (heading, ["paragraph", "reference", "blockquote"]),
    "lheading": (lheading, []),
    "paragraph": (paragraph, []),
}
"""Rules that make leaf blocks, with the chains in which each may end another block."""

MAX_NESTING = 60
"""Levels of blocks, and of inline markup, beyond which markdown-it leaves the rest out."""


def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough; tokens carry positions in `meta`.

    Block leaves: ``lines``, a list of (line start, text start, line end) in the normalised
    source for each line in `map`. Inline tokens: ``at`` and, where it is known, ``end``,
    offsets in the content of their block. Neighbouring texts are not joined.
    """
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    md.enable(["table", "strikethrough"])
    md.core.ruler.disable(["text_join"])
    for name, (rule, chains) in _LEAVES.items():
        md.block.ruler.at(name, _with_lines(rule), {"alt": chains})
    inline = _PositionedInline()
    inline.ruler.enableOnly(md.inline.ruler.get_active_rules())
    inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
    md.inline = inline
    return md


def _with_lines(rule: BlockRule) -> BlockRule:
    """Let the tokens of a leaf rule keep where their lines stand just now."""

    def wrapped(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        done = rule(state, start, end, silent)
        if done and not silent:
            for token in state.tokens[before:]:
                if token.map and token.type in {"inline", "html_block", "fence", "code_block"}:
                    token.meta["lines"] = [
                        (state.bMarks[n], state.bMarks[n] + state.tShift[n], state.eMarks[n])
                        for n in range(token.map[0], token.map[1])
                    ]
                    token.meta["cell"] = rule is table
        return done

    return wrapped


class _PositionedState(StateInline):
    """Notes for each token where it began."""

    pending_at = 0

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["at"] = self.pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: int) -> Token:
        token = super().push(ttype, tag, nesting)  # type: ignore[arg-type]
        token.meta["at"] = self.pos
        return token


class _PositionedInline(ParserInline):
    """The inline parser with the loop of `tokenize` repeated to see each rule's extent."""

    def parse(self, src: str, md: MarkdownIt, env: object, tokens: list[Token]) -> list[Token]:
        state = _PositionedState(src, md, env, tokens)  # type: ignore[arg-type]
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        assert isinstance(state, _PositionedState)
        rules = self.ruler.getRules("")
        end = state.posMax
        max_nesting = state.md.options["maxNesting"]
        while state.pos < end:
            if not state.pending:
                state.pending_at = state.pos
            at, before = state.pos, len(state.tokens)
            ok = state.level < max_nesting and any(rule(state, False) for rule in rules)
            if ok:
                _note_extent(state, at, before)
            else:
                state.pending += state.src[state.pos]
                state.pos += 1
        if state.pending:
            state.pushPending()


def _note_extent(state: StateInline, at: int, before: int) -> None:
    """Give the tokens that one rule made their place; `at` is where the rule began."""
    tokens = state.tokens
    if len(tokens) == before:
        return
    first = before + (tokens[before].type == "text" and tokens[before].meta["at"] < at)
    if first == len(tokens):
        return
    token = tokens[first]
    if token.type == "link_open" or len(tokens) - first == 1:
        token.meta["start"] = at
        token.meta["end"] = state.pos
    if token.info == "auto":
        tokens[first + 1].meta.update(at=at + 1, end=state.pos - 1)
    elif token.type == "text":
        for delimiter in tokens[first:]:
            delimiter.meta["at"] = at
            at += len(delimiter.content)
