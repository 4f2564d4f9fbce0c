"""A session over rules that need no language model, so that it is quick."""

from collections.abc import Callable
from pathlib import Path

import pytest

from klarsprak.engine.run import Plan
from klarsprak.interactive.checking import Checker
from klarsprak.interactive.files import Opened
from klarsprak.interactive.session import Session

RULES = ("ord/kanselliord", "setning/for-lang", "rettskriving", "bilde/alt-mangler", "tillit")

LETTER = """Hei

Vi viser til søknaden din vedrørende plass i barnehage. Du får svar i henhold til vedtektene \
innen fire uker.

Søknaden vedrørende barnehage er mottatt. Du kan ringe oss på telefon 22 33 44 55 dersom du \
lurer på noe, og vi svarer så snart vi kan hver dag.

Med vennlig hilsen
Storvik kommune
"""

Maker = Callable[..., Session]


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker(Plan(flags={"velg": RULES}, no_config=True))


@pytest.fixture
def make(checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maker:
    """Make a checked session of a text; the word list lies in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    checker.workshop._configs.clear()
    checker.workshop._vocabularies.clear()

    quick = checker

    def session(
        text: str = LETTER,
        source: Opened | None = None,
        checker: Checker | None = None,
        audience: str = "",
    ) -> Session:
        made = Session(checker or quick, source or Opened(text), audience=audience)
        made.check()
        return made

    return session
