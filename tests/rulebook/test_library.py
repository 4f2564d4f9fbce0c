"""The choice of rules, and errors that lead to the line in the rule file."""

from pathlib import Path

import pytest

from klarsprak.core.errors import ConfigError, RuleError
from klarsprak.rulebook.library import choose, load_library, validate

RULE = """kind: substitution
severity: warning
promise: [lett-a-forsta]
title: {nb: Prøve, nn: Prøve, en: Trial}
message: {nb: "«{match}» er tungt."}
why: {nb: Fordi.}
sources: [eget skjønn]
swap:
  forefinnes: finnes
"""


def pack(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        target = folder / "rules" / "prove" / f"{name}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLARSPRAK_MELLOMLAGER", str(tmp_path / "cache"))


def test_a_pack_adds_its_rules(tmp_path: Path) -> None:
    library = load_library([pack(tmp_path, tungt=RULE)])
    assert "prove/tungt" in library.ids()
    ruleset, errors = choose(library, ["prove"])
    assert errors == ()
    assert [rule.meta.id for rule in ruleset.rules] == ["prove/tungt"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("swap:", "swapp:", "rule-key-unknown", 8),
        ("severity: warning", "severity: ille", "rule-value", 2),
        ("kind: substitution", "kind: finnesikke", "rule-kind-unknown", 1),
        ("kind: substitution", "kind: ../check", "rule-kind-unknown", 1),
        ("kind: substitution", "kind: first_use", "rule-kind-unknown", 1),
        ("{match}", "{treff}", "rule-hole", 5),
        ("promise: [lett-a-forsta]", "promise: 3", "rule-key-type", 3),
        ("why: {nb: Fordi.}", "why: {nn: Fordi.}", "rule-key-missing", 6),
    ],
)
def test_a_broken_rule_names_file_and_line(
    tmp_path: Path, old: str, new: str, code: str, line: int
) -> None:
    library = load_library([pack(tmp_path, tungt=RULE.replace(old, new))])
    with pytest.raises(RuleError) as caught:
        validate(library.definition("prove/tungt"))
    assert caught.value.code == code
    assert caught.value.values["path"] == f"{tmp_path.as_posix()}/rules/prove/tungt.yaml"
    assert int(caught.value.values["line"]) == line
    _, errors = choose(library, ["prove/tungt"])
    assert [(error.code, error.values["line"]) for error in errors] == [(code, str(line))]


def test_a_broken_rule_leaves_the_others(tmp_path: Path) -> None:
    folder = pack(tmp_path, god=RULE, darlig="kind: [", halv=RULE.replace("warning", "ille"))
    ruleset, errors = choose(load_library([folder]), ["prove"])
    assert [rule.meta.id for rule in ruleset.rules] == ["prove/god"]
    assert {error.path for error in errors} == {
        f"{tmp_path.as_posix()}/rules/prove/darlig.yaml",
        f"{tmp_path.as_posix()}/rules/prove/halv.yaml",
    }


def test_the_path_of_a_broken_rule_begins_where_the_user_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = pack(tmp_path / "pakke", darlig="kind: [", halv=RULE.replace("warning", "ille"))
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # what was compiled is read back
        _, errors = choose(load_library([folder]), ["prove"])
        assert {error.values["path"] for error in errors} == {
            "pakke/rules/prove/darlig.yaml",
            "pakke/rules/prove/halv.yaml",
        }


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    folder = pack(tmp_path / "pakke", god=RULE)
    first = load_library([folder])
    for kept in (tmp_path / "cache").glob("regler-*"):
        for text in ("", "[]", "{}", '{"format": 6, "rules": [1]}', kept.read_text()[:400]):
            kept.write_text(text, encoding="utf-8")
            again = load_library([folder])
            assert again.ids() == first.ids()
            assert again.definition("prove/god").raw == first.definition("prove/god").raw


def test_an_unknown_rule_has_a_nearest_name() -> None:
    with pytest.raises(ConfigError) as caught:
        load_library().resolve("ord/kanseliord")
    assert caught.value.values["near"] == "ord/kanselliord"


def test_areas_and_ignored_rules() -> None:
    library = load_library()
    chosen, _ = choose(library, ["ord"], ["ord/idiom"])
    ids = {rule.meta.id for rule in chosen.rules}
    assert "ord/kanselliord" in ids
    assert "ord/idiom" not in ids
    assert {rule_id.partition("/")[0] for rule_id in ids} == {"ord"}


def test_a_preview_is_off_until_it_is_named(tmp_path: Path) -> None:
    folder = pack(tmp_path, ny=RULE + "status: preview\n", god=RULE)
    library = load_library([folder])
    assert [r.meta.id for r in choose(library, ["prove"])[0].rules] == ["prove/god"]
    assert [r.meta.id for r in choose(library, ["prove/ny"])[0].rules] == ["prove/ny"]


def test_an_old_name_keeps_working(tmp_path: Path) -> None:
    library = load_library([pack(tmp_path, ny=RULE + "aliases: [prove/gammel]\n")])
    assert library.resolve("prove/gammel") == ("prove/ny",)


def test_a_pack_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_library([tmp_path / "ingen"])
    assert caught.value.code == "pack-missing"


def test_a_slow_pattern_of_a_pack_is_stopped(tmp_path: Path) -> None:
    slow = RULE.replace("kind: substitution", "kind: pattern").replace(
        "swap:\n  forefinnes: finnes\n", "pattern: ['(a|a|aa)+$']\n"
    )
    library = load_library([pack(tmp_path, treg=slow)])
    ruleset, errors = choose(library, ["prove/treg"])
    assert errors == ()
    from klarsprak.kinds.pattern import PatternRule

    (rule,) = ruleset.rules
    assert isinstance(rule, PatternRule)
    with pytest.raises(RuleError) as caught:
        list(rule.patterns[0].hits("a" * 4000 + "b"))
    assert caught.value.code == "pattern-slow"
