"""The lists are as big as they were meant to be, and their page tells how big they are."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from klarsprak.core.places import dictionaries_folder

SCRIPT = Path(__file__).parents[2] / "training" / "list_sizes.py"
SLACK = 0.1
"""How far the page may lag behind: small additions need no new table."""


@pytest.fixture(scope="module")
def sizes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("list_sizes", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_list_reaches_its_goal_in_both_standards(sizes: ModuleType) -> None:
    for name, goals in sizes.GOALS.items():
        for language, goal in zip(("nb", "nn"), goals, strict=True):
            assert sizes.heads(name, language) >= goal, (name, language)


def test_the_page_shows_the_sizes_of_today(sizes: ModuleType) -> None:
    page = (dictionaries_folder() / "README.md").read_text("utf-8").splitlines()
    for row in list(sizes.rows())[2:]:
        name, _, *figures = (cell.strip() for cell in row.strip("|").split("|"))
        (shown,) = (
            line for line in page if line.startswith(f"| {name} | ") and len(line.split("|")) > 5
        )
        told = [cell.strip() for cell in shown.strip("|").split("|")][2:]
        for now, then in zip(figures[:2], told[:2], strict=True):
            assert abs(int(now) - int(then)) <= SLACK * int(now), name
