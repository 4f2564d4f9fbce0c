"""Messages about errors, help and marks of what must be filled in (WCAG 3.3.1, 3.3.2)."""

import re
from collections.abc import Iterator

from klarsprak.accessibility.css_values import parse_colour
from klarsprak.accessibility.page import Page, Problem, review
from klarsprak.accessibility.tree import Element

_FIELDS = ("input", "select", "textarea")
_UNWRITTEN = frozenset({"hidden", "submit", "button", "reset", "image", "radio", "checkbox"})
_BORDER = re.compile(r"border(?:-color)?\s*:\s*([^;]+)", re.I)
_MESSAGE = re.compile(
    r"(?:^|[\s_-])(?:error|errors|feil|feilmelding|invalid-feedback|error-?message|"
    r"field-validation-error|validation-message|form-error)(?:$|[\s_-])",
    re.I,
)
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:is-invalid|has-error|input-error|error|feil|invalid)(?:$|[\s_-])", re.I
)
_TOLD = re.compile(
    r"\*|obligatorisk|påkrevd|påkravd|må fyl|required|mandatory|nødvendig|naudsynt", re.I
)
_OPTIONAL = re.compile(r"valgfri|valfri|frivillig|optional|ikke påkrevd|ikkje påkravd", re.I)
_DRAWN = re.compile(r"[\"'][^\"']*[^\"'\s][^\"']*[\"']|url\(|attr\(|var\(")
"""A ``content`` that shows something: not the empty one that only makes room."""
_MARK_NAME = re.compile(r"required|asterisk|mandatory|star|obligatorisk|påkrevd|pakrevd", re.I)
_RULES_OF_FORM = re.compile(
    r"\*[^*]{0,40}(?:må|obligatorisk|påkrevd|påkravd|required)|"
    r"(?:felt|felta|fields)\b[^.]{0,40}(?:må|obligatorisk|påkrevd|påkravd|required)|"
    r"(?:bruk|skriv|oppgi)\b[^.]{0,40}(?:format|siffer|dd\.mm)",
    re.I,
)


def _fields(page: Page) -> Iterator[Element]:
    for element in page.tree.tagged(*_FIELDS):
        kind = element.get("type").lower()
        if kind not in _UNWRITTEN and page.is_exposed(element) and page.is_visible(element):
            yield element


def _is_told(element: Element) -> bool:
    names = ("aria-describedby", "aria-errormessage", "aria-labelledby")
    return any(element.get(name).strip() for name in names)


def message_apart(page: Page) -> Iterator[Problem]:
    """Error messages that stand beside a field and are not tied to it."""
    for element in _fields(page):
        if _is_told(element):
            continue
        message = _message_beside(page, element)
        if message is not None:
            yield review(message, text=page.visible_text(message)[:60])


def _message_beside(page: Page, element: Element) -> Element | None:
    """The message in the same group as the field, where the group holds no other field."""
    node = element.parent
    for _ in range(3):
        if node is None or node.tag in {"form", "body", "main", "fieldset"}:
            break
        if len([f for f in node.find_all(*_FIELDS) if f.get("type") != "hidden"]) > 1:
            break
        for below in node.descendants():
            if _is_message(page, below) and below.closest("label") is None:
                return below
        node = node.parent
    siblings = [] if element.parent is None else element.parent.elements
    at = next((i for i, one in enumerate(siblings) if one is element), len(siblings))
    following = siblings[at + 1] if at + 1 < len(siblings) else None
    if following is not None and _is_message(page, following):
        return following
    return None


def _is_message(page: Page, element: Element) -> bool:
    return (
        element.tag in {"p", "span", "div", "small", "strong", "em"}
        and _MESSAGE.search(element.get("class")) is not None
        and page.is_visible(element)
        and bool(page.visible_text(element))
        and not element.find_all(*_FIELDS)
    )


def error_untold(page: Page) -> Iterator[Problem]:
    """Fields marked as wrong without any words on what is wrong."""
    for element in _fields(page):
        marked = _MARKED.search(element.get("class")) is not None or _is_red(element)
        if element.get("aria-invalid").strip().lower() != "true" and not marked:
            continue
        told = page.names.description(element) or page.names.referenced_text(
            element, "aria-errormessage"
        )
        if not told and _message_beside(page, element) is None and not _summary(page):
            yield review(element, text=page.name(element)[:60])


def _is_red(element: Element) -> bool:
    """True for a field whose own style draws a red frame round it."""
    found = _BORDER.search(element.get("style"))
    colours = [parse_colour(part) for part in ([] if found is None else found.group(1).split())]
    return any(c.red > 0.6 and c.green < 0.3 and c.blue < 0.3 for c in colours if c is not None)


def _summary(page: Page) -> bool:
    return any(page.visible_text(one) for one in page.with_role("alert", "alertdialog"))


def help_too_late(page: Page) -> Iterator[Problem]:
    """Rules for filling in a form that stand behind its button."""
    for form in page.tree.tagged("form"):
        buttons = [
            b
            for b in form.find_all("button", "input")
            if b.get("type", "submit" if b.tag == "button" else "text").lower() == "submit"
        ]
        if not buttons:
            continue
        before = "".join(one.own_text for one in form.descendants() if one.index < buttons[0].index)
        if _RULES_OF_FORM.search(before):
            continue
        for element in form.descendants():
            if element.index <= buttons[-1].index or element.tag not in {
                "p",
                "div",
                "small",
                "span",
            }:
                continue
            found = _RULES_OF_FORM.search(element.own_text)
            if found is not None and page.is_visible(element):
                yield review(element, text=element.own_text[:60])
                break


def required_unmarked(page: Page) -> Iterator[Problem]:
    """Fields that must be filled in, among others that need not, without a visible mark."""
    for form in page.tree.tagged("form"):
        inside = [f for f in _fields(page) if form.contains(f)]
        needed = [f for f in inside if f.has("required") or f.get("aria-required") == "true"]
        if not needed or len(needed) == len(inside) or _OPTIONAL.search(page.visible_text(form)):
            continue
        for element in needed:
            labelled_by = page.names.labels_of(element)
            labels = " ".join(page.visible_text(label) for label in labelled_by)
            drawn = any(_is_drawn_on(page, label) for label in labelled_by)
            words = f"{labels} {page.name(element)} {page.names.description(element)}"
            if (
                labels
                and not drawn
                and not _TOLD.search(words)
                and not _in_told_group(page, element)
            ):
                yield review(element, text=page.name(element)[:60])


def _is_drawn_on(page: Page, label: Element) -> bool:
    """True when a style rule draws a mark on the label or on something in it.

    An empty element that is named after its mark counts, as icons come from elsewhere.
    """
    for part in (label, *label.descendants()):
        drawn = (page.styles.pseudo(part, place) for place in ("before", "after"))
        if any(_DRAWN.search(declared.get("content", "")) for declared in drawn):
            return True
        if part is not label and not part.text and _MARK_NAME.search(part.get("class")):
            return True
    return False


def _in_told_group(page: Page, element: Element) -> bool:
    """True when the heading of the group says that its fields must be filled in."""
    return any(
        _TOLD.search(legend.text)
        for node in element.ancestors()
        if node.tag == "fieldset"
        for legend in node.elements
        if legend.tag == "legend"
    )
