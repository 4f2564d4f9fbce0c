"""Form fields: what they are for, and what they are called (WCAG 1.3.5, 2.5.3)."""

from collections.abc import Iterator

from klarsprak.accessibility import aria
from klarsprak.accessibility.page import Page, Problem, is_templated, problem
from klarsprak.accessibility.tree import Element

_PURPOSE_NAMES = (
    "name honorific-prefix given-name additional-name family-name honorific-suffix nickname "
    "username new-password current-password one-time-code organization-title organization "
    "street-address address-line1 address-line2 address-line3 address-level4 address-level3 "
    "address-level2 address-level1 country country-name postal-code cc-name cc-given-name "
    "cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc "
    "cc-type transaction-currency transaction-amount language bday bday-day bday-month "
    "bday-year sex url photo"
)
_PURPOSES = frozenset(_PURPOSE_NAMES.split())
_CONTACT_NAMES = (
    "tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix "
    "tel-local-suffix tel-extension email impp"
)
_CONTACTS = frozenset(_CONTACT_NAMES.split())
_SWITCH_WORDS = "on off none false true disabled enabled undefined null"
_SWITCHES = frozenset(_SWITCH_WORDS.split())
"""Words that switch filling on or off, by the standard or by misunderstanding."""
_PLACES = frozenset({"home", "work", "mobile", "fax", "pager"})
_UNFILLED = frozenset({"button", "submit", "reset", "image", "checkbox", "radio", "file"})


def purpose_unknown(page: Page) -> Iterator[Problem]:
    """Fields whose autocomplete says nothing a browser understands."""
    for element in page.tree.tagged("input", "select", "textarea"):
        value = element.get("autocomplete").strip().lower()
        if not value or value in _SWITCHES or is_templated(value):
            continue
        if not _takes_input(page, element):
            continue
        if not is_valid_purpose(value):
            yield problem(element, value=value[:60])


def _takes_input(page: Page, element: Element) -> bool:
    exposure = page.exposure
    if not (exposure.is_visible(element) or exposure.is_exposed(element)):
        return False
    if exposure.is_disabled(element) or element.get("aria-disabled").lower() == "true":
        return False
    if element.tag == "input" and element.get("type").lower() in _UNFILLED:
        return False
    role = page.explicit(element)
    widget = not role or aria.role_has(role, "widget")
    return widget or not element.get("tabindex").strip().startswith("-")


def is_valid_purpose(value: str) -> bool:
    """True for a list of autofill detail tokens as the HTML standard allows."""
    tokens = value.split()
    if tokens and tokens[0].startswith("section-") and len(tokens[0]) > len("section-"):
        tokens = tokens[1:]
    if tokens and tokens[0] in {"shipping", "billing"}:
        tokens = tokens[1:]
    if len(tokens) > 1 and tokens[-1] == "webauthn":
        tokens = tokens[:-1]
    if len(tokens) == 2 and tokens[0] in _PLACES:
        return tokens[1] in _CONTACTS
    return len(tokens) == 1 and tokens[0] in _PURPOSES | _CONTACTS
