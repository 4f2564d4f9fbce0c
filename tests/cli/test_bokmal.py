"""Help pages and usage errors are in Bokmål."""

import re

import click
import pytest

from klarsprak.cli.bokmal import one_name
from klarsprak.cli.main import cli
from tests.cli.running import run_cli

ENGLISH = re.compile(
    r"\b(?:Usage|Options|Commands|Show|Error|Invalid|Missing|requires|unexpected|is not)\b"
)
COMMANDS = cli.list_commands(click.Context(cli))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_no_english_words_of_click(command: str) -> None:
    out, _, code = run_cli(command, "--hjelp")
    assert code == 0
    assert out.startswith(f"Bruk: klarsprak {command} [VALG]")
    assert not ENGLISH.search(out)


def test_the_first_help_page() -> None:
    out, _, _ = run_cli("--help")
    assert "Kommandoer:" in out
    assert not ENGLISH.search(out)


@pytest.mark.parametrize(
    ("shown", "short"),
    [
        ("--malgruppe, --audience PROFIL", "--malgruppe PROFIL"),
        ("-h, --hjelp, --help", "-h, --hjelp"),
        ("--farge, --color / --uten-farge, --no-color", "--farge / --uten-farge"),
        ("--sprak, --language [nb|nn|en]", "--sprak [nb|nn|en]"),
        ("ny-regel", "ny-regel"),
    ],
)
def test_one_name_for_each_option(shown: str, short: str) -> None:
    assert one_name(shown) == short


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sjekk", "x.md", "--sprak", "da"], "nb, nn eller en"),
        (["sjekk", "x.md", "--maks-advarsler", "to"], "helt tall"),
        (["sjekk", "x.md", "--format"], "trenger en verdi"),
        (["sjekk", "x.md", "--malgrupe", "barn"], "--malgruppe"),
        (["forklar"], "Du må oppgi"),
        (["forklar", "ord/idiom", "ord/engelsk"], "ord/engelsk"),
        (["sjek"], "sjekk"),
        (["sjekk"], "Oppgi minst én fil"),
    ],
)
def test_usage_errors_are_one_line_in_bokmal(arguments: list[str], words: str) -> None:
    _, err, code = run_cli(*arguments)
    assert code == 2
    assert err.count("\n") == 1
    assert words in err
    assert not ENGLISH.search(err)
