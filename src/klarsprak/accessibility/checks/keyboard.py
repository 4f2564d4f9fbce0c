"""What the keyboard reaches, and whether one sees where it is (WCAG 2.1, 2.4)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility import aria
from klarsprak.accessibility.exposure import has_tabindex, is_natively_focusable, tab_index
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element

_FOCUS = re.compile(r":focus(?:-visible)?(?![\w-])")
_SHOWS_FOCUS = re.compile(
    r"^(?:outline(?:-\w+)?|border(?:-\w+)*|box-shadow|background(?:-\w+)*|color|"
    r"text-decoration(?:-\w+)*|transform|font-weight|filter|fill|stroke)$"
)
_KEY_HANDLERS = ("onkeydown", "onkeyup", "onkeypress")
_MOUSE_ONLY = ("onmouseover", "onmouseout", "onmousedown", "onmouseenter", "ondblclick")
_SELF_FOCUS = re.compile(r"\b(?:this|event\.(?:currentT|t)arget)\.focus\(")
_FOCUS_BY_ID = re.compile(r"getElementById\(\s*['\"]([^'\"]+)['\"]\s*\)\.focus\(")
_FOCUS_CALL = re.compile(r"\b\w*[Ff]ocus\w*\(\s*['\"]#?([\w-]+)['\"]\s*\)")
_TAB_STOPPED = re.compile(
    r"(?:keycode|which|key|code)={2,3}(?:9|['\"]tab['\"]).*(?:preventdefault\(\)|returnfalse)"
)
_KEY_TOLD = re.compile(r"\b(?:ctrl|control|alt|shift|esc|escape|cmd|F\d+)\b|tasten|press", re.I)
_HARMLESS = frozenset({"", "return false", "event.stopPropagation()", "event.preventDefault()"})
_KEYS_STOPPED = frozenset({"returnfalse", "event.preventdefault()"})
_FOCUS_PAIR = ("onblur", "onfocusout")
_GLYPH_AREA = 0.5 * 1.1


def scroll_region(page: Page) -> Iterator[Problem]:
    """Boxes that scroll, hold more than they show, and cannot be reached by keyboard."""
    for element in page.body.descendants():
        if not page.styles.declared(element) or not _scrolls(page, element):
            continue
        if not page.is_visible(element) or page.exposure.is_focusable(element):
            continue
        if any(page.is_tabbable(below) for below in element.descendants()):
            continue
        if _overflows(page, element):
            yield problem(element)


def _scrolls(page: Page, element: Element) -> bool:
    if element.tag in {"textarea", "iframe", "select"}:
        return False
    return any(
        page.styles.get(element, name) in {"scroll", "auto"}
        for name in ("overflow-x", "overflow-y")
    )


def _overflows(page: Page, element: Element) -> bool:
    """True when the text surely takes more room than the box has."""
    height = page.styles.pixels(element, "height") or page.styles.pixels(element, "max-height")
    width = page.styles.pixels(element, "width") or 1280.0
    if height is None:
        return False
    size = page.styles.font_size(element)
    return len(page.visible_text(element)) * size * size * _GLYPH_AREA > height * width * 1.2


def focus_invisible(page: Page) -> Iterator[Problem]:
    """Controls whose focus mark is taken away and not replaced.

    It is for a person to judge where a style sheet could not be read, or where a script may
    bring about what a rule with a mark asks for.
    """
    shown_round: bool | None = None
    marks: list[str] | None = None
    for element in page.tree.elements:
        if not page.is_tabbable(element) or not page.is_visible(element):
            continue
        base = page.styles.declared(element)
        declared = page.styles.declared_with_focus(element)
        outline = declared.get("outline-style", "") or declared.get("outline", "")
        width = declared.get("outline-width", "")
        if outline not in {"none", "0"} and width not in {"0", "0px"}:
            continue
        changed = {name for name, value in declared.items() if base.get(name) != value}
        if any(_SHOWS_FOCUS.match(n) and not n.startswith("outline") for n in changed):
            continue
        if shown_round is None:
            shown_round = _container_shows_focus(page)
        if shown_round or _handles_focus(element):
            continue
        if marks is None:
            marks = _focus_marks(page) if page.has_script else []
        maybe = any(page.styles.matches_in_state(element, mark, _FOCUS) for mark in marks)
        yield (review if maybe or not page.styles.complete else problem)(element)


def _focus_marks(page: Page) -> list[str]:
    """What the rules that draw a focus mark ask of the element itself, not of what is round it."""
    found = {
        re.split(r"[\s>+~]+", part.strip())[-1]
        for rule in page.styles.sheets.rules
        if not rule.media
        and _FOCUS.search(rule.selectors)
        and any(
            _SHOWS_FOCUS.match(d.name) and d.value not in {"none", "0"} for d in rule.declarations
        )
        for part in rule.selectors.split(",")
    }
    return sorted(part for part in found if _FOCUS.search(part))


def _container_shows_focus(page: Page) -> bool:
    rules = page.styles.sheets.rules
    return any(
        ":focus-within" in rule.selectors
        or re.search(r":focus(?:-visible)?[^,]*[\s+~>]", rule.selectors)
        for rule in rules
    )


def _handles_focus(element: Element) -> bool:
    return any(element.has(name) for name in ("onfocus", "onfocusin"))


def click_without_keyboard(page: Page) -> Iterator[Problem]:
    """Elements that react to a click but not to the keyboard."""
    for element in page.body.descendants():
        if not element.has("onclick") or not page.exposure.is_exposed(element):
            continue
        if is_natively_focusable(element) or has_tabindex(element):
            continue
        if element.tag in {"label", "option", "body", "form", "summary"} or element.namespace:
            continue
        if any(page.is_tabbable(below) for below in element.descendants()):
            continue
        if any(page.is_tabbable(above) for above in element.ancestors()):
            continue
        if element.get("onclick").strip().rstrip(";") in _HARMLESS:
            continue
        yield problem(element, tag=element.tag)


def focusable_without_keys(page: Page) -> Iterator[Problem]:
    """Elements made focusable and clickable that answer to no key."""
    for element in page.body.descendants():
        if not element.has("onclick") or not has_tabindex(element):
            continue
        if is_natively_focusable(element) or not page.exposure.is_exposed(element):
            continue
        handlers = [h for node in (element, *element.ancestors()) for h in node.attributes]
        if not any(name in handlers for name in _KEY_HANDLERS) and not page.has_script:
            yield review(element, tag=element.tag)


def mouse_only(page: Page) -> Iterator[Problem]:
    """Things that happen by the mouse and by nothing else."""
    for element in page.body.descendants():
        names = [name for name in _MOUSE_ONLY if element.has(name)]
        others = ("onclick", "onfocus", "onblur", *_KEY_HANDLERS)
        if names and not any(element.has(name) for name in others):
            yield review(element, attribute=names[0])


def jumping_order(page: Page) -> Iterator[Problem]:
    """A tabindex above 0, which lifts the element out of the order of the page."""
    for element in page.tree.elements:
        if tab_index(element) > 0 and page.exposure.is_focusable(element):
            yield problem(element, value=element.get("tabindex").strip())


def trap(page: Page) -> Iterator[Problem]:
    """Elements that send focus back when it leaves them."""
    for element in page.body.descendants():
        if not page.is_tabbable(element):
            continue
        code = " ".join(element.get(name) for name in _FOCUS_PAIR)
        keys = element.get("onkeydown").replace(" ", "").lower().rstrip(";")
        if _TAB_STOPPED.search(keys):
            yield review(element)
            continue
        held = _focuses_itself(element, code) or keys in _KEYS_STOPPED
        sent_back = _is_sent_back_and_forth(page, element, code)
        if held or (sent_back and not _tells_a_way_out(page, element)):
            yield problem(element)


def _focuses_itself(element: Element, code: str) -> bool:
    if _SELF_FOCUS.search(code):
        return True
    found = _FOCUS_BY_ID.search(code)
    return found is not None and found.group(1) == element.get("id")


def _is_sent_back_and_forth(page: Page, element: Element, code: str) -> bool:
    """True when leaving `element` moves focus to one whose leaving moves it back here."""
    other = _sent_to(page, code)
    if other is None or other is element:
        return False
    back = " ".join(other.get(name) for name in _FOCUS_PAIR)
    return _sent_to(page, back) is element


def _sent_to(page: Page, code: str) -> Element | None:
    """The element that a handler gives the focus to."""
    found = _FOCUS_BY_ID.search(code) or _FOCUS_CALL.search(code)
    return None if found is None else page.tree.by_id.get(found.group(1))


def _tells_a_way_out(page: Page, element: Element) -> bool:
    """True when the page names a key, and something listens for keys."""
    told = _KEY_TOLD.search(page.names.text_content(page.body)) is not None
    nodes = (element, *element.ancestors())
    return told and any(node.has(name) for node in nodes for name in _KEY_HANDLERS)


def access_keys(page: Page) -> Iterator[Problem]:
    """The same access key on two elements."""
    seen: set[str] = set()
    for element in page.tree.elements:
        key = element.get("accesskey").strip().lower()
        if key and key in seen:
            yield problem(element, value=key[:10])
        seen.add(key)


def role_without_focus(page: Page) -> Iterator[Problem]:
    """Elements with the role of a control that the keyboard cannot reach."""
    roles = ("button", "link", "checkbox", "switch", "textbox", "searchbox", "slider")
    for element in page.with_role(*roles):
        if not page.explicit(element) or is_natively_focusable(element):
            continue
        if has_tabindex(element) or page.exposure.is_disabled(element):
            continue
        if element.get("aria-disabled").lower() == "true" or not page.is_visible(element):
            continue
        if any(aria.role_has(page.role(node), "composite") for node in element.ancestors()):
            continue
        if element.closest("a", "button", "label", "summary"):
            continue
        kind = review if page.has_script and not element.has("onclick") else problem
        yield kind(element, role=page.role(element))
