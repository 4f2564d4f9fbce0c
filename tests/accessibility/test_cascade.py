"""The filed style rules answer as trying every rule on every element does, and try few."""

import cssselect2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.accessibility.cascade import Cascade, Selector
from klarsprak.accessibility.page import Page
from klarsprak.accessibility.selectors import Matchable
from klarsprak.accessibility.tree import Element, parse_tree

SIMPLE = st.sampled_from(
    "p div span * .a .b .c #x #y p.a .a.b [title] [title=t] [title^=t] [title=T i] [lang|=nn] "
    ":first-child :last-child :not(.a) :is(.a,#x) p:first-of-type div:nth-child(2n) :empty "
    ":root :has(.b) p:hover p::before .a::after :no-such svg|p".split()
)
SELECTOR = st.lists(SIMPLE, min_size=1, max_size=3).flatmap(
    lambda parts: st.lists(
        st.sampled_from([" ", " > ", " + ", " ~ "]),
        min_size=len(parts) - 1,
        max_size=len(parts) - 1,
    ).map(lambda signs: "".join(p + s for p, s in zip(parts, [*signs, ""], strict=True)))
)
SELECTORS = st.lists(SELECTOR, min_size=1, max_size=2).map(", ".join)
OPENING = st.sampled_from(
    [
        "<p>",
        "<div>",
        "<span>",
        "<p class=a>",
        "<div class='a b'>",
        "<span class=c title=t>",
        "<div id=x>",
        "<p id=y lang=nn-NO>",
        "<div title=T class='b'>",
    ]
)
PIECES = st.lists(st.one_of(OPENING, st.sampled_from(["</p>", "</div>", "</span>", "tekst"])))


def wrapped(elements: list[Element]) -> list[Matchable]:
    store: dict[int, Matchable] = {}
    for element in elements:
        store[element.index] = Matchable(element, store)
    return list(store.values())


def by_trying_all(elements: list[Element], rules: list[str]) -> list[list[tuple[int, str | None]]]:
    matcher = cssselect2.Matcher()
    for order, text in enumerate(rules):
        try:
            for one in cssselect2.compile_selector_list(text):
                matcher.add_selector(one, order)
        except (cssselect2.SelectorError, NotImplementedError, SyntaxError):
            continue
    return [
        [(order, pseudo) for _, _, pseudo, order in matcher.match(element)]
        for element in wrapped(elements)
    ]


@given(PIECES, st.lists(SELECTORS, max_size=6))
def test_filed_rules_hold_where_they_should(pieces: list[str], rules: list[str]) -> None:
    tree = parse_tree("".join(pieces))
    cascade = Cascade(tree, [(order, text, ()) for order, text in enumerate(rules)])
    found = [
        [(order, pseudo) for _, order, pseudo, _ in cascade.match(element)]
        for element in wrapped(tree.elements)
    ]
    assert [sorted(one, key=str) for one in found] == [
        sorted(one, key=str) for one in by_trying_all(tree.elements, rules)
    ]
    assert cascade.complete


def test_specificity_goes_before_order() -> None:
    tree = parse_tree("<p id=x class=a>tekst</p>")
    cascade = Cascade(
        tree, [(order, text, ()) for order, text in enumerate(("#x", ".a", "p", "p.a", ".a"))]
    )
    found = cascade.match(wrapped(tree.elements)[tree.by_id["x"].index])
    assert [order for _, order, _, _ in found] == [2, 1, 4, 3, 0]


@pytest.mark.parametrize(
    ("rule", "piece"),
    [
        (".c{0}", "<p class=c{0}>Sak</p>"),
        (".c{0} > p", "<div class=c{0}><p>Sak</div>"),
        (".c{0} .d p", "<div class=c{0}><div class=d><p>Sak</div></div>"),
        (".c{0} + p", "<h2 class=c{0}>Sak</h2><p>Sak"),
        ("p[data-n='{0}']", "<p data-n={0}>Sak"),
        (".gone{0} p", "<p>Sak"),
        (".gone{0} ~ p", "<p>Sak"),
    ],
)
def test_few_rules_are_tried(rule: str, piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0
    holds = Selector.holds

    def counted(self: Selector, element: Matchable) -> bool:
        nonlocal tried
        tried += 1
        return holds(self, element)

    monkeypatch.setattr(Selector, "holds", counted)
    tree = parse_tree("".join(piece.format(n) for n in range(200)))
    cascade = Cascade(tree, [(n, rule.format(n), ()) for n in range(200)])
    for element in wrapped(tree.elements):
        cascade.match(element)
    assert tried <= 200


def test_what_would_take_too_long_is_left_out_and_told() -> None:
    css = "".join(f"p:nth-of-type({n}) {{ color: red }}" for n in range(400))
    page = Page(f"<style>{css}</style>" + "<p>Sak</p>" * 1000)
    assert page.styles.get(page.tree.tagged("p")[0], "color") in {"", "red"}
    assert not page.styles.complete
