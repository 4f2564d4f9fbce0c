"""Every rule file: its schema, its messages, its examples, in every wrapping.

The cases come from rules/**; a rule is tested by being there.
"""

import html
import re

import pytest

from klarsprak.core.analysis import Need
from klarsprak.core.document import Format
from klarsprak.core.rule import Example
from klarsprak.engine.rule_tests import failures, flagged, read_example, run_rule
from klarsprak.nlp.analysis import Backend
from klarsprak.rulebook.library import BROWSER_KINDS, kind_module, load_library, validate

LIBRARY = load_library()
TEXT_RULES = [i for i in LIBRARY.ids() if LIBRARY.files[i][0].raw.get("kind") not in BROWSER_KINDS]
NO_SOURCE_EXAMPLES = frozenset({"metric"})


def test_no_rule_file_is_broken() -> None:
    assert LIBRARY.errors == ()


@pytest.fixture(scope="module")
def backend() -> Backend:
    from klarsprak.nlp.spacy_backend import load_backend

    return load_backend("")


def backend_for(rule_id: str, request: pytest.FixtureRequest) -> Backend | None:
    if LIBRARY.meta(rule_id).need is Need.PARSE:
        found: Backend = request.getfixturevalue("backend")
        return found
    return None


@pytest.mark.parametrize("rule_id", TEXT_RULES)
def test_the_file_holds_to_the_schema(rule_id: str) -> None:
    validate(LIBRARY.definition(rule_id))


@pytest.mark.parametrize("rule_id", LIBRARY.ids())
def test_every_rule_is_complete(rule_id: str) -> None:
    meta = LIBRARY.meta(rule_id)
    known = {promise.id for promise in LIBRARY.promises}
    assert meta.promises and set(meta.promises) <= known
    assert re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", rule_id)
    for texts in (meta.title, meta.message, meta.why):
        assert set(texts) == {"nb", "nn", "en"}
        holes = {frozenset(re.findall(r"\{[a-z_]+\}", text)) for text in texts.values()}
        if texts is meta.message and "ask" not in meta.message["nb"]:
            assert len(holes) == 1, "the same placeholders in every language"
    assert meta.sources
    if meta.confidence == 1.0:
        assert meta.status == "stable"


@pytest.mark.parametrize("rule_id", TEXT_RULES)
def test_the_examples_come_out(rule_id: str, request: pytest.FixtureRequest) -> None:
    assert list(failures(LIBRARY, rule_id, backend_for(rule_id, request))) == []


def _references(text: str) -> str:
    return "".join(f"&#{ord(char)};" if char.isalpha() else html.escape(char) for char in text)


WRAPPINGS = {
    "plain": lambda t: f"<p>{html.escape(t, quote=False)}</p>",
    "entities": lambda t: f"<p>{_references(t)}</p>",
    "crlf": lambda t: f"<body>\r\n<p>\r\n  {html.escape(t, quote=False)}\r\n</p>",
    "bold words": lambda t: (
        "<p>" + " ".join(f"<b>{html.escape(w, quote=False)}</b>" for w in t.split(" ")) + "</p>"
    ),
    "soft hyphens": lambda t: f"<p>{html.escape(t, quote=False).replace('te', 't&shy;e')}</p>",
    "table cell": lambda t: f"<table><tr><td>{html.escape(t, quote=False)}</td></tr></table>",
}
CASES = [
    (rule_id, example)
    for rule_id in TEXT_RULES
    if LIBRARY.meta(rule_id).kind in ("phrase", "substitution", "pattern", "check", "sequence")
    and "html" in map(str, LIBRARY.meta(rule_id).options.get("formats", ["html"]))  # type: ignore[call-overload]
    for example in LIBRARY.meta(rule_id).examples
    if example.format == "text" and example.bad and "\n" not in example.bad
]


def _seen(source: str) -> str:
    """What a reader sees of a flagged piece of HTML."""
    text = html.unescape(re.sub(r"<[^>]*>", "", source)).replace("\u00ad", "")
    return " ".join(text.split())


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize(("rule_id", "example"), CASES)
def test_the_same_words_are_flagged_in_every_wrapping(
    rule_id: str, example: Example, wrapping: str, request: pytest.FixtureRequest
) -> None:
    definition = LIBRARY.definition(rule_id)
    rule = kind_module(definition).build(definition)
    if wrapping == "table cell" and "table_cell" not in {k.value for k in rule.meta.scope}:
        return
    as_html = Example(
        bad=WRAPPINGS[wrapping](example.bad),
        language=example.language,
        format=Format.HTML.value,
        document_type=example.document_type or "nett",
        audience=example.audience,
    )
    if rule.meta.document_types and "nett" not in rule.meta.document_types:
        as_html = Example(
            **{**{f: getattr(as_html, f) for f in ("bad", "language", "format", "audience")}},
            document_type=rule.meta.document_types[0],
        )
    document = read_example(as_html, as_html.bad)
    found = run_rule(rule, as_html, document, LIBRARY, backend_for(rule_id, request))
    got = [_seen(text) for text in flagged(found, document.source)]
    assert got == [" ".join(flag.split()) for flag in example.flags]
