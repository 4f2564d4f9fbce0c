"""One Markdown page per rule, and a page that lists them by area."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from klarsprak.core.rule import Example, RuleMeta
from klarsprak.messages.catalogue import Catalogue, load
from klarsprak.rulebook.library import Library

_NOTE = "<!-- Laget av «make docs». Rett teksten i regelfila, ikke her. -->"


def rule_pages(library: Library) -> Mapping[str, str]:
    """Every page by its path under `docs/regler`, in Bokmål."""
    catalogue = load("nb")
    pages = {
        f"{rule_id}.md": "\n".join(_page(library.meta(rule_id), library, catalogue))
        for rule_id in library.ids()
    }
    pages["README.md"] = "\n".join(_list(library, catalogue))
    return pages


def _page(meta: RuleMeta, library: Library, catalogue: Catalogue) -> Iterator[str]:
    titles = {promise.id: catalogue.pick(promise.title) for promise in library.promises}
    yield f"# {_safe(catalogue.pick(meta.title))}"
    yield ""
    yield _NOTE
    yield ""
    yield f"`{meta.id}`"
    yield ""
    yield "## Hvorfor"
    yield ""
    yield _safe(catalogue.pick(meta.why))
    yield ""
    yield from _examples(meta, catalogue)
    yield "## Om regelen"
    yield ""
    yield f"- Alvor: {catalogue.text(f'severity.{meta.severity.value}')}"
    yield f"- Løfte: {', '.join(titles.get(p, p) for p in meta.promises)}"
    if meta.wcag:
        yield f"- Krav: WCAG {', '.join(meta.wcag)}"
    if meta.act:
        yield f"- ACT-regler: {', '.join(meta.act)}"
    if meta.languages == ("nn",):
        yield "- Målform: bare nynorsk"
    elif meta.languages == ("nb",):
        yield "- Målform: bare bokmål"
    if meta.document_types:
        yield f"- Gjelder: {', '.join(meta.document_types)}"
    if meta.audiences:
        names = (catalogue.pick(library.audiences[name].title) for name in meta.audiences)
        yield f"- Målgrupper: {', '.join(names)}"
    if meta.status == "preview":
        yield f"- Regelen er på prøve. Slå den på med `--velg {meta.id}`."
    yield f"- Med siden versjon {meta.since}"
    yield ""
    yield "## Kilder"
    yield ""
    yield from (f"- {_safe(source)}" for source in meta.sources)
    yield ""
    yield "## La et funn få stå"
    yield ""
    yield "```html"
    yield f"<!-- klarsprak-ok {meta.id}: grunn -->"
    yield "```"
    yield ""


def _examples(meta: RuleMeta, catalogue: Catalogue) -> Iterator[str]:
    bad = [example for example in meta.examples if example.bad]
    good = [example for example in meta.examples if example.good]
    if bad:
        yield f"## {catalogue.text('cli.explain.bad')}"
        yield ""
        for example in bad:
            yield from _quoted(example, example.bad)
    if good:
        yield f"## {catalogue.text('cli.explain.good')}"
        yield ""
        for example in good:
            yield from _quoted(example, example.good)


def _quoted(example: Example, text: str) -> Iterator[str]:
    """Markup and long texts as code, prose as a quotation: no rule reads either."""
    if example.format != "text" or "\n" in text:
        language = {"html": "html", "markdown": "markdown"}.get(example.format, "text")
        fence = "````" if "```" in text else "```"
        yield f"{fence}{language}"
        yield text.rstrip("\n")
        yield fence
    else:
        yield f"> {_safe(text)}"
    yield ""


def _safe(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return "".join(f"\\{char}" if char in "\\`*_<>[]#|" else char for char in text)


def _list(library: Library, catalogue: Catalogue) -> Iterator[str]:
    metas = [library.meta(rule_id) for rule_id in library.ids()]
    yield "# Reglene"
    yield ""
    yield _NOTE
    yield ""
    yield f"klarsprak har {len(metas)} regler. Hver regel har en side med grunn, eksempler og kilder."
    yield ""
    for area, members in groupby(metas, key=lambda meta: meta.area):
        yield f"## {area}"
        yield ""
        yield "| Regel | Navn | Alvor |"
        yield "|---|---|---|"
        for meta in members:
            severity = catalogue.text(f"severity.{meta.severity.value}")
            preview = " (på prøve)" if meta.status == "preview" else ""
            title = _safe(catalogue.pick(meta.title))
            yield f"| [{meta.id}]({meta.id}.md) | {title}{preview} | {severity} |"
        yield ""
