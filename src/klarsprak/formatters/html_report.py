"""The HTML report: one file, no request to anywhere, works without JavaScript.

Everything is escaped by the template engine; a content security policy forbids all that
the page does not bring itself.
"""

import base64
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from klarsprak.core.report import Report
from klarsprak.formatters.html_view import View
from klarsprak.formatters.jinja import environment
from klarsprak.formatters.options import Message, RenderOptions
from klarsprak.messages.catalogue import Catalogue

_TEMPLATES = Path(__file__).with_name("templates")


def render(
    report: Report, message: Message, catalogue: Catalogue, options: RenderOptions
) -> Iterator[str]:
    """Yield the page in pieces. Files need their `document` for the text and its notes."""
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    script = (_TEMPLATES / "report.js").read_text(encoding="utf-8")
    view = View(report, message, catalogue, options)
    template = environment(_TEMPLATES).get_template("report.html.j2")
    yield from template.generate(
        **view.page(),
        text=catalogue.text,
        quote=catalogue.quote,
        plural=catalogue.plural,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    yield "\n"


def _hash(content: str) -> str:
    digest = sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
