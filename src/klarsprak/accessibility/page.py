"""A page as the checks see it: tree, style, exposure, roles and names in one place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from klarsprak.accessibility import aria
from klarsprak.accessibility.exposure import Exposure
from klarsprak.accessibility.names import Names
from klarsprak.accessibility.roles import explicit_role, implicit_role, role_of
from klarsprak.accessibility.style import Styles
from klarsprak.accessibility.stylesheets import collect_sheets, read_beside
from klarsprak.accessibility.tree import Element, Tree, collapse, parse_tree
from klarsprak.core.document import GIVEN_FRAME, GIVEN_STYLE, Document, Format
from klarsprak.core.finding import Certainty, Edit, Severity
from klarsprak.core.rule import Context
from klarsprak.core.spans import Span

if TYPE_CHECKING:
    from klarsprak.accessibility.contrast import Painted

_BLANK = " \t\n\r\f\u00a0\u2002\u2003\u2007\u2009\u200b\u200c\u200d\u202f\u2060\ufeff\u00ad"
_WORD = re.compile(r"[^\W\d_]{2,}")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#|<%|<\?|\$\{|\[\[|@\(|@[A-Z]\w*\.|%[A-Z_]+%")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check yields: an element, values for the message, a change of certainty.

    `element` is None for the page as a whole. `edits` mend the source. `span` is the place
    in the file where that is not the start tag of `element`.
    """

    element: Element | None
    values: tuple[tuple[str, str], ...] = ()
    certainty: Certainty | None = None
    severity: Severity | None = None
    edits: tuple[Edit, ...] = ()
    span: Span | None = None


def problem(element: Element | None, /, **values: str) -> Problem:
    """A problem with plain message values."""
    return Problem(element, tuple(values.items()))


def review(element: Element | None, /, **values: str) -> Problem:
    """A problem that a person must look at."""
    return Problem(element, tuple(values.items()), certainty=Certainty.REVIEW)


class Page:
    """Everything the checks may ask of one document; each part is worked out once."""

    def __init__(
        self,
        source: str,
        *,
        folder: Path | None = None,
        written: bool = True,
        given: Mapping[int, str] = MappingProxyType({}),
        frames: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        """`written` is false for what a browser wrote out, which has no faults of writing.

        `given` holds the style rules that the browser had, by the offset of the element
        that brought them; `frames` what it showed in frames, by the offset of the frame.
        """
        self.tree: Tree = parse_tree(source)
        self.styles = Styles(self.tree, collect_sheets(self.tree, folder, given))
        self.folder = folder
        self._frames = frames
        self.written = written
        self._roles: dict[int, str] = {}
        self._visible_texts: dict[int, str] = {}
        self._word_counts: dict[int, int] = {}

    @cached_property
    def exposure(self) -> Exposure:
        """Rendering, visibility and focus."""
        return Exposure(self.tree, self.styles)

    @cached_property
    def names(self) -> Names:
        """Accessible names."""
        return Names(self.tree, self.styles, self.exposure)

    def name(self, element: Element) -> str:
        """The accessible name of an element, "" for one of nothing but blanks of any kind."""
        name = self.names.name(element)
        return name if name.strip(_BLANK) else ""

    def role(self, element: Element) -> str:
        """The role that assistive technology is told."""
        found = self._roles.get(element.index)
        if found is None:
            found = self._roles[element.index] = role_of(element, self.exposure)
        return found

    def implicit(self, element: Element) -> str:
        """The role the element has without ``role``."""
        return implicit_role(element, self.exposure)

    def explicit(self, element: Element) -> str:
        """The role that ``role`` gives, "" without a valid one."""
        return explicit_role(element)

    @cached_property
    def _roles_known(self) -> dict[str, list[Element]]:
        groups: dict[str, list[Element]] = {}
        for element in self.tree.elements:
            groups.setdefault(self.role(element), []).append(element)
        return groups

    def with_role(self, *roles: str) -> list[Element]:
        """The elements with one of `roles` that assistive technology meets, in order."""
        found = [
            element
            for role in roles
            for element in self._roles_known.get(role, ())
            if self.is_exposed(element)
        ]
        return sorted(found, key=lambda element: element.index) if len(roles) > 1 else found

    def is_exposed(self, element: Element) -> bool:
        """True when the element, not only its text, is told to assistive technology."""
        return self.exposure.is_exposed(element) and not self._is_in_leaf(element)

    def _is_in_leaf(self, element: Element) -> bool:
        return self._in_leaf[element.index]

    @cached_property
    def _in_leaf(self) -> list[bool]:
        """Per element, whether it stands in a role whose content is presentation."""
        found = [False] * len(self.tree.elements)
        for element in self.tree.elements:
            up = element.parent
            if up is not None:
                found[element.index] = found[up.index] or aria.role_has(self.role(up), "leaf")
        return found

    def is_visible(self, element: Element) -> bool:
        """True when a seeing reader can meet the element."""
        return self.exposure.is_visible(element)

    def is_tabbable(self, element: Element) -> bool:
        """True when the Tab key reaches the element."""
        return self.exposure.is_tabbable(element)

    def visible_text(self, element: Element) -> str:
        """The text below `element` that a seeing reader can read, collapsed."""
        found = self._visible_texts.get(element.index)
        if found is None:
            found = self._visible_texts[element.index] = self._visible_text(element)
        return found

    def _visible_text(self, element: Element) -> str:
        pieces: list[str] = []
        stack: list[tuple[Element, int]] = [(element, 0)]
        while stack:
            node, at = stack.pop()
            for place in range(at, len(node.children)):
                child = node.children[place]
                if isinstance(child, str):
                    if self.is_visible(node):
                        pieces.append(child)
                elif self.exposure.is_rendered(child):
                    stack.append((node, place + 1))
                    stack.append((child, 0))
                    if not self.styles.display(child).startswith("inline"):
                        pieces.append(" ")
                    break
            else:
                if not self.styles.display(node).startswith("inline"):
                    pieces.append(" ")
        return collapse("".join(pieces))

    def word_count(self, element: Element) -> int:
        """How many words of two letters or more assistive technology reads in `element`."""
        found = self._word_counts.get(element.index)
        if found is None:
            found = len(_WORD.findall(self.names.text_content(element)))
            self._word_counts[element.index] = found
        return found

    def language(self, element: Element) -> str:
        """The declared language that holds for the element, lower-cased; "" without."""
        node: Element | None = element
        while node is not None:
            for name in ("lang", "xml:lang"):
                if name in node.attributes:
                    return node.attributes[name].strip().lower()
            node = node.parent
        return ""

    @cached_property
    def body(self) -> Element:
        """The body element, or the root where there is none."""
        return self.tree.first("body") or self.tree.root

    @cached_property
    def text(self) -> str:
        """The text of the page that a reader can see."""
        return self.visible_text(self.body)

    @cached_property
    def painted_texts(self) -> "list[tuple[Element, Painted]]":
        """Every element with visible text of its own, and its colours where decidable."""
        from klarsprak.accessibility.checks.contrast import painted_texts

        return list(painted_texts(self))

    def is_cut_off(self, element: Element) -> bool:
        """True at the top of a fragment, where another file says what stands round it."""
        parent = element.parent
        return (
            not self.tree.is_whole_page
            and parent is not None
            and parent.tag == "body"
            and parent.span is None
        )

    def frame(self, element: Element) -> "Page | None":
        """The page inside a frame, from srcdoc or a file beside this one."""
        shown = self.shown_in(element)
        if shown:
            return Page(shown, written=False)
        if element.has("srcdoc"):
            return Page(element.get("srcdoc"), folder=self.folder)
        text = read_beside(self.folder, element.get("src"), (".html", ".htm"))
        return None if text is None else Page(text)

    def shown_in(self, frame: Element) -> str:
        """The HTML that a browser showed in a frame, "" where none has."""
        return "" if frame.span is None else self._frames.get(frame.span.start, "")

    @cached_property
    def text_language(self) -> str:
        """The language the text is written in, "" where it cannot be told."""
        from klarsprak.nlp.language import detect

        return detect(self.text)

    @cached_property
    def text_lengths(self) -> list[int]:
        """Per element, how many characters stand in and below it; linear in the page."""
        lengths = [
            sum(len(child) for child in element.children if isinstance(child, str))
            for element in self.tree.elements
        ]
        for element in reversed(self.tree.elements):
            if element.parent is not None:
                lengths[element.parent.index] += lengths[element.index]
        return lengths

    @cached_property
    def referenced_ids(self) -> frozenset[str]:
        """Every id that a label, an ARIA attribute or a cell points at."""
        names = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")
        return frozenset(
            word
            for element in self.tree.elements
            for name in names
            if name in element.attributes
            for word in element.attributes[name].split()
        )

    @cached_property
    def has_script(self) -> bool:
        """True when a script may change what the source says."""
        return bool(self.tree.tagged("script"))


def page_of(document: Document, context: Context) -> Page:
    """The page of a document, built on first use and shared by the rules of a run."""
    store = context.shared("accessibility")
    page = store.get("page")
    if not isinstance(page, Page):
        page = store["page"] = Page(
            document.source,
            folder=_folder(document.path),
            written=document.format is not Format.PAGE,
            given=_given(document, GIVEN_STYLE),
            frames=_given(document, GIVEN_FRAME),
        )
    return page


def _given(document: Document, kind: str) -> dict[int, str]:
    if document.format is not Format.PAGE:
        return {}
    return {
        int(key.removeprefix(kind)): text
        for key, text in document.metadata.items()
        if key.startswith(kind) and key.removeprefix(kind).isdigit()
    }


def _folder(path: str) -> Path | None:
    if not path or path == "-" or "://" in path:
        return None
    folder = Path(path).parent
    return folder if folder.is_dir() else None


def is_templated(text: str) -> bool:
    """True when a template will fill in (part of) the text."""
    return _TEMPLATE.search(text) is not None
