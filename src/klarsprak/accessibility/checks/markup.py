"""Tags that do not fit together, and controls inside controls (WCAG 4.1.1, 4.1.2)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from klarsprak.accessibility.page import Page, Problem, is_templated, problem
from klarsprak.accessibility.start_tags import StartTag, all_tags

_VOID_TAGS = (
    "area base br col embed hr img input link meta param source track wbr basefont bgsound "
    "frame keygen"
)
_VOID = frozenset(_VOID_TAGS.split())
_MAY_STAY_OPEN_TAGS = (
    "html head body li dt dd p rb rt rtc rp optgroup option colgroup caption thead tbody "
    "tfoot tr td th"
)
_MAY_STAY_OPEN = frozenset(_MAY_STAY_OPEN_TAGS.split())
_ENDS_PARAGRAPH_TAGS = (
    "address article aside blockquote center details dialog dir div dl fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search "
    "section summary table ul"
)
_ENDS_PARAGRAPH = frozenset(_ENDS_PARAGRAPH_TAGS.split())
_WALLS = frozenset({"td", "th", "caption", "table", "button", "object", "svg", "math", "template"})
"""What a search for an open paragraph does not look beyond."""
_FOREIGN = frozenset({"svg", "math"})
_MOST = 20
_DEEPEST = 50
_RESTARTS = frozenset({"template", "object", "td", "th", "caption", "svg"})
_TAKES_INPUT = ("a", "button", "input", "select", "textarea", "summary")


@dataclass(slots=True)
class _Ledger:
    """What is open, what was left open (by name), and end tags that close nothing."""

    open: list[StartTag] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)
    left: dict[str, list[StartTag]] = field(default_factory=dict)
    stray: list[StartTag] = field(default_factory=list)
    crossed: list[StartTag] = field(default_factory=list)

    def begin(self, tag: StartTag) -> None:
        """Enter a start tag; it may end an open paragraph."""
        if tag.name in _ENDS_PARAGRAPH and self.count["p"]:
            for place in range(len(self.open) - 1, max(-1, len(self.open) - _DEEPEST), -1):
                name = self.open[place].name
                if name in _WALLS:
                    break
                if name == "p":
                    del self.open[place]
                    self.count["p"] -= 1
                    break
        self.open.append(tag)
        self.count[tag.name] += 1

    def end(self, tag: StartTag) -> None:
        """Enter an end tag; what stands open above its start tag was left open."""
        if not self.count[tag.name]:
            earlier = self.left.get(tag.name)
            if earlier:
                self.crossed.append(earlier.pop())
            else:
                self.stray.append(tag)
            return
        while True:
            above = self.open.pop()
            self.count[above.name] -= 1
            if above.name == tag.name:
                return
            self.leave(above)

    def leave(self, tag: StartTag) -> None:
        """Note that `tag` has no end where one is needed."""
        if tag.name not in _MAY_STAY_OPEN:
            self.left.setdefault(tag.name, []).append(tag)


def _read(source: str) -> _Ledger:
    ledger = _Ledger()
    foreign = 0
    for closing, tag in all_tags(source):
        if tag.name in _FOREIGN:
            own_end = source[tag.span.end - 2] == "/"
            foreign = max(0, foreign + (-1 if closing else not own_end))
        elif not foreign and tag.name not in _VOID:
            (ledger.end if closing else ledger.begin)(tag)
    for tag in ledger.open:
        ledger.leave(tag)
    return ledger


def _ledger(page: Page) -> _Ledger | None:
    """None for a fragment, a template, and what a browser wrote itself."""
    if not page.tree.is_whole_page or not page.written:
        return None
    if is_templated(page.tree.source):
        return None
    return _read(page.tree.source)


def _told(tags: Iterable[StartTag]) -> Iterator[Problem]:
    for tag in sorted(tags, key=lambda tag: tag.span)[:_MOST]:
        yield Problem(None, (("tag", tag.name),), span=tag.span)


def unclosed(page: Page) -> Iterator[Problem]:
    """Start tags without an end tag, where one is needed."""
    ledger = _ledger(page)
    if ledger is not None:
        yield from _told(tag for tags in ledger.left.values() for tag in tags)


def stray_end(page: Page) -> Iterator[Problem]:
    """End tags that close nothing."""
    ledger = _ledger(page)
    if ledger is not None:
        yield from _told(ledger.stray)


def crossed(page: Page) -> Iterator[Problem]:
    """Elements that end inside another than the one they begin in."""
    ledger = _ledger(page)
    if ledger is not None:
        yield from _told(ledger.crossed)


def control_in_control(page: Page) -> Iterator[Problem]:
    """Links, buttons and fields inside a link or a button."""
    for outer in page.tree.tagged("a", "button"):
        if outer.tag == "a" and not outer.has("href"):
            continue
        if not page.exposure.is_exposed(outer):
            continue
        for inner in outer.descendants():
            if inner.tag not in _TAKES_INPUT or not page.exposure.is_shown(inner):
                continue
            if inner.get("type").lower() == "hidden" or (
                inner.tag == "a" and not inner.has("href")
            ):
                continue
            yield problem(inner, tag=inner.tag, outer=outer.tag)
            break


def link_in_link(page: Page) -> Iterator[Problem]:
    """Links that begin before the last one has ended."""
    if not page.written:
        return
    opened = False
    for closing, tag in all_tags(page.tree.source):
        if tag.name in _RESTARTS:
            opened = False
        elif tag.name == "a":
            leads = not closing and _leads(tag)
            if leads and opened:
                yield Problem(None, (("tag", "a"), ("outer", "a")), span=tag.span)
            opened = leads


def _leads(tag: StartTag) -> bool:
    return any(attribute.name == "href" for attribute in tag.attributes)
