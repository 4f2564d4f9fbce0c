"""Instructions that only make sense to one who sees (WCAG 1.3.3, 1.4.1)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.checks.states import FOCUS, HOVER
from klarsprak.accessibility.contrast import painted
from klarsprak.accessibility.css_values import contrast_ratio
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element
from klarsprak.accessibility.words import folded
from klarsprak.core.document import EMBEDDED, Block, BlockKind, Document
from klarsprak.core.finding import Certainty, Match, Placed
from klarsprak.core.spans import Span

_ACT = (
    r"klikk(?:e|er)?|trykk(?:e|er|je|jer)?|velg(?:e|er)?|vel|se|ser|sjå|finn(?:e|er)?|bruk(?:e|er|ar)?|"
    r"gå|søk|vent(?:e|er)?|click|press|tap|select|choose|find|see|look|use|push|hit|wait"
)
_SHAPE = (
    r"rund[et]?|firkant(?:a|et|ede|ete)|trekant(?:a|et|ede)|sirkelen|stjernen|stjerna|kvadratiske|"
    r"trekanten|firkanten|pilen|pila|største|minste|større|mindre|larger|largest|bigger|biggest|"
    r"smaller|smallest|round|square|triangular|circle|star|triangle"
)
_COLOUR = (
    r"rød[et]?|raud[et]?|grønne?|grøn[et]?|blå(?:e|tt)?|gul[et]?|svarte?|oransje|lilla|rosa|grå|"
    r"red|green|blue|yellow|orange|purple|grey|gray|pink"
)
_THING = (
    r"knapp(?:en|ane|ene)?|ikon(?:et|a)?|felt(?:et|a|ene|ene)?|boks(?:en|ene|ane)?|lenk(?:en|ja|a|e)|"
    r"meny(?:en)?|symbol(?:et)?|navigasjon(?:en)?|skjema(?:et)?|kolonne(?:n)?|panel(?:et)?|"
    r"button|icon|field|box|link|menu|symbol|navigation|form|column|panel|sidebar"
)
# «til høyre for navnet» is a place beside something that is named.
_PLACE = (
    r"(?:til|på) (?:høyre|venstre|høgre)(?: side)?(?! for (?:d\w+ )?\w+(?:en|et|a|ene|ane)\b)|"
    r"(?:øverst|nederst|øvst|nedst) (?:til|på) (?:høyre|venstre|høgre)|"
    r"i (?:høyre|venstre|høgre) (?:meny|kolonne|side|felt|hjørne)|"
    r"(?:on|to|at|in) the (?:right|left)(?:[- ]hand)?(?: side| column| corner)?|"
    r"(?:at|in) the (?:top|bottom) (?:right|left)"
)
_UNDER_SHAPE = rf"(?:under|underneath|below|beneath|over|above|ved|next to|beside) (?:den |det |the )?(?:{_SHAPE})"
_INSTRUCTION = re.compile(rf"\b(?:{_ACT})\b", re.I)
_BY_PLACE = re.compile(rf"(?<![\w-])(?:{_THING})\b[^.!?]{{0,40}}\b(?:{_PLACE})\b", re.I)
_PLACE_FIRST = re.compile(rf"\b(?!gå til )(?:{_ACT})\b[^.!?]{{0,15}}\b(?:{_PLACE})\b", re.I)
"""«Gå til høyre» is a move, not a place to find something."""
_BY_LOOK = re.compile(
    rf"\b(?:den |det |dei |de |the )(?:store |lille |vesle |small |big )?(?:{_SHAPE}|{_COLOUR}) "
    rf"(?:{_THING})\b",
    re.I,
)
_LOOK_ONLY = re.compile(
    rf"\b(?:trykk|klikk|vel|velg)(?:e|er|je|jer)?(?: på)? (?:den|det|dei|de) (?:{_SHAPE}|{_COLOUR})\s*[.!?]?$",
    re.I,
)
_BY_SOUND = re.compile(
    r"\b(?:når|etter|til|after|when|until|till)\b[^.!?]{0,15}\b(?:hører|høyrer|hear)\b[^.!?]{0,12}"
    r"\b(?:pip(?:et)?|lyd(?:en)?|tone(?:n)?|signal(?:et)?|beep|sound|tone)\b",
    re.I,
)
_NEAR_SHAPE = re.compile(rf"\b{_UNDER_SHAPE}\b", re.I)
_QUOTED = re.compile(
    "[\"“«'][^\"”»']+[\"”»']|\\b(?:merket|merka|kalt|kalla|labell?ed|named|called|med teksten)\\b"
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")
_BLOCKS = frozenset({"p", "li", "dd", "td", "label", "legend", "figcaption", "div", "span"})
_COLOURED = (
    r"felt(?:er|a|ene|et)?|dato(?:er|ar|ene|ane)|linje[rn]e?|linjene|rader|radene|radane|ruter|rutene|rutane|"
    r"tal(?:l|lene|a)?|punkt(?:er|ene|a)?|kolonne[rn]e?|celle[rn]e?|område[rn]e?|områda|avsnitt(?:ene|a)?|"
    r"fields?|dates?|rows?"
)
_MARKED = (
    r"(?:merket|merka|merkt|merkte|markert|markerte|uthevet|utheva|vist|viste|farget|farga|skrevet|"
    r"marked|shown|highlighted) (?:med |i |in |with )?"
)
_BY_COLOUR = re.compile(
    rf"\b(?:(?:felt|felta|feltene|fields?|datoer|datoar|dates?|linjer|rader|rows?|ruter|tall) "
    rf"(?:som er |er |merket |merka |markert |marked |shown |in )*(?:med |i |in |with )?(?:{_COLOUR})\b|"
    rf"(?:{_COLOURED}) (?:som |er |blir |står |is |are )*{_MARKED}(?:{_COLOUR})\b|"
    rf"(?:{_COLOUR}) (?:felt|felter|felta|feltene|datoer|datoar|dates|fields|ruter|rader|rows)\b|"
    rf"(?:{_COLOUR}) (?:tall|tal)(?= (?:viser|syner|betyr|tyder|markerer|står for)\b)|"
    rf"(?:fyll(?:e|er)? (?:du )?ut|utfyll|velg|vel|kryss av(?: for)?) (?:alle )?(?:de|dei) (?:{_COLOUR})(?=\s*[.,;:!?]|$))",
    re.I,
)
"""Things on a page told apart by colour; «røde tall» alone are a loss of money."""


def one_sense(page: Page) -> Iterator[Problem]:
    """Instructions that name a thing by its place, shape or colour alone."""
    names = {folded(page.name(e)) for e in page.with_role("button", "link", "tab", "menuitem")}
    for element in _blocks(page):
        for found, sentence in _one_sense(page.visible_text(element)):
            if not any(_is_named(sentence, name) for name in names):
                yield problem(element, text=found.group()[:60])
                break


def _one_sense(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The instructions that rest on one sense, each with its sentence; matches are in `text`."""
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        if not _INSTRUCTION.search(text, start, end) or _QUOTED.search(text, start, end):
            continue
        found = (
            _BY_PLACE.search(text, start, end)
            or _NEAR_SHAPE.search(text, start, end)
            or _PLACE_FIRST.search(text, start, end)
            or _BY_LOOK.search(text, start, end)
            or _LOOK_ONLY.search(text, start, end)
            or _BY_SOUND.search(text, start, end)
        )
        if found is not None:
            yield found, sentence.group()


def _is_named(sentence: str, name: str) -> bool:
    return (
        len(name) > 2 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.I) is not None
    )


def _blocks(page: Page) -> Iterator[Element]:
    for element in page.body.descendants():
        if element.tag in _BLOCKS and element.own_text and page.is_visible(element):
            yield element


_OTHER_MARK = re.compile(
    r"\*|\b(?:stjerne|stjerna|stjernen|asterisk|fet|feit|kursiv|understrek\w*|skravert|ikon|symbol|bold)\b"
    r"|\b(?:merket|merka|merkte|merkt|marked) (?:med |with )?(?:[«“\"]|ordet|teksten|bokstaven)",
    re.I,
)


def _sentence_round(text: str, found: re.Match[str]) -> str:
    start = max(text.rfind(sign, 0, found.start()) for sign in ".!?") + 1
    ends = [end for sign in ".!?" if (end := text.find(sign, found.end())) >= 0]
    return text[start : min(ends, default=len(text))]


def colour_alone(page: Page) -> Iterator[Problem]:
    """Texts that tell things apart by their colour, and by no sign or word beside it."""
    for element in _blocks(page):
        text = element.own_text
        found = _BY_COLOUR.search(text)
        if found is not None and not _OTHER_MARK.search(_sentence_round(text, found)):
            yield review(element, text=found.group()[:60])


def link_by_colour(page: Page) -> Iterator[Problem]:
    """Links in running text that only a colour tells from the words round them.

    Each pair of colours is told of once. A link that differs by 3:1 from the words round it
    and gets a line under it when pointed at or focused is enough (WCAG technique G183).
    """
    seen: set[tuple[str, str]] = set()
    for link in page.with_role("link"):
        parent = link.parent
        if link.tag != "a" or parent is None or parent.tag not in {"p", "li", "dd", "td"}:
            continue
        words = page.word_count(parent) - page.word_count(link)
        if words < 4 or not page.is_visible(link) or link.find_all("img"):
            continue
        styles = page.styles
        line = styles.get(link, "text-decoration-line") or styles.get(link, "text-decoration")
        borders = ("border", "border-bottom", "box-shadow", "background-color", "background-image")
        plain = "none" in line and not any(styles.get(link, name) for name in borders)
        pair = (styles.get(link, "color"), styles.get(parent, "color"))
        if not plain or styles.is_bold(link) != styles.is_bold(parent) or pair in seen:
            continue
        seen.add(pair)
        if not (_differs(page, link, parent) and _lined_in_state(page, link)):
            yield review(link, text=page.name(link)[:60])


def _differs(page: Page, link: Element, parent: Element) -> bool:
    one, other = painted(link, page.styles), painted(parent, page.styles)
    return one is not None and other is not None and contrast_ratio(one.text, other.text) >= 3


def _lined_in_state(page: Page, link: Element) -> bool:
    for state in (HOVER, FOCUS):
        line = page.styles.declared_in_state(link, state).get("text-decoration-line", "")
        if "underline" in line:
            return True
    return False


_DOT = 24.0


def colour_dots(page: Page) -> Iterator[Problem]:
    """Small spots of different colours that say what no words say; the first is told of."""
    spots: dict[str, Element] = {}
    for element in page.body.descendants():
        if element.children or element.tag not in {"span", "i", "div", "td", "b"}:
            continue
        if not page.is_visible(element) or page.name(element) or element.get("title"):
            continue
        colour = page.styles.get(element, "background-color")
        sizes = [page.styles.pixels(element, name) for name in ("width", "height")]
        small = all(size is not None and 4 <= size <= _DOT for size in sizes)
        parent = element.parent
        if small and colour not in {"", "transparent"} and parent is not None and parent.text:
            spots.setdefault(colour, element)
    if len(spots) > 1:
        yield review(next(iter(spots.values())), size=str(len(spots)))


_APART = EMBEDDED | {BlockKind.QUOTE, BlockKind.CODE}


def one_sense_in_text(document: Document) -> Iterator[Placed]:
    """The same as `one_sense` in text, Markdown and Word."""
    for number, block in _read(document):
        for found, _ in _one_sense(block.text):
            if _is_told_of(block, found):
                yield _placed(number, found)
                break


def colour_alone_in_text(document: Document) -> Iterator[Placed]:
    """The same as `colour_alone` in text, Markdown and Word, at the very words."""
    for number, block in _read(document):
        found = _BY_COLOUR.search(block.text)
        if found is None or _OTHER_MARK.search(_sentence_round(block.text, found)):
            continue
        if _is_told_of(block, found):
            yield _placed(number, found)


def _read(document: Document) -> Iterator[tuple[int, Block]]:
    for number, block in enumerate(document.blocks):
        if block.kind not in _APART and not block.hidden:
            yield number, block


def _is_told_of(block: Block, found: re.Match[str]) -> bool:
    """Whether the words are the writer's own, and not a quotation or code."""
    span = Span(*found.span())
    return not any(span.overlaps(other) for other in block.protected_spans())


def _placed(number: int, found: re.Match[str]) -> Placed:
    values = {"text": found.group()[:60]}
    return Placed(number, Match(Span(*found.span()), values, certainty=Certainty.REVIEW))
