"""The pin: rules that came after a ruleset do not run under it."""

from pathlib import Path

import pytest

from klarsprak.core.errors import ConfigError
from klarsprak.rulebook import rulesets
from klarsprak.rulebook.library import choose, load_library

LIBRARY = load_library()


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ruleset from before the first rule, and one from after it."""
    monkeypatch.setattr(rulesets, "RULESETS", {"2025.1": "0.0.9", "2026.1": "0.1.0"})


def test_no_shipped_rule_is_newer_than_the_newest_ruleset() -> None:
    newest = rulesets.version(rulesets.RULESETS[rulesets.RULESET])
    assert [i for i in LIBRARY.ids() if rulesets.version(LIBRARY.meta(i).since) > newest] == []


@pytest.mark.usefixtures("older")
def test_newer_rules_do_not_run_unless_they_are_named() -> None:
    assert choose(LIBRARY, pin="2025.1")[0].rules == ()
    named, _ = choose(LIBRARY, ["ord", "setning/for-lang"], pin="2025.1")
    assert [rule.meta.id for rule in named.rules] == ["setning/for-lang"]
    assert named.version == "2025.1"
    everything, _ = choose(LIBRARY)
    assert len(choose(LIBRARY, pin="2026.1")[0].rules) == len(everything.rules) > 100


def test_versions_compare_as_numbers() -> None:
    assert rulesets.version("0.10.0") > rulesets.version("0.9.5")
    assert rulesets.version("1.0.0") > rulesets.version("0.99")


def test_an_unknown_ruleset_is_told_with_the_known_ones() -> None:
    with pytest.raises(ConfigError) as told:
        choose(LIBRARY, pin="2019.1")
    assert told.value.code == "ruleset-unknown"
    assert told.value.values["known"] == "2026.1"


@pytest.mark.usefixtures("older")
def test_the_pin_does_not_bind_a_pack(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "ord"
    folder.mkdir(parents=True)
    (folder / "egen.yaml").write_text(
        "kind: phrase\nsince: 7.0.0\nseverity: warning\ntitle: {nb: Egen}\nmessage: {nb: Egen}\n"
        "why: {nb: Egen}\npromise: [lett-a-forsta]\nterms: [kommunestyrevedtaksprotokoll]\n",
        encoding="utf-8",
    )
    chosen, errors = choose(load_library([tmp_path]), pin="2025.1")
    assert errors == ()
    assert [rule.meta.id for rule in chosen.rules] == ["ord/egen"]
