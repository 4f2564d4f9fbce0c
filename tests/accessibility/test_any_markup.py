"""No markup, however broken, makes a rule fail or point outside the file."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klarsprak.accessibility.page import Page
from klarsprak.kinds.element import ElementRule, placed_match
from klarsprak.rulebook.library import kind_module, load_library

PIECES = [
    "<!doctype html><html lang=nb>", "<title>Nytt</title>", "<p>", "</p>", "tekst ", "<div role=",
    "list>", "<table>", "<tr>", "<th scope=col>", "<td headers=a colspan=0 rowspan=99999999>",
    "<a href=#a id=a aria-labelledby='a b' aria-owns='a b'>", "<input id=b type=radio name=x>",
    "<label for=b>", "<select>", "<option selected>", "<svg role=img>", "<title>", "</svg>",
    "<p style='color:red;background:linear-gradient(red,blue);font-size:1e9em'>", "<h1>", "<h6>",
    "<style>*:focus{outline:0} p{color:var(--a,var(--b));width:calc(1px)} @media{", "</style>",
    "<iframe srcdoc='<iframe srcdoc=x>' tabindex=-1>", "<img src=a.png alt=''>", "<ul><li>",
    "<meta http-equiv=refresh content='.;'>", "<meta name=viewport content='maximum-scale=.'>",
    "<video autoplay><source src='a#t=:,:'>", "<details><summary>", "<p lang=''>", "<p lang=x->",
    "<dl><dt>", "<h2 role=none tabindex=0 aria-level=x>", "<td style='line-height:0;height:0'>",
    "<area href=x>", "<map name=m>", "<template>", "<noscript>", "</div>", "</table>", "</a>",
]  # fmt: skip


def _rules() -> tuple[ElementRule, ...]:
    library = load_library()
    found = []
    for rule_id in library.ids():
        definition = library.definition(rule_id)
        if definition.meta.kind == "element":
            rule = kind_module(definition).build(definition)
            assert isinstance(rule, ElementRule)
            found.append(rule)
    return tuple(found)


RULES = _rules()


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_every_rule_ends_with_places_in_the_file(source: str) -> None:
    page = Page(source)
    for rule in RULES:
        for problem in rule.run(page):
            match = placed_match(page, problem)
            assert match.span.end <= len(source)
            assert all(edit.span.end <= len(source) for edit in match.edits)
