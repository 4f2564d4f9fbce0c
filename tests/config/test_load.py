"""The project file: found, read, checked, and every value with its origin."""

from pathlib import Path

import pytest

from klarsprak.config.load import find_config, for_path, load_config, with_flags
from klarsprak.core.errors import ConfigError


def write(folder: Path, text: str, name: str = "klarsprak.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    write(tmp_path, 'malgruppe = "barn"')
    near = write(tmp_path / "a", 'malgruppe = "ansatt"')
    assert find_config(tmp_path / "a" / "b") is None or find_config(tmp_path / "a") == near
    assert find_config(tmp_path / "a") == near
    assert load_config(near).malgruppe == "ansatt"
    assert load_config(near).ignorer == ()


def test_pyproject_counts_only_with_a_table_of_ours(tmp_path: Path) -> None:
    write(tmp_path / "x", "[project]\nname='x'", "pyproject.toml")
    found = find_config(tmp_path / "x")
    assert found is None or found.parent != tmp_path / "x"
    ours = write(tmp_path / "y", "[tool.klarsprak]\nfeil-ved='aldri'", "pyproject.toml")
    assert load_config(find_config(tmp_path / "y")).feil_ved == "aldri"
    assert load_config(ours).origins["feil_ved"] == str(ours)


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("malgrupe = 'barn'", "config-key-unknown", ("near", "malgruppe")),
        ("malgruppe = 3", "config-type", ("wanted", "tekst")),
        ("maks_advarsler = 'to'", "config-type", ("wanted", "heltall")),
        ("maks_advarsler = true", "config-type", ("wanted", "heltall")),
        ("feil_ved = 'ofte'", "config-value", ("key", "feil_ved")),
        ("velg = [1]", "config-type", ("wanted", "liste av tekst")),
        ("malgruppe = 'x", "config-broken", ("path", "")),
        ("[[sted]]\nmalgruppe='barn'", "config-type", ("key", "sted.sti")),
        ("[[sted]]\nsti='*'\nutvid=['x']", "config-key-unknown", ("key", "sted.utvid")),
        ("[[unntak]]\nregel='ord/idiom'", "exemption-incomplete", ("key", "grunn")),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, text: str, code: str, value: tuple[str, str]
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert caught.value.code == code
    assert Path(str(caught.value.values["path"])) == path
    key, wanted = value
    assert wanted in str(caught.value.values[key])


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "klarsprak.toml"
    path.write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert caught.value.code == "config-unreadable"


def test_places_lie_between_file_and_flags(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'malgruppe = "innbygger"\nfeil_ved = "feil"\n'
        '[[sted]]\nsti = "nyheter/**"\nmalgruppe = "presse"\nfeil_ved = "advarsel"\n',
    )
    config = load_config(path)
    news, other = tmp_path / "nyheter" / "a" / "b.md", tmp_path / "om.md"
    assert for_path(config, news).malgruppe == "presse"
    assert "[[sted]]" in for_path(config, news).origins["malgruppe"]
    assert for_path(config, other).malgruppe == "innbygger"
    flagged = with_flags(config, {"malgruppe": "barn", "velg": (), "sprak": None})
    assert for_path(flagged, news).malgruppe == "barn"
    assert for_path(flagged, news).feil_ved == "advarsel"
    assert flagged.origins["malgruppe"] == "--malgruppe"
    assert flagged.sprak == "nb"


def test_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "klarsprak.toml"
    path.write_bytes("\ufeffmalgruppe = 'barn'".encode())
    assert load_config(path).malgruppe == "barn"
