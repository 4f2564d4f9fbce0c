"""A client of the page's server, as a browser that has its address."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from klarsprak.interactive.checking import Checker
from klarsprak.interactive.web.app import make_app

PORT = 8123
TOKEN = "hemmelig"
ORIGIN = f"http://127.0.0.1:{PORT}"
PATIENCE = 20.0


class Page:
    """What the page's script does, without a browser: offsets are code points here."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.desk = ""
        self.text = ""
        self.state: dict[str, Any] = {}
        self.marks: list[list[int]] = []

    def open(self) -> dict[str, Any]:
        reply: dict[str, Any] = self.client.post("desk", json={"desk": self.desk}).json()
        self.desk, self.text = reply["desk"], reply["text"]
        self.see(reply["state"])
        return reply

    def see(self, state: dict[str, Any]) -> None:
        self.state = state
        self.marks = state.get("marks", self.marks)

    def values(self, name: str, **values: object) -> dict[str, object]:
        known = {"version": self.state["version"], "known": self.state["list"], "row": 0}
        return {"do": name, **known, **values}

    def ask(self, name: str, **values: object) -> dict[str, Any]:
        response = self.client.post(f"desk/{self.desk}", json=self.values(name, **values))
        assert response.status_code == 200, response.text
        reply: dict[str, Any] = response.json()
        if edit := values.get("edit"):
            assert isinstance(edit, dict)
            self.text = f"{self.text[: edit['start']]}{edit['text']}{self.text[edit['end'] :]}"
        if reply["change"]:
            start, end, text = reply["change"]
            self.text = f"{self.text[:start]}{text}{self.text[end:]}"
        self.see(reply["state"])
        return reply

    def write(self, text: str, *, start: int = 0, end: int = 0, typed: bool = False) -> None:
        self.ask("sync", edit={"start": start, "end": end, "text": text, "typed": typed})

    def settle(self) -> None:
        """Take in news until the text as it is has been checked."""
        until = time.monotonic() + PATIENCE
        while self.state["pending"] and time.monotonic() < until:
            number, known = self.state["number"], self.state["list"]
            address = f"desk/{self.desk}/news?number={number}&known={known}&row=0"
            response = self.client.get(address)
            if response.status_code == 200:
                self.see(response.json())
        assert not self.state["pending"]

    def words(self) -> list[str]:
        return [self.text[start:end] for start, end, kind in self.marks if kind < 8]

    def at(self, words: str) -> dict[str, object]:
        place = self.words().index(words)
        return {"list": self.state["list"], "mark": place}


@pytest.fixture
def client(
    checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    monkeypatch.chdir(tmp_path)
    checker.workshop._configs.clear()
    checker.workshop._vocabularies.clear()
    monkeypatch.setattr("klarsprak.interactive.web.app.PATIENCE", 0.5)
    app = make_app(checker, token=TOKEN, port=PORT)
    headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}
    with TestClient(app, base_url=f"{ORIGIN}/{TOKEN}/", headers=headers) as started:
        yield started


@pytest.fixture
def page(client: TestClient) -> Page:
    made = Page(client)
    made.open()
    return made
