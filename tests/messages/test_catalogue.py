"""The catalogues are complete, and messages come out as a writer should read them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.errors import ConfigError
from klarsprak.core.finding import FileLocation, Finding, PageLocation
from klarsprak.messages.catalogue import LANGUAGES, load, read, shorten
from klarsprak.messages.template import fill, placeholders
from tests.formatters.conftest import LETTER, RULES, Maker, titles

SOURCE = Path(__file__).resolve().parents[2] / "src" / "klarsprak"


def catalogue_source(language: str) -> str:
    return (SOURCE / "messages" / f"{language}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_the_yaml_it_claims_to_be(language: str) -> None:
    source = catalogue_source(language)
    assert read(source) == yaml.safe_load(source)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_same_keys_and_placeholders(language: str) -> None:
    ours, theirs = load("nb").texts, load(language).texts
    assert set(ours) == set(theirs)
    differing = [k for k in ours if placeholders(ours[k]) != placeholders(theirs[k])]
    assert differing == []


def test_no_text_is_empty() -> None:
    assert not [k for lang in LANGUAGES for k, v in load(lang).texts.items() if not v.strip()]


def code_texts() -> list[tuple[Path, str]]:
    paths = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.j2")]
    return [(p, p.read_text(encoding="utf-8")) for p in sorted(paths)]


def test_every_key_used_in_the_code_exists() -> None:
    families = {key.partition(".")[0] for key in load("nb").texts}
    names = "|".join(sorted(families))
    literal = re.compile(rf"""["']((?:{names})\.[a-z][a-z0-9.-]*)["']""")
    call = re.compile(r'catalogue\.(text|plural)\(\s*"([a-z0-9.-]+)"')
    texts = load("nb").texts
    missing = []
    for path, code in code_texts():
        for kind, key in call.findall(code):
            wanted = [key] if kind == "text" else [f"{key}.one", f"{key}.other"]
            missing += [f"{path.name}: {k}" for k in wanted if k not in texts]
        if "formatters" in path.parts or "messages" in path.parts:
            for key in literal.findall(code):
                if key.endswith((".css", ".js", ".j2")):
                    continue
                if key not in texts and f"{key}.one" not in texts:
                    missing.append(f"{path.name}: {key}")
    assert missing == []


def test_every_error_code_in_the_code_has_a_text() -> None:
    raised = re.compile(
        r'(?:Klarsprak|Config|Rule|Read|Analysis|Browser)Error\(\s*"([a-z0-9_.-]+)"'
        r'|ToolError\(\s*[\w.]+,\s*"([a-z0-9_.-]+)"'
        r'|\.fail\(\s*f?(?:"[^"]*"|\w+),\s*"([a-z0-9_.-]+)"'
    )
    codes = {
        (path.name, next(filter(None, found)))
        for path, code in code_texts()
        for found in raised.findall(code)
    }
    assert ("registry.py", "unknown-format") in codes
    texts = load("nb").texts
    assert sorted(c for c in codes if f"error.{c[1]}" not in texts) == []


def test_every_text_is_used() -> None:
    families = "report html markdown promise place good technical reading question fix".split()
    code = "\n".join(source for _, source in code_texts())
    keys = {
        re.sub(r"\.(one|other)$", "", key)
        for key in load("nb").texts
        if key.partition(".")[0] in families
    }
    in_parts = {"reading.level-", "fix."}
    unused = [
        key
        for key in sorted(keys)
        if f'"{key}"' not in code
        and f"'{key}'" not in code
        and not any(key.startswith(part) for part in in_parts)
    ]
    assert unused == []


def test_unknown_language() -> None:
    with pytest.raises(ConfigError):
        load("da")


@pytest.mark.parametrize(
    ("language", "value", "digits", "shown"),
    [
        ("nb", 46.25, 1, "46,2"),
        ("nb", 1234, 0, "1234"),
        ("nb", 12345.6, 1, "12\u00a0345,6"),
        ("nn", 1_000_000, 0, "1\u00a0000\u00a0000"),
        ("en", 1234.5, 1, "1,234.5"),
        ("nb", -3.5, 1, "−3,5"),
        ("nb", -0.01, 1, "0,0"),
    ],
)
def test_numbers(language: str, value: float, digits: int, shown: str) -> None:
    assert load(language).number(value, digits) == shown


def test_plurals_and_lists() -> None:
    nb, en = load("nb"), load("en")
    assert nb.plural("count.place", 1) == "1 sted"
    assert nb.plural("count.place", 7) == "7 steder"
    assert nb.either(["a", "b", "c"]) == "«a», «b» eller «c»"
    assert en.either(["a", "b"]) == "“a” or “b”"
    assert nb.listing(["a"]) == "a"


@pytest.fixture
def finding() -> Finding:
    return Maker("a.md", LETTER).find(
        "ord/kanselliord", "I henhold til", suggestions=("Etter", "Ifølge")
    )


def test_message(finding: Finding) -> None:
    rule = RULES["ord/kanselliord"]
    full = "«I henhold til» er tungt. Skriv heller «Etter» eller «Ifølge»."
    assert load("nb").message(finding, rule) == full
    without = replace(finding, suggestions=())
    assert load("nb").message(without, rule) == "«I henhold til» er tungt."


def test_literal_brackets_stay(finding: Finding) -> None:
    rule = replace(RULES["ord/kanselliord"], message=titles("Skriv «[hvem?]» [ og {gone}]."))
    assert load("nb").message(finding, rule) == "Skriv «[hvem?]» ."


def test_message_falls_back(finding: Finding) -> None:
    only_nn = replace(RULES["ord/kanselliord"], message={"nn": "Tungt."})
    assert load("en").message(finding, only_nn) == "Tungt."
    assert load("nb").message(finding, None) == "ord/kanselliord"


def test_values_are_not_templates(finding: Finding) -> None:
    rule = replace(RULES["ord/kanselliord"], message=titles("{name}"))
    nasty = replace(finding, values={"name": "{match} [x {suggestions}] {0.__class__}"})
    assert load("nb").message(nasty, rule) == "{match} [x {suggestions}] {0.__class__}"


def test_decimal_values_follow_the_language(finding: Finding) -> None:
    rule = replace(RULES["ord/kanselliord"], message=titles("{lix} av {wcag}"))
    measured = replace(finding, values={"lix": "46.2", "wcag": "1.4.3"})
    assert load("nn").message(measured, rule) == "46,2 av 1.4.3"
    assert load("en").message(measured, rule) == "46.2 av 1.4.3"


@given(st.text(alphabet="ab{}[]!? xy_", max_size=40))
def test_any_template_can_be_filled(template: str) -> None:
    filled = fill(template, {"a": "A", "xy": ""}.get)
    assert isinstance(filled, str)
    if not placeholders(template):
        assert filled == template


@given(st.text(max_size=60))
def test_a_value_stands_as_it_is(value: str) -> None:
    assert fill("<{x}>", {"x": value}.get) == f"<{value}>"


@given(st.text(max_size=300), st.integers(10, 150))
def test_shorten_keeps_the_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


def test_a_broken_catalogue_names_the_line() -> None:
    with pytest.raises(ValueError, match="line 2"):
        read('a: "b"\nc: d\n')


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_error_code_is_still_told(language: str) -> None:
    assert load(language).error("brand-new", {"path": "x"}) == "brand-new (path: x)"


def test_place_in_words(finding: Finding) -> None:
    where = finding.location
    assert isinstance(where, FileLocation)
    nb = load("nb")
    assert nb.place(finding) == "linje 3"
    in_word = replace(finding, location=replace(where, part="document", paragraph=7))
    assert nb.place(in_word) == "avsnitt 7"
    on_page = replace(finding, location=PageLocation("https://x.no", "main > p"))
    assert nb.place(on_page) == "elementet main > p"


@pytest.mark.parametrize(("values", "expected"), [({}, "x: nobody."), ({"by": "av"}, "x: said.")])
def test_a_part_for_a_value_that_is_missing(values: dict[str, str], expected: str) -> None:
    assert fill("x: [{!by}nobody][{?by}said].", values.get) == expected
    assert placeholders("[{!by}a][{?to}b]") == {"by", "to"}
