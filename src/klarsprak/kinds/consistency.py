"""`kind: consistency`: one thing written in several ways, in one text or across the files.

    kind: consistency
    dictionary: variants
    inflections: [definite, past]
    across: true

`dictionary` is a table per written standard: pairs (columns `a` and `b`), or sets (columns
`term` and `concept`, with `preferred` = y for the name to keep and n for an outdated one); `pos` lets a term inflect
and `unless` holds phrases that are something else. `sets` gives sets in the rule file: the
thing, then its names. `inflections` compares the forms that one lemma may choose between:
`definite` (boka, boken) and `past` (kasta, kastet).

In a text the variant that is used most is the majority (at a tie the preferred one, then
the first), and every other use is flagged, with the majority in the same form. An outdated
name is never the majority beside one that is not («hjemmeside», «nettside»). With
`across: true` a file that keeps to one variant, and not to that of most files, is told so
once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from klarsprak.core.definition import Definition
from klarsprak.core.document import Block, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import Context, Rule, RuleMeta
from klarsprak.kinds.variants import INFLECTIONS, Use, Variants, read_variants

KEYS = frozenset({"dictionary", "sets", "inflections", "across"})
VALUES = frozenset({"lemma", "other", "uses", "files"})
_PREFERRED = "!"
_OUTDATED = "?"
"""Signs before a variant in the facts of a file."""


@dataclass(frozen=True, slots=True)
class ConsistencyRule:
    """Compares how often each way of writing a thing is used."""

    meta: RuleMeta
    variants: Mapping[str, Variants]
    inflections: frozenset[str]
    across: bool

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match per use of a variant that is not the majority of the text."""
        for uses in self._by_key(document, context).values():
            variant = _majority(uses)
            kept = [use for use in uses if use.variant == variant]
            for use in uses:
                if use.variant != variant:
                    language = document.blocks[use.block].language
                    yield Placed(use.block, _match(use, kept, language))

    def extract(self, document: Document, context: Context) -> Sequence[tuple[str, str, Placed]]:
        """For each thing the variant of this file, at its first use; see `compare`.

        A file that has several is told so by `check_document`, and nothing more of it here.
        The value is the variant («!» before one to prefer), then the others as they would
        stand in its place: «vert», tab, «bli=blir».
        """
        if not self.across:
            return ()
        facts = []
        for key, uses in self._by_key(document, context).items():
            first = uses[0]
            if any(use.variant != first.variant for use in uses):
                continue
            language = document.blocks[first.block].language
            sign = _PREFERRED if first.preferred else _OUTDATED if first.outdated else ""
            value = f"{sign}{first.variant}"
            for other in self.variants[language].beside(first):
                text = first.written_as(replace(first, variant=other), language)
                value += f"\t{other}={text}" if text else ""
            facts.append((key, value, Placed(first.block, Match(first.span))))
        return facts

    def compare(
        self, facts: Sequence[tuple[str, str, str]]
    ) -> Iterable[tuple[int, Mapping[str, str]]]:
        """The files that stand apart from most files, with what most files write.

        An outdated variant is kept only where all are; at a tie the preferred one, then the
        one met first.
        """
        by_key: dict[str, list[tuple[int, str, list[str]]]] = {}
        for index, (_, key, value) in enumerate(facts):
            variant, *forms = value.split("\t")
            by_key.setdefault(key, []).append((index, variant, forms))
        for rows in by_key.values():
            counts = Counter(variant for _, variant, _ in rows)
            if len(counts) < 2:
                continue
            wanted = max(counts, key=partial(_weight, counts))
            name = _name(wanted)
            for index, variant, forms in rows:
                if variant != wanted:
                    written = dict(form.split("=", 1) for form in forms)
                    values = {"lemma": _name(variant), "other": written.get(name, name)}
                    yield index, {**values, "uses": "", "files": str(counts[wanted])}

    def _by_key(self, document: Document, context: Context) -> dict[str, list[Use]]:
        """The uses of each thing in the text, in order; protected stretches are left out.

        A use stands once though the rule is asked both about the text and about the run.
        """
        store = context.shared(f"consistency:{self.meta.id}")
        if "uses" not in store:
            found: dict[str, list[Use]] = {}
            for index, block in enumerate(document.blocks):
                if not self._in_scope(block):
                    continue
                work = partial(self._in_block, block, index, context)
                for use in context.remembered(index, self.meta.id, work):
                    key = f"{block.language}:{use.key}"
                    found.setdefault(key, []).append(replace(use, block=index))
            store["uses"] = found
        uses = store["uses"]
        assert isinstance(uses, dict)
        return uses

    def _in_block(self, block: Block, index: int, context: Context) -> tuple[Use, ...]:
        """The uses in one block; which block it is says nothing that is remembered."""
        protected = context.protected(index, quotes=True)
        sentences = context.analysis(index).sentences()
        uses = self.variants[block.language].uses(0, sentences, self.inflections)
        return tuple(use for use in uses if not any(span.overlaps(use.span) for span in protected))

    def _in_scope(self, block: Block) -> bool:
        return (
            block.kind in self.meta.scope
            and not block.hidden
            and block.parent is None
            and block.language in self.meta.languages
            and block.language in self.variants
        )


def _weight(counts: Mapping[str, int], value: str) -> tuple[bool, int, bool]:
    return not value.startswith(_OUTDATED), counts[value], value.startswith(_PREFERRED)


def _name(value: str) -> str:
    return value.removeprefix(_PREFERRED).removeprefix(_OUTDATED)


def _majority(uses: Sequence[Use]) -> str:
    counts = Counter(use.variant for use in uses if not use.outdated) or Counter(
        use.variant for use in uses
    )
    preferred = {use.variant for use in uses if use.preferred}
    # `max` keeps the first of equals, and a Counter holds the order of the text.
    return max(counts, key=lambda variant: (counts[variant], variant in preferred))


def _match(use: Use, kept: Sequence[Use], language: str) -> Match:
    """A finding on `use`, which should be written as the uses in `kept` are."""
    text = use.written_as(kept[0], language)
    other = text or (kept[0].text if kept[0].pos == "" else kept[0].variant)
    values = {
        "lemma": use.text.lower() if use.pos == "" else use.variant,
        "other": other.replace("^", ""),
        "uses": str(len(kept)),
        "files": "",
    }
    return Match(use.span, values, (text,) if text else ())


def build(definition: Definition) -> Rule:
    """Make the rule; RuleError when its variants cannot be read."""
    inflections = definition.strings("inflections")
    for name in inflections:
        if name not in INFLECTIONS:
            definition.fail("inflections", "rule-value", value=name, allowed=", ".join(INFLECTIONS))
    across = definition.raw.get("across", False)
    if not isinstance(across, bool):
        definition.fail("across", "rule-key-type", wanted="true, false")
    variants = read_variants(definition)
    return ConsistencyRule(definition.meta, variants, frozenset(inflections), across)
