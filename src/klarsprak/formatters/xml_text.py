"""XML that any parser takes, whatever the text holds."""

import re
from xml.sax.saxutils import escape

from klarsprak.messages.visible import visible

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_NOT_XML = re.compile("[\ufffe\uffff]")


def text(value: str) -> str:
    """`value` as character data on one line; control characters are shown."""
    return escape(_NOT_XML.sub("\ufffd", visible(value)))


def attribute(value: str) -> str:
    """`value` as an attribute in double quotes, the quotes included."""
    return '"' + text(value).replace('"', "&quot;").replace("'", "&#39;") + '"'


def attributes(**values: object) -> str:
    """Attributes of a tag, each after a space."""
    return "".join(f" {name.rstrip('_')}={attribute(str(value))}" for name, value in values.items())
