"""Whether text is in the language the markup says (WCAG 3.1.1, 3.1.2)."""

import re
from collections.abc import Iterator
from functools import cache

from klarsprak.accessibility.language_tags import is_known_tag, primary
from klarsprak.accessibility.page import Page, Problem, is_templated, problem, review
from klarsprak.accessibility.tree import Element, collapse
from klarsprak.accessibility.words import folded, listed
from klarsprak.core.finding import Edit
from klarsprak.core.spans import Span
from klarsprak.nlp.langid import SCANDINAVIAN, Evidence, by_letters, evidence_against, sami
from klarsprak.nlp.language import detect

_NORWEGIAN = frozenset({"nb", "nn", "no"})
_QUOTED = re.compile('["“«][^"”»]*["”»]')
_LONG = 8
_FOREIGN_WORDS = 15
_CLEAR_WORDS = 8
_SAMI_WORDS = 6
_OTHER_LETTERS = 3
_OWN_NAMES = (
    "english=en davvisámegiella=se davvisámegillii=se julevsámegiella=smj åarjelsaemiengïele=sma "
    "sámegiella=se sámegillii=se polski=pl deutsch=de français=fr español=es soomaali=so "
    "soomaaliga=so lietuvių=lt latviešu=lv română=ro türkçe=tr suomi=fi suomeksi=fi "
    "kvääni=fkv kurmancî=ku kurmanji=ku português=pt italiano=it nederlands=nl eesti=et "
    "tagalog=tl filipino=tl svenska=sv íslenska=is kiswahili=sw"
)


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
    """Paragraphs in another language than the page, and not marked.

    On a page that is not in Norwegian only longer paragraphs are judged, and asked about.
    """
    for element in page.body.descendants():
        if element.tag not in {"p", "li", "blockquote", "h1", "h2", "h3", "dd", "td"}:
            continue
        declared = primary(page.language(element))
        if not declared or not page.is_visible(element):
            continue
        if element.closest("code", "pre", "cite"):
            continue
        if declared not in _NORWEGIAN:
            long = len(element.own_text.split()) >= _FOREIGN_WORDS and not element.has("lang")
            other = _other_language(element.own_text, declared) if long else ""
            if other:
                yield review(element, language=other)
            continue
        found = _foreign(element.own_text)
        if found:
            yield problem(element, language=found)


def _foreign(text: str) -> str:
    """The language of a block that is clearly not in Norwegian, else ""."""
    words = len(text.split())
    other = by_letters(text)
    if other:
        return other if words >= _OTHER_LETTERS else ""
    if words >= _SAMI_WORDS and (other := sami(text)):
        return other
    if words < _CLEAR_WORDS:
        return ""
    other = detect(text)
    if not other or other in _NORWEGIAN or words >= _FOREIGN_WORDS:
        return "" if other in _NORWEGIAN else other
    evidence = evidence_against(text, "nb")
    clear = evidence is not None and evidence.language == other and not evidence.contra
    return other if clear and evidence is not None and evidence.share >= 0.6 else ""


def names_of_languages(page: Page) -> Iterator[Problem]:
    """Links to other languages, written in that language, that do not say which it is."""
    for link in page.with_role("link", "button", "option"):
        name = folded(page.names.text_content(link))
        language = _languages().get(name) or (by_letters(name) if len(name.split()) < 4 else "")
        if not language or primary(page.language(link)) not in _NORWEGIAN:
            continue
        inner = next((e for e in link.descendants() if e.text and e.has("lang")), None)
        if inner is None:
            yield review(link, text=page.name(link)[:60], language=language)


@cache
def _languages() -> dict[str, str]:
    """Languages by their own names; Norwegian names of languages are Norwegian words."""
    return dict(part.split("=") for part in _OWN_NAMES.split())


def controls_in_english(page: Page) -> Iterator[Problem]:
    """Names of controls, parts and pictures in English on a Norwegian page."""
    seen: set[str] = set()
    for element in page.tree.elements:
        if primary(page.language(element)) not in _NORWEGIAN:
            continue
        if not page.exposure.is_exposed(element):
            continue
        for text in _names(page, element):
            if folded(text) in seen or not _is_english(text):
                continue
            seen.add(folded(text))
            yield problem(element, text=text[:60])
            break


def _names(page: Page, element: Element) -> Iterator[str]:
    for name in ("aria-label", "alt", "title", "placeholder", "aria-roledescription"):
        value = collapse(element.get(name))
        if value and not is_templated(value):
            yield value
    kind = element.get("type").lower()
    if element.tag == "input" and kind in {"submit", "reset", "button"} and element.has("value"):
        yield collapse(element.get("value"))
    if element.tag in {"a", "button", "label", "summary"} and len(element.text) < 60:
        yield element.text


def _is_english(text: str) -> bool:
    """True for a common English name of a control, or a phrase with only English words."""
    if folded(text) in listed("english"):
        return True
    words = text.split()
    if not 3 <= len(words) <= 14 or words[1:] == [w for w in words[1:] if w[:1].isupper()]:
        return False
    evidence = evidence_against(text, "nb")
    return (
        evidence is not None
        and evidence.language == "en"
        and evidence.pro >= 2
        and not evidence.contra
        and evidence.known == evidence.words
    )


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
