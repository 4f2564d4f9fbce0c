"""Text that means harm, or is merely odd, is harmless in every format."""

import re
import unicodedata

import pytest
from rich.cells import cell_len

from klarsprak.core.report import Report
from klarsprak.formatters.registry import names
from klarsprak.messages.visible import visible
from tests.formatters.conftest import HOSTILE
from tests.formatters.test_formats import text_of

OWN_STYLES = re.compile(r"\x1b\[[0-9;]*m")


def dangerous(text: str) -> list[str]:
    """Characters that may steer a terminal or hide text; line feeds are ours."""
    return [
        f"U+{ord(char):04X}"
        for char in text
        if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    ]


@pytest.mark.parametrize("name", names())
def test_no_control_character_comes_through(
    name: str, hostile: Report, hostile_many: Report
) -> None:
    for report in (hostile, hostile_many):
        out = text_of(name, report)
        if name == "csv":
            out = out.removeprefix("\ufeff").replace("\r\n", "\n")
        assert [c for c in dangerous(out) if c != "U+200D"] == []


def test_only_our_own_styles_reach_a_colour_terminal(hostile: Report) -> None:
    out = text_of("terminal", hostile, colour=True)
    assert "\x1b[" in out
    left = OWN_STYLES.sub("", out)
    assert [c for c in dangerous(left) if c != "U+200D"] == []
    assert left == text_of("terminal", hostile)


def test_escapes_are_shown() -> None:
    assert visible(HOSTILE["escape"]).startswith("␛[31mrød␛]0;tittel␇")
    assert visible(HOSTILE["direction"]).startswith("abc⟨202E⟩gnp.exe")
    assert visible("myk\u00adbindestrek") == "mykbindestrek"
    assert visible("a\r\nb\tc") == "a b c"


def test_rich_markup_is_text(hostile: Report) -> None:
    assert HOSTILE["rich"] in text_of("terminal", hostile, width=200)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_terminal_keeps_to_its_width(
    width: int, letter: Report, report: Report, hostile: Report
) -> None:
    for each in (letter, report, hostile):
        for line in text_of("terminal", each, width=width).splitlines():
            if "klarsprak sjekk" in line:
                continue  # a command to copy is never broken
            assert cell_len(line) <= width, line


def test_a_line_of_github_is_one_command(hostile: Report) -> None:
    lines = text_of("github", hostile).splitlines()
    assert len(lines) == len(hostile.findings) + len(hostile.errors)
    command = re.compile(r"::(error|warning|notice) (?:[a-zA-Z]+=[^:,]*,?)+::.*")
    assert [line for line in lines if not command.fullmatch(line)] == []
