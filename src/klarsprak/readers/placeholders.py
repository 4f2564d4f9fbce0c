"""Holes that a template fills, in every format."""

import re

from klarsprak.core.spans import Span

_HOLE = re.compile(
    r"\{\{[^{}]{0,400}\}\}\}?"  # {{ name }}, {{{name}}}
    r"|\{[%#][^{}]{0,400}[%#]\}"  # {% if x %}, {# note #}
    r"|\$\{[^{}]{0,200}\}"  # ${name}
    r"|\{[A-Za-z_][\w.]{0,60}\}"  # {count}
    r"|\{\w{1,40}, ?(?:plural|select|selectordinal)\b(?:[^{}]|\{[^{}]*\}){0,200}\}"  # ICU
    r"|<%[^<>]{0,200}%>"  # <%= name %>
    r"|%\([A-Za-z_]\w{0,60}\)[sd]"  # %(name)s
    r"|%(?:\d{1,2}\$)?[sd](?![A-Za-zÆØÅæøå])"  # %s, %1$s
    r"|\[(?:…|\.\.\.)\]"  # […]
    r"|\[[A-ZÆØÅ][A-ZÆØÅ0-9 _.-]{1,40}\]"  # [NAVN]
    r"|\[(?:(?:sett|skriv|fyll|set) (?:inn )?)?[a-zæøå]+(?:[ _-][a-zæøå]+){0,3}\]"
    r"|(?<![\w<])<[a-zæøå]+(?:[ _-][a-zæøå]+){0,3}>(?![\w>])"  # <fornavn> in plain text
    r"|_{4,}|\.{6,}|…{2,}"  # lines to fill in by hand
)


def placeholder_spans(text: str) -> list[Span]:
    """The holes in `text`, in order; linear in its length."""
    if not any(sign in text for sign in "{[%<_.…"):
        return []
    return [Span(*match.span()) for match in _HOLE.finditer(text)]
