"""Whether text is in the language the markup says (WCAG 3.1.1, 3.1.2)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.language_tags import is_known_tag, primary
from klarsprak.accessibility.page import Page, Problem, problem
from klarsprak.accessibility.tree import Element, collapse
from klarsprak.core.finding import Edit
from klarsprak.core.spans import Span
from klarsprak.nlp.langid import SCANDINAVIAN, Evidence, evidence_against
from klarsprak.nlp.language import detect

_NORWEGIAN = frozenset({"nb", "nn", "no"})
_QUOTED = re.compile('["“«][^"”»]*["”»]')
_LONG = 8
_FOREIGN_WORDS = 15


def page_in_other_language(page: Page) -> Iterator[Problem]:
    """Pages whose text is in another language than lang of html says."""
    root = page.tree.root
    tag = root.get("lang").strip()
    if not tag or not is_known_tag(tag):
        return
    text = " ".join(_texts_of(page, root))
    declared = primary(tag)
    found = _other_language(text, declared)
    if found:
        yield Problem(
            root,
            (("language", found), ("value", tag[:20])),
            edits=_language_edit(root, found),
        )


def part_in_other_language(page: Page) -> Iterator[Problem]:
    """Parts whose text is in another language than their own lang says."""
    for element in page.body.descendants():
        tag = element.get("lang").strip()
        if not tag or not is_known_tag(tag):
            continue
        found = _other_language(" ".join(_texts_of(page, element)), primary(tag))
        if found:
            yield Problem(
                element,
                (("language", found), ("value", tag[:20])),
                edits=_language_edit(element, found),
            )


def part_without_language(page: Page) -> Iterator[Problem]:
    """Paragraphs in English, Swedish or Danish that a Norwegian page does not mark."""
    for element in page.body.descendants():
        if element.tag not in {"p", "li", "blockquote", "h1", "h2", "h3", "dd", "td"}:
            continue
        if primary(page.language(element)) not in _NORWEGIAN or not page.is_visible(element):
            continue
        text = element.own_text
        if len(text.split()) < _FOREIGN_WORDS:
            continue
        found = detect(text)
        if found and found not in _NORWEGIAN and not element.closest("code", "pre", "cite"):
            yield problem(element, language=found)


def other_standard(page: Page) -> Iterator[Problem]:
    """Pages marked as Bokmål and written in Nynorsk, or the other way."""
    root = page.tree.root
    declared = root.get("lang").strip().lower().partition("-")[0]
    if declared not in {"nb", "nn"}:
        return
    text = " ".join(_texts_of(page, root))
    found = detect(text)
    if found in {"nb", "nn"} and found != declared and len(text.split()) >= 40:
        yield Problem(
            root,
            (("language", found), ("value", declared)),
            edits=_language_edit(root, found),
        )


def unspecific_norwegian(page: Page) -> Iterator[Problem]:
    """Pages marked as Norwegian without saying which of the two standards."""
    root = page.tree.root
    if root.get("lang").strip().lower().partition("-")[0] == "no":
        found = page.text_language
        if found in {"nb", "nn"}:
            yield Problem(root, (("language", found),), edits=_language_edit(root, found))


def _other_language(text: str, declared: str) -> str:
    """The language that `text` clearly is in when that is not `declared`, else "".

    Words in quotation marks are often named, not used, and are left aside.
    """
    unquoted = _QUOTED.sub(" ", text)
    text = unquoted if unquoted.split() else text
    nordic = detect(text) if len(text.split()) >= _LONG else ""
    if declared in _NORWEGIAN:
        if nordic in _NORWEGIAN or not nordic:
            return (
                ""
                if nordic or not _is_clear(evidence_against(text, declared), True)
                else (_language_of(evidence_against(text, declared)))
            )
        return nordic
    evidence = evidence_against(text, declared)
    if not _is_clear(evidence, False):
        return ""
    found = _language_of(evidence)
    if found in SCANDINAVIAN and not nordic and evidence is not None and evidence.words < 20:
        return ""
    return nordic if found in {"nb", "da", "sv"} and nordic else found


def _language_of(evidence: Evidence | None) -> str:
    return "" if evidence is None else evidence.language


def _is_clear(evidence: Evidence | None, norwegian: bool) -> bool:
    """True when the words leave no doubt; short texts must not hold a word against it."""
    if evidence is None:
        return False
    if norwegian:
        return evidence.words >= 6 and evidence.pro >= 4 and evidence.share >= 0.5
    if evidence.words >= _LONG:
        return evidence.share >= 0.3
    if evidence.contra or evidence.known < evidence.words:
        return False
    return (evidence.pro >= 2 and evidence.share >= 0.6) or (
        evidence.pro >= 1 and evidence.words >= 3
    )


def _texts_of(page: Page, element: Element) -> list[str]:
    """The texts that take their language from `element`: seen, read aloud, and titles."""
    texts: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag == "title" and node.is_html and node.parent is not None:
            texts.append(collapse(node.raw_text))
        elif node.tag not in {"script", "style", "code", "pre", "template", "noscript"}:
            met = page.is_visible(node) or page.exposure.is_exposed(node)
            if met and node.own_text:
                texts.append(node.own_text)
            if met and page.role(node) in {"img"} and page.name(node):
                texts.append(page.name(node))
            if node.tag == "head" or page.exposure.is_rendered(node):
                stack += [child for child in reversed(node.elements) if not child.has("lang")]
    return texts


def _language_edit(element: Element, language: str) -> tuple[Edit, ...]:
    written = element.attribute_source("lang")
    if written is None or written.value is None or language not in {"nb", "nn", "en"}:
        return ()
    return (Edit(Span(written.value.start, written.value.end), language),)
