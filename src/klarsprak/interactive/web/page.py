"""The page as HTML, and the texts its script needs, in one language."""

from pathlib import Path

from klarsprak.core.audience import Audience
from klarsprak.engine.genre import DOCUMENT_TYPES
from klarsprak.formatters.jinja import environment
from klarsprak.interactive.web.view import formats
from klarsprak.messages.catalogue import LANGUAGES, Catalogue
from klarsprak.readers.decode import MAX_BYTES

_TEMPLATES = Path(__file__).with_name("templates")
_SCRIPT = "web.js."

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


def page_html(catalogue: Catalogue, audiences: tuple[Audience, ...]) -> str:
    """The page; everything in it is escaped by the template engine."""
    text = catalogue.text
    template = environment(_TEMPLATES).get_template("page.html.j2")
    return template.render(
        text=text,
        language=catalogue.language,
        most=MAX_BYTES,
        languages=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
        audiences=[(a.id, catalogue.pick(a.title)) for a in audiences],
        document_types=[(name, text(f"document.{name}")) for name in DOCUMENT_TYPES],
        formats=formats(catalogue),
        keys=[(name, text(f"web.keys.{name}")) for name in KEYS],
        how=[text(f"web.how.{name}") for name in HOW],
    )


KEYS = ("next", "previous", "take", "undo", "redo", "tab", "escape")
"""What the help tells of keys; the names are ends of catalogue keys."""

HOW = ("paste", "look", "fix", "copy")


def texts(catalogue: Catalogue) -> dict[str, str]:
    """The texts that the script puts on the page, by the names it knows them by."""
    return {
        key.removeprefix(_SCRIPT): text
        for key, text in catalogue.texts.items()
        if key.startswith(_SCRIPT)
    }
