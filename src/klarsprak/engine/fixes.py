"""From a match with a replacement to a fix that may be trusted as far as it says.

Every guard only lowers the trust: a fix that touches markup, a quotation, a statute or
what the sentence says is shown and never made; one that reads wrong is not offered.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from klarsprak.core.document import Block, Document
from klarsprak.core.finding import Applicability, Edit, Fix, Match
from klarsprak.core.meaning import is_unchanged
from klarsprak.core.rule import RuleMeta
from klarsprak.core.spans import Span
from klarsprak.engine.clause_comma import with_comma
from klarsprak.engine.edits import edits_of
from klarsprak.engine.grammar_guard import grammar_problem, opens_sentence
from klarsprak.engine.particles import with_particle_after
from klarsprak.engine.protect import protected_spans

_PROVISION = re.compile(r"\s*§+\s*\d+[\s–-]*\d*[a-z]?\.?\s")
_HOLE = re.compile(r"\[[^\]]*\]|…|\n")
"""Something the writer must fill in, or a list: shown, never put in by the tool."""
_ASKS_WHO = re.compile(r"\[\w+\?\]", re.IGNORECASE)
_QUOTES = "\"“”„'’‘"
_CALL = re.compile(r"[=\w][(\[]?$|[(\[]\w*[,\[]\s*$")
_KEY = re.compile(r"[\"“][\w.-]+[\"”]\s*:(?!\w)")
_LESS = {
    Applicability.SAFE: Applicability.UNSAFE,
    Applicability.UNSAFE: Applicability.UNSAFE,
    Applicability.DISPLAY: Applicability.DISPLAY,
}


@dataclass(frozen=True, slots=True)
class FixMaker:
    """Makes the fixes of one document; in a `locked` one (a statute) none may be made."""

    document: Document
    locked: bool = False
    _held: dict[tuple[int, bool], Sequence[Span]] = field(default_factory=dict)

    def fix(self, meta: RuleMeta, block: Block, match: Match) -> Fix | None:
        """The fix of a match; None when there is none, or when it would read wrong."""
        wanted = match.applicability or Applicability(meta.fix or "display")
        if match.edits:
            return Fix(match.edits, wanted)
        if match.rewrite is not None:
            return self._made(meta, block, match.rewrite.span, match.rewrite.text, _LESS[wanted])
        if not match.replacements:
            return None
        text = match.replacements[0]
        if _ASKS_WHO.match(text):
            # «[hvem?] må sende» is no replacement of «sendes»: the sentence must be turned.
            return None
        near, span = _neighbourhood(block.text, match.span)
        problem = "" if _HOLE.search(text) else grammar_problem(near, span, text, block.language)
        if problem == "particle":
            turned = with_particle_after(block.text, match.span, text, block.language)
            return turned and self._made(meta, block, *turned, _LESS[wanted])
        if problem:
            return None
        whole, text = with_comma(block.text, match.span, text, block.language)
        return self._made(meta, block, whole, text, wanted)

    def _made(
        self, meta: RuleMeta, block: Block, span: Span, text: str, wanted: Applicability
    ) -> Fix:
        edits = edits_of(self.document, block, span, text)
        if edits is None:
            whole = Edit(block.source_map.to_source(span), text)
            return Fix((whole,), Applicability.DISPLAY)
        if wanted is not Applicability.DISPLAY and self._is_held(meta, block, span, text, edits):
            wanted = Applicability.DISPLAY
        return Fix(edits, wanted)

    def _is_held(
        self, meta: RuleMeta, block: Block, span: Span, text: str, edits: Sequence[Edit]
    ) -> bool:
        """Whether a guard says that a person must make this change."""
        if self.locked or _PROVISION.match(block.text) or _HOLE.search(text):
            return True
        old = block.text[span.start : span.end]
        if old[0] in _QUOTES and _is_code(block.text, span):
            return True
        near, there = _neighbourhood(block.text, span)
        if not is_unchanged(old, text, opens=opens_sentence(near[: there.start])):
            return True
        # A rule about the signs of quotation must reach them.
        places = self._places(block, quotes=meta.options.get("protected") is not False)
        return any(edit.span.overlaps(place) for edit in edits for place in places)

    def _places(self, block: Block, *, quotes: bool) -> Sequence[Span]:
        """The protected places of a block in the file; many fixes of one block ask for them."""
        key = (id(block), quotes)
        if key not in self._held:
            protected = protected_spans(block, quotes=quotes)
            self._held[key] = [block.source_map.to_source(p) for p in protected if len(p)]
        return self._held[key]


_NEAR = 400
"""Letters on each side that a guard looks at: a guard that read the whole block for each of
its fixes would take time by the square of its length."""


def _neighbourhood(text: str, span: Span) -> tuple[str, Span]:
    """The text round `span`, and where `span` is in it."""
    start = max(0, span.start - _NEAR)
    return text[start : span.end + _NEAR], Span(span.start - start, span.end - start)


def _is_code(text: str, span: Span) -> bool:
    """Whether quotation marks are part of code, or no pair: «"a": 1», «f("x")»."""
    text, span = _neighbourhood(text, span)
    inner = text[span.start + 1 : span.end - 1]
    odd = inner != inner.strip() or any(sign in inner for sign in '"“”„«»')
    return odd or bool(_CALL.search(text[: span.start])) or bool(_KEY.search(text))
