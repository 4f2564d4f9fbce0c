"""The example packs: their rules hold to the schema, their examples come out right."""

from pathlib import Path

import pytest

from klarsprak.config.model import Config
from klarsprak.core.places import packs_folder
from klarsprak.engine.rule_tests import failures
from klarsprak.engine.run import Plan, Workshop
from klarsprak.rulebook.library import Library, load_library, validate

ASKER = packs_folder() / "asker"
VALUES = packs_folder() / "nar-modig-raus-skapende"
OWN = ("asker/gammel-nettadresse", "asker/tjenestenavn", "helhet/gammelt-kommunenavn")


@pytest.fixture(scope="module")
def asker() -> Library:
    return load_library([ASKER])


@pytest.mark.parametrize("rule_id", OWN)
def test_a_rule_of_the_pack_is_whole(asker: Library, rule_id: str) -> None:
    assert asker.errors == ()
    definition = asker.definition(rule_id)
    validate(definition)
    assert set(definition.meta.message) == {"nb", "nn", "en"}
    assert list(failures(asker, rule_id)) == []


def test_a_pack_rule_goes_before_the_shipped_one(asker: Library) -> None:
    shipped = load_library().meta("helhet/gammelt-kommunenavn")
    assert asker.meta("helhet/gammelt-kommunenavn").message != shipped.message


def test_every_rule_serves_a_value_of_the_other_poster() -> None:
    library = load_library([VALUES])
    values = {promise.id for promise in library.promises}
    assert {"naer", "modig", "raus", "skapende"} <= values
    for rule_id in library.ids():
        assert set(library.meta(rule_id).promises) <= values, rule_id


def test_the_other_poster_gathers_every_promise_that_can_be_checked() -> None:
    gathered = [name for promise in load_library([VALUES]).promises for name in promise.gathers]
    assert sorted(gathered) == sorted(p.id for p in load_library().promises if p.checkable)


def test_a_shipped_pack_is_found_by_its_name(tmp_path: Path) -> None:
    config = Config(utvid=("asker",), file=tmp_path / "klarsprak.toml")
    assert "asker/tjenestenavn" in Workshop(Plan()).library_for(config).files


def test_a_folder_of_the_project_goes_before_a_shipped_pack(tmp_path: Path) -> None:
    (tmp_path / "asker" / "rules").mkdir(parents=True)
    config = Config(utvid=("asker",), file=tmp_path / "klarsprak.toml")
    assert "asker/tjenestenavn" not in Workshop(Plan()).library_for(config).files
