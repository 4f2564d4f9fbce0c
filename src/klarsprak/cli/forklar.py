"""`klarsprak forklar`: what a rule asks for, why, with examples and sources."""

import textwrap
from collections.abc import Iterator

import click

from klarsprak.cli.completion import rules
from klarsprak.cli.options import language_option
from klarsprak.core.report import Promise
from klarsprak.core.rule import RuleMeta
from klarsprak.messages.catalogue import Catalogue


@click.command()
@click.argument("regel", shell_complete=rules)
@language_option
def forklar(regel: str, sprak: str) -> None:
    """Forklar en regel med eksempler og kilder."""
    from klarsprak.cli.project import project_library
    from klarsprak.cli.screen import terminal_width
    from klarsprak.messages.catalogue import load

    library = project_library()
    catalogue = load(sprak)
    for rule_id in library.resolve(regel):
        definition = library.definition(rule_id)
        lines = explain(definition.meta, library.promises, catalogue, terminal_width())
        worked = worked_count(str(definition.raw.get("metric", "")), catalogue)
        click.echo("\n".join([*lines, *worked]))


def explain(
    meta: RuleMeta, promises: tuple[Promise, ...], catalogue: Catalogue, width: int = 80
) -> Iterator[str]:
    """The lines of an explanation, wrapped at `width` columns."""
    titles = {promise.id: catalogue.pick(promise.title) for promise in promises}

    def wrapped(text: str, indent: str = "  ") -> Iterator[str]:
        yield from textwrap.wrap(
            text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False
        )

    yield f"{catalogue.pick(meta.title)}  ({meta.id})"
    yield ""
    yield f"{catalogue.text('cli.explain.why')}"
    yield from wrapped(catalogue.pick(meta.why))
    yield ""
    severity = catalogue.text(f"severity.{meta.severity.value}")
    yield f"{catalogue.text('cli.explain.severity')}: {severity}"
    named = ", ".join(titles.get(p, p) for p in meta.promises)
    yield f"{catalogue.text('cli.explain.promise')}: {named}"
    if meta.wcag:
        yield f"{catalogue.text('cli.explain.wcag')}: WCAG {', '.join(meta.wcag)}"
    if meta.status != "stable":
        yield f"{catalogue.text('cli.explain.status')}: {catalogue.text('cli.rules.preview')}"
    bad = [example for example in meta.examples if example.bad]
    good = [example.good for example in meta.examples if example.good]
    if bad:
        yield ""
        yield catalogue.text("cli.explain.bad")
        for example in bad:
            yield from wrapped(example.bad, "  ✗ " if example.format == "text" else "    ")
    if good:
        yield ""
        yield catalogue.text("cli.explain.good")
        for text in good:
            yield from wrapped(text, "  ✓ ")
    yield ""
    yield catalogue.text("cli.explain.sources")
    for source in meta.sources:
        yield from wrapped(source, "  – ")
    yield ""
    yield f"{catalogue.text('cli.explain.suppress')}:"
    yield f"  <!-- klarsprak-ok {meta.id}: grunn -->"
    yield ""


_FORMULAS = {
    "lix": "cli.worked.lix",
    "rix": "cli.worked.rix",
    "mean_sentence_length": "cli.worked.mean",
    "long_word_share": "cli.worked.share",
}


def worked_count(metric: str, catalogue: Catalogue) -> Iterator[str]:
    """The lines that count a measure on a short text; none for other measures."""
    if metric not in _FORMULAS:
        return
    from klarsprak.nlp import simple
    from klarsprak.nlp.metrics import LONG_WORD, lix, rix

    text = catalogue.text("cli.worked.text")
    sentences = simple.sentences(text)
    words = [word.text for s in sentences for word in s.words if word.is_word]
    long_words = [word for word in words if simple.letters(word) > LONG_WORD]
    counts = {"words": len(words), "sentences": len(sentences), "long": len(long_words)}
    value = {
        "lix": lix(len(words), len(sentences), len(long_words)),
        "rix": rix(len(sentences), len(long_words)),
        "mean_sentence_length": len(words) / len(sentences),
        "long_word_share": 100 * len(long_words) / len(words),
    }[metric]
    yield catalogue.text("cli.explain.worked")
    yield f"  {catalogue.quote(text)}"
    yield "  " + catalogue.text("cli.worked.words", **counts)
    listed = catalogue.listing(long_words)
    yield "  " + catalogue.text("cli.worked.long", count=len(long_words), list=listed)
    yield "  " + catalogue.text(
        _FORMULAS[metric],
        **counts,
        mean=catalogue.number(len(words) / len(sentences), 1),
        share=catalogue.number(100 * len(long_words) / len(words), 1),
        value=catalogue.number(value, 1),
    )
    yield ""
