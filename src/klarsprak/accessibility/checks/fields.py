"""Labels, groups and messages of forms (WCAG 1.3.1, 1.3.5, 2.4.6, 3.2.2, 3.3.1–3.3.3)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from klarsprak.accessibility.page import Page, Problem, is_templated, problem, review
from klarsprak.accessibility.tree import Element
from klarsprak.accessibility.words import folded, listed

_TEXT_ROLES = ("textbox", "searchbox", "combobox", "spinbutton")
_SUBMITS = re.compile(r"\.submit\(|location\s*(?:\.href)?\s*=|window\.open\(", re.I)
_ERROR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:error|feil|feilmelding|invalid-feedback|field-validation-error|"
    r"validation-message|help-block-error|skjema-feil)(?:$|[\s_-])",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
_VAGUE_WORDS = (
    "please enter a an the correct valid right text value input data this your in field fill "
    "check again try vennligst skriv inn fyll ut riktig rett gyldig korrekt en ei et eit "
    "verdi tekst feltet dette denne prøv igjen på nytt sjekk må være vere du har er det i og"
)
_STATUS_CLASS = re.compile(r"(?:^|[\s_-])(?:alert|toast|snackbar|varsel|notification)(?:$|[\s_-])")
_PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        r"fornamn|fornavn|first name|given name": "given-name",
        r"etternamn|etternavn|last name|surname|family name": "family-name",
        r"e-?post(?:adresse)?|e-?mail(?: address)?": "email",
        r"(?:mobil)?telefon(?:nummer)?|mobil(?:nummer)?|tlf|phone(?: number)?": "tel",
        r"postnummer|postnr|postal code|zip(?: code)?": "postal-code",
        r"poststad|poststed": "address-level2",
        r"gateadresse|gatenavn|gatenamn|street address|adresse": "street-address",
        r"fødselsdato|date of birth|birthday": "bday",
        r"brukernavn|brukarnamn|username": "username",
    }
)
_LONGEST_LABEL = 120
_STAR = re.compile(r"\*\s*$|^\s*\*")
_STAR_TOLD = re.compile(
    r"\*[^*]{0,40}(?:må|obligatorisk|påkrevd|påkravd|required|mandatory)|"
    r"(?:må|obligatorisk|påkrevd|påkravd|required|mandatory)[^*]{0,40}\*",
    re.I,
)


def says_nothing(page: Page) -> Iterator[Problem]:
    """Labels that fit any field."""
    for element in page.with_role(*_TEXT_ROLES):
        name = page.name(element)
        if name and folded(name) in listed("label"):
            yield problem(element, text=name[:60])
    for element in page.tree.tagged("input"):
        if element.get("type").lower() in {"date", "file", "password", "time", "month"}:
            name = page.name(element)
            if folded(name) in listed("label") and page.is_exposed(element):
                yield problem(element, text=name[:60])


def same_label(page: Page) -> Iterator[Problem]:
    """Fields with the same label, which nothing one sees tells apart."""
    seen: dict[tuple[str, str, int], Element] = {}
    for element in page.with_role("textbox", "combobox", "spinbutton"):
        name = folded(page.name(element))
        if not name or not page.is_visible(element) or element.closest("td", "th", "li"):
            continue
        key = (name, element.get("type").lower(), _visible_group(page, element))
        if key in seen and element.tag == seen[key].tag:
            yield problem(element, text=page.name(element)[:60])
        seen.setdefault(key, element)


def _visible_group(page: Page, element: Element) -> int:
    """What a seeing reader takes as the heading of the field: legend, heading, form."""
    best = -1
    for candidate in page.tree.tagged("legend", "h1", "h2", "h3", "h4", "h5", "h6", "summary"):
        if candidate.index > element.index:
            break
        if page.is_visible(candidate) and page.visible_text(candidate):
            best = candidate.index
    form = element.closest("form", "dialog")
    inside = -1 if form is None else form.index
    return max(best, inside)


def choice_without_group(page: Page) -> Iterator[Problem]:
    """Radio buttons of one name without a common heading that is read aloud."""
    groups: dict[tuple[int, str], list[Element]] = {}
    for element in page.with_role("radio"):
        if element.tag == "input" and element.get("name"):
            form = element.closest("form")
            key = (-1 if form is None else form.index, element.get("name"))
            groups.setdefault(key, []).append(element)
    for members in groups.values():
        if len(members) < 2:
            continue
        if any(
            page.role(node) in {"radiogroup", "group"} and page.name(node)
            for node in members[0].ancestors()
        ):
            continue
        yield problem(members[0], name=members[0].get("name")[:60])


def group_without_name(page: Page) -> Iterator[Problem]:
    """Groups of fields whose heading is missing or empty."""
    for element in page.tree.tagged("fieldset"):
        several = len(element.find_all("input", "select", "textarea")) > 1
        grouped = page.is_exposed(element) and page.role(element) == "group"
        if several and grouped and not page.name(element):
            yield problem(element)


def several_labels(page: Page) -> Iterator[Problem]:
    """Fields with more than one label element."""
    for element in page.tree.tagged("input", "select", "textarea"):
        labels = [x for x in page.names.labels_of(element) if page.exposure.is_exposed(x)]
        outer = [x for x in labels if not any(y is not x and y.contains(x) for y in labels)]
        if len(outer) > 1 and page.is_exposed(element) and not element.has("aria-labelledby"):
            yield review(element, text=page.name(element)[:60])


def label_points_nowhere(page: Page) -> Iterator[Problem]:
    """Labels whose `for` names no field, or that neither name nor hold one."""
    for label in page.tree.tagged("label"):
        target = label.get("for")
        if not page.is_visible(label) or page.has_script:
            continue
        if not target:
            inside = label.find_all("input", "select", "textarea", "button", "meter", "progress")
            custom = any("-" in below.tag or below.has("role") for below in label.descendants())
            referenced = label.has("id") and label.get("id") in page.referenced_ids
            if not inside and not custom and not referenced and label.text:
                yield problem(label, id="")
            continue
        if target not in page.tree.by_id and not is_templated(target):
            kind = problem if page.tree.is_whole_page or page.tree.tagged("input") else review
            yield kind(label, id=target[:60])


def purpose_missing(page: Page) -> Iterator[Problem]:
    """Fields about the user that do not say so in autocomplete."""
    for element in page.tree.tagged("input"):
        kind = element.get("type", "text").lower()
        if kind not in {"text", "email", "tel", "date", ""} or not page.is_exposed(element):
            continue
        purpose = element.get("autocomplete").strip().lower()
        if purpose not in {"", "off", "on"} or _is_about_another(page, element):
            continue
        name = folded(_STAR.sub("", page.name(element)))
        for pattern, purpose in _PURPOSES.items():
            if re.fullmatch(pattern, name):
                yield review(element, text=page.name(element)[:60], value=purpose)
                break


def _is_about_another(page: Page, element: Element) -> bool:
    words = " ".join(
        page.name(node) for node in element.ancestors() if page.role(node) in {"group", "form"}
    ).casefold()
    return bool(re.search(r"barn|verge|ektefelle|arbeidsgiver|kontaktperson|child", words))


def unhelpful_error(page: Page) -> Iterator[Problem]:
    """Error messages that tell neither what is wrong nor what to do."""
    for element in _messages(page):
        text = page.visible_text(element)
        words = [word.casefold() for word in _WORD.findall(text)]
        vague = bool(words) and all(word in _error_words() for word in words)
        vague = vague or _only_names_the_field(page, words) or _fits_two_fields(page, text)
        if vague or (words and page.exposure.is_aria_hidden(element)):
            yield problem(element, text=text[:60])
    for element in page.tree.tagged("input", "select", "textarea"):
        for text in _messages_in_wait(element):
            words = [word.casefold() for word in _WORD.findall(text)]
            if words and all(word in _error_words() for word in words):
                yield problem(element, text=text[:60])
                break


def _fits_two_fields(page: Page, text: str) -> bool:
    """True for a message that names a label which two fields of different groups share."""
    labels = [label for label in page.tree.tagged("label") if label.text]
    counts = Counter(folded(label.text) for label in labels)
    said = folded(text)
    shared = [name for name, count in counts.items() if count > 1 and _stands_in(name, said)]
    legends = [folded(legend.text) for legend in page.tree.tagged("legend")]
    return bool(shared) and len(legends) > 1 and not any(_stands_in(one, said) for one in legends)


def _stands_in(name: str, text: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


_OPENS = re.compile(r"\b(?:open|popup|launch|alert|confirm|åpne|apne|opne)\w*\(", re.I)
_WRONG = frozenset("invalid valid wrong incorrect ugyldig gyldig feil galt gale".split())
_LINKING = frozenset("for in of the this a an is not i på til er ikke ikkje det den".split())
_MISSING = frozenset("required mandatory obligatorisk påkrevd påkravd må".split())


def _only_names_the_field(page: Page, words: list[str]) -> bool:
    """True for a message that says which field is wrong, and not what is wrong with it."""
    said = set(words)
    if not said & _WRONG or said & _MISSING:
        return False
    labels = {
        word.casefold()
        for label in page.tree.tagged("label", "legend")
        for word in _WORD.findall(label.text)
    }
    return said <= (_error_words() | _LINKING | labels)


_WAITING = re.compile(
    r"^data-(?:val-[\w-]+|msg(?:-[\w-]+)?|error(?:-[\w-]+)?|[\w-]+-(?:message|error))$"
)
_CUSTOM = re.compile(r"setCustomValidity\(\s*(['\"])(.+?)\1")


def _messages_in_wait(element: Element) -> Iterator[str]:
    """Error messages that the markup of a field holds ready for a script."""
    for name, value in element.attributes.items():
        if _WAITING.match(name) and " " in value.strip() and not is_templated(value):
            yield value
        elif name in {"oninvalid", "oninput"}:
            found = _CUSTOM.search(value)
            if found is not None:
                yield found.group(2)


@cache
def _error_words() -> frozenset[str]:
    """Words that say that something is wrong, and neither what nor where."""
    listed_words = {word for phrase in listed("error") for word in phrase.split()}
    return frozenset(listed_words | set(_VAGUE_WORDS.split()))


def _messages(page: Page) -> Iterator[Element]:
    """Elements that hold an error message: by role, reference or class."""
    found: dict[int, Element] = {}
    for element in page.tree.elements:
        marked = f"{element.get('class')} {element.get('id')}"
        if page.explicit(element) == "alert" or _ERROR_CLASS.search(marked):
            found[element.index] = element
        if element.get("aria-invalid").lower() == "true":
            for name in ("aria-errormessage", "aria-describedby"):
                for target in page.tree.references(element, name):
                    found[target.index] = target
    for index in sorted(found):
        element = found[index]
        inner = any(other is not element and element.contains(other) for other in found.values())
        if page.is_visible(element) and not inner:
            yield element


def silent_status(page: Page) -> Iterator[Problem]:
    """Messages drawn as an alert that assistive technology is not told of."""
    for element in page.body.descendants():
        if not _STATUS_CLASS.search(element.get("class").lower()) or not element.text:
            continue
        chain = (element, *element.ancestors())
        if any(
            node.has("aria-live") or page.role(node) in {"alert", "status", "log", "alertdialog"}
            for node in chain
        ):
            continue
        if page.is_visible(element) and element.tag in {"div", "section", "p", "span"}:
            yield review(element, text=element.text[:60])


def acts_on_choice(page: Page) -> Iterator[Problem]:
    """Fields that send the form or the reader away as soon as something is chosen."""
    for element in page.tree.tagged("select", "input"):
        code = element.get("onchange")
        if element.get("type").lower() == "radio":
            code += element.get("onclick")
        if _SUBMITS.search(code) and page.is_exposed(element):
            yield problem(element)


def acts_on_focus(page: Page) -> Iterator[Problem]:
    """Elements that send the reader away, or throw focus out, when they get focus."""
    for element in page.body.descendants():
        code = element.get("onfocus")
        if not code or not page.is_exposed(element):
            continue
        if _SUBMITS.search(code) or "blur()" in code:
            yield problem(element)
        elif _OPENS.search(code):
            yield review(element)


def label_too_long(page: Page) -> Iterator[Problem]:
    """Labels of fields to write in that are as long as a paragraph."""
    for element in page.with_role(*_TEXT_ROLES):
        labels = page.names.labels_of(element)
        text = " ".join(page.visible_text(label) for label in labels)
        if len(text) > _LONGEST_LABEL and element.tag != "select":
            yield review(labels[0], size=str(len(text)))


def star_unexplained(page: Page) -> Iterator[Problem]:
    """Required fields marked with a star that is explained nowhere."""
    starred = [
        label for label in page.tree.tagged("label") if _STAR.search(label.text) and label.text
    ]
    if len(starred) < 1 or _STAR_TOLD.search(page.text):
        return
    for label in starred[:1]:
        if page.is_visible(label):
            yield review(label, text=label.text[:60])


def no_submit(page: Page) -> Iterator[Problem]:
    """Forms with fields and without a button."""
    for form in page.tree.tagged("form"):
        fields = [f for f in form.find_all("input", "select", "textarea") if page.is_exposed(f)]
        kinds = {field.get("type", "text").lower() for field in form.find_all("input")}
        buttons = form.find_all("button") or kinds & {"submit", "image", "button"}
        if fields and not buttons and not page.has_script:
            yield review(form)


def password_blocked(page: Page) -> Iterator[Problem]:
    """Password fields that stop the browser or the user from filling them in."""
    for element in page.tree.tagged("input"):
        if element.get("type").lower() != "password":
            continue
        paste = element.get("onpaste").replace(" ", "").lower()
        if "returnfalse" in paste or "preventdefault" in paste:
            yield problem(element, attribute="onpaste")
        elif element.get("autocomplete").lower() == "off":
            yield review(element, attribute="autocomplete")
