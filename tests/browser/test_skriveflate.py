"""The page of `klarsprak skriveflate` in a real browser: by mouse, by keyboard, wide and narrow."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from klarsprak.browser import axe
from klarsprak.browser.driver import Browser
from klarsprak.browser.rules import CHECK_OF
from klarsprak.browser.visit import visit_page
from klarsprak.core.finding import Certainty
from klarsprak.engine.run import Plan
from klarsprak.interactive.checking import Checker
from klarsprak.interactive.files import Opened, pasted
from klarsprak.interactive.web.app import make_app

RULES = ("ord/kanselliord", "setning/for-lang", "bilde/alt-mangler")
LETTER = """Svar på søknaden din

Vi viser til søknaden din vedrørende plass i barnehage. Du får svar i henhold til vedtektene \
innen fire uker.

Søknaden vedrørende barnehage er mottatt 😀. Du kan ringe oss på telefon 22 33 44 55 dersom du \
lurer på noe, og vi svarer så snart vi kan hver dag.

Med vennlig hilsen
Storvik kommune
"""
HEAVY = "vedrørende"
PATIENCE = 10.0


class Flate:
    """The page, as somebody who uses it."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.driver: Any = browser.driver

    def open(self, query: str = "") -> None:
        self.driver.get(self.address + query)
        self.until("document.documentElement.dataset.ready")

    def run(self, script: str, *values: object) -> Any:
        return self.driver.execute_script(script, *values)

    def until(self, script: str) -> Any:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := self.run(f"return {script}"):
                return found
            time.sleep(0.02)
        raise AssertionError(f"never came true: {script}")

    def find(self, id_: str) -> WebElement:
        found: WebElement = self.driver.find_element(By.ID, id_)
        return found

    @property
    def text(self) -> str:
        return str(self.run("return document.getElementById('text').value"))

    @property
    def marked(self) -> list[str]:
        """The words of the marks in view, those of a mark in pieces put together."""
        return [str(words) for words in self.run(MARKED) or []]

    def says(self, words: str) -> None:
        self.until(f"document.getElementById('live').textContent.includes({json.dumps(words)})")

    def insert(self, text: str) -> None:
        """As typed or pasted by hand: one input event."""
        self.run(
            "document.getElementById('text').focus();"
            "document.execCommand('insertText', false, arguments[0])",
            text,
        )

    def paste(self, html: str, plain: str) -> None:
        """A paste event as the browser makes it."""
        self.run(
            "const data = new DataTransfer(); data.setData('text/html', arguments[0]);"
            "data.setData('text/plain', arguments[1]);"
            "const field = document.getElementById('text'); field.focus();"
            "const event = new ClipboardEvent('paste',"
            "  {clipboardData: data, bubbles: true, cancelable: true});"
            "if (field.dispatchEvent(event)) {"
            "  document.execCommand('insertText', false, arguments[1]) }",
            html,
            plain,
        )

    def press(self, *keys: str, held: str = "") -> None:
        chain = ActionChains(self.driver)
        if held:
            chain.key_down(held)
        chain.send_keys(*keys)
        if held:
            chain.key_up(held)
        chain.perform()

    def letter(self) -> None:
        self.insert(LETTER)
        self.until(f"({MARKED_NOW}).includes('{HEAVY}')")

    def choice(self, words: str) -> WebElement:
        """The button that puts `words` in."""
        script = (
            "[...document.querySelectorAll('#card .choice')]"
            f".find(b => b.textContent.includes({json.dumps(words)}))"
        )
        found = self.until(script)
        assert isinstance(found, WebElement)
        return found

    def click_on(self, words: str) -> None:
        """Click on a mark in the text, where it is seen."""
        box = self.until(
            "(() => { const m = [...document.querySelectorAll('.layer .mark')]"
            f".find(m => m.textContent.includes({json.dumps(words)}));"
            "if (!m) return null; m.scrollIntoView({block: 'center'});"
            "const b = m.getClientRects()[0];"
            "return [b.left + b.width / 2, b.top + b.height / 2] })()"
        )
        assert isinstance(box, list)
        chain: Any = ActionChains(self.driver)
        chain.w3c_actions.pointer_action.move_to_location(round(box[0]), round(box[1]))
        chain.click().perform()

    def violations(self) -> list[object]:
        return [node for node in axe.run(self.driver) if node["outcome"] == "violations"]


MARKED_NOW = "[...document.querySelectorAll('.layer .mark')].map(m => m.textContent)"
MARKED = f"return {MARKED_NOW}"
CLIPBOARD = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
NO_SIDEWAYS = "document.documentElement.scrollWidth <= window.innerWidth"
ALIGNED = (
    "document.querySelector('.layer').offsetHeight >= document.getElementById('text').scrollHeight"
    " && document.getElementById('text').scrollHeight"
    " === document.getElementById('text').clientHeight"
)
SAME_TEXT = (
    "[...document.querySelectorAll('.layer > div')].map(d => d.textContent).join('\\n')"
    " === document.getElementById('text').value"
)


@contextmanager
def served(checker: Checker, first: Opened | None = None) -> Iterator[str]:
    """The address of a running server, as the command gives it."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = make_app(checker, token="hemmelig", port=port, first=first)
    settings = uvicorn.Config(app, log_level="critical", ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/hemmelig/"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Plan(flags={"velg": RULES}, no_config=True))


@pytest.fixture(scope="module")
def address(checker: Checker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with nothing in it; a word list would lie in a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("flate"))
        with served(checker) as where:
            yield where


@pytest.fixture
def flate(browser: Browser, address: str) -> Iterator[Flate]:
    """A new page, 1280 × 800, with nothing in it."""
    browser.resize(1280, 800)
    browser.cdp("Emulation.setEmulatedMedia", {"features": []})
    page = Flate(browser, address)
    page.driver.get_log("browser")
    page.open()
    yield page
    # Nothing was refused, nothing failed, and nothing came from elsewhere.
    assert page.driver.get_log("browser") == []
    asked = page.run("return performance.getEntriesByType('resource').map(e => e.name)")
    assert isinstance(asked, list)
    assert asked and all(str(name).startswith(address) for name in asked)
    page.run("sessionStorage.clear()")
    page.driver.get("about:blank")


def test_by_mouse(flate: Flate) -> None:
    flate.letter()
    assert flate.marked.count(HEAVY) == 2
    flate.click_on("i henhold til")
    flate.choice("etter").click()
    flate.until("document.getElementById('text').value.includes('svar etter vedtektene')")
    flate.says("etter")
    flate.find("undo").click()
    flate.until("document.getElementById('text').value.includes('svar i henhold til')")
    assert flate.text == LETTER
    flate.find("redo").click()
    flate.until("document.getElementById('text').value.includes('svar etter vedtektene')")
    flate.click_on(HEAVY)
    flate.until("document.querySelector('#card h3')?.textContent.includes('vedrørende')")
    flate.driver.find_element(By.XPATH, "//button[.='La det stå']").click()
    flate.until(f"({MARKED_NOW}).filter(w => w === '{HEAVY}').length === 1")


def test_by_keyboard_alone(flate: Flate) -> None:
    flate.letter()
    flate.press(Keys.HOME, held=Keys.CONTROL)
    flate.press(Keys.F8)
    flate.says("Funn 1 av")
    selected = "(f => f.value.slice(f.selectionStart, f.selectionEnd))(document.activeElement)"
    assert flate.until(selected) == HEAVY
    flate.press(Keys.ENTER, held=Keys.CONTROL)
    flate.until(f"document.getElementById('text').value.split('{HEAVY}').length === 2")
    flate.says("i henhold til")
    flate.press(Keys.F8, held=Keys.SHIFT)
    flate.press("z", held=Keys.CONTROL)
    flate.until(f"document.getElementById('text').value.split('{HEAVY}').length === 3")
    flate.press("y", held=Keys.CONTROL)
    flate.until(f"document.getElementById('text').value.split('{HEAVY}').length === 2")
    # From the text to the finding, a button there, and back.
    flate.press(Keys.F8)
    flate.until("!document.getElementById('card').hidden")
    for _ in range(12):
        flate.press(Keys.TAB)
        if flate.run("return document.activeElement.classList.contains('choice')"):
            break
    else:
        pytest.fail("no suggestion is reached with Tab")
    flate.press(Keys.ENTER)
    flate.until("document.getElementById('live').textContent.startsWith('Satt inn')")
    flate.until("document.activeElement !== document.body")
    flate.press(Keys.ESCAPE)
    flate.until("document.activeElement.id === 'text'")


def test_the_keyboard_is_never_caught(flate: Flate) -> None:
    flate.letter()
    flate.press(Keys.F8)
    flate.until("!document.getElementById('card').hidden")
    flate.run("document.querySelectorAll('.side > details').forEach(d => { d.open = true })")
    flate.run("document.body.tabIndex = -1; document.body.focus()")
    seen: list[object] = []
    for _ in range(120):
        flate.press(Keys.TAB)
        here = flate.run(
            "const e = document.activeElement; window.order ??= new Map();"
            "if (!order.has(e)) order.set(e, order.size); return order.get(e)"
        )
        if here in seen:
            break
        seen.append(here)
        outline = flate.run("return getComputedStyle(document.activeElement).outlineStyle")
        # The frame round the text field is what shows that it has the keyboard.
        is_framed = flate.run("return document.activeElement.matches('#text, body')")
        assert is_framed or outline != "none"
    assert here == seen[0], "Tab does not come round"
    assert flate.run("return [...order.keys()].some(e => e.id === 'text')")
    assert flate.run("return [...order.keys()].some(e => e.classList.contains('close'))")
    assert len(seen) > 15


def test_highlights_follow_while_writing(flate: Flate) -> None:
    flate.letter()
    flate.press(Keys.HOME, held=Keys.CONTROL)
    flate.insert("😀 Ny linje\nog en til vedr.\n\n")
    assert flate.run(f"return {SAME_TEXT}")
    flate.until(f"({MARKED_NOW}).filter(w => w === '{HEAVY}').length === 2")
    flate.press("Brevet vedrørende plass er sendt. ")
    flate.until(f"({MARKED_NOW}).filter(w => w === '{HEAVY}').length === 3")
    for width in (1280, 640, 320):
        flate.browser.resize(width, 800)
        flate.until(ALIGNED)
    assert flate.run(f"return {SAME_TEXT}")


FUZZ = r"""
const [rounds, seed, done] = arguments;
let state = seed;
const random = (n) => { state = (state * 48271) % 2147483647; return state % n };
const pieces = ['a', 'ø', ' ', '\n', '😀', '😁', 'vedrørende ', 'i henhold til ', 'e\u0301', '\n\n', ''];
const field = document.getElementById('text');
field.focus();
(function next(left) {
  if (!left) return done();
  if (random(12) === 0) document.getElementById(random(3) ? 'undo' : 'redo').click();
  else {
    const start = random(field.value.length + 1);
    const end = Math.min(field.value.length, start + random(5));
    field.setSelectionRange(start, end);
    const piece = pieces[random(pieces.length)];
    field.setRangeText(piece, start, end, 'end');
    const inputType = random(2) ? 'insertText' : 'insertFromPaste';
    field.dispatchEvent(new InputEvent('input', {inputType, bubbles: true}));
  }
  setTimeout(() => next(left - 1), random(4) ? 0 : 25);
})(rounds);
"""


@pytest.mark.parametrize("seed", [2026])
def test_page_and_server_agree_whatever_is_written(flate: Flate, seed: int) -> None:
    """Half an emoji may be written over, and undo is pressed while changes are on their way."""
    flate.letter()
    flate.driver.execute_async_script(FUZZ, 150, seed)
    time.sleep(0.3)
    address = flate.address + "desk/" + flate.run("return sessionStorage.getItem('klarsprak-desk')")
    script = (
        "const done = arguments[1]; fetch(arguments[0] + '/text').then(r => r.text()).then(done)"
    )
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        there = flate.driver.execute_async_script(script, address)
        if there == flate.run("return document.getElementById('text').value.toWellFormed()"):
            break
    assert there == flate.run("return document.getElementById('text').value.toWellFormed()")
    assert flate.run(f"return {SAME_TEXT}")
    flate.until(
        "[...document.querySelectorAll('.layer .suggestion')]"
        ".every(m => /vedr|henhold|til/.test(m.textContent))"
    )
    assert flate.run(f"return {ALIGNED}")


def test_rich_text_is_pasted_with_its_structure(flate: Flate) -> None:
    html = (
        "<h2>Om vedtaket</h2><p>Skriv <script>alert(1)</script>vedrørende.</p><ul><li>en<li>to</ul>"
    )
    flate.browser.cdp("Browser.grantPermissions", CLIPBOARD)
    flate.driver.execute_async_script(
        "const blob = (text, type) => new Blob([text], {type});"
        "const item = new ClipboardItem({'text/html': blob(arguments[0], 'text/html'),"
        "  'text/plain': blob('Om vedtaket', 'text/plain')});"
        "navigator.clipboard.write([item]).then(arguments[1])",
        html,
    )
    flate.find("text").click()
    flate.press("v", held=Keys.CONTROL)
    flate.until("document.getElementById('text').value.startsWith('## Om vedtaket')")
    assert flate.text == "## Om vedtaket\n\nSkriv vedrørende.\n\n- en\n- to\n"
    flate.until(f"({MARKED_NOW}).includes('{HEAVY}')")
    assert flate.find("format").get_property("value") == "markdown"
    flate.press("z", held=Keys.CONTROL)
    flate.until("document.getElementById('text').value === ''")


def test_html_source_is_checked_for_accessibility(flate: Flate) -> None:
    flate.paste("", '<main>\n<h1>Kart</h1>\n<p><img src="kart.png"></p>\n</main>')
    flate.until("document.getElementById('format').value === 'html'")
    flate.click_on("<img")
    flate.until("document.getElementById('card').textContent.includes('1.1.1')")


@pytest.mark.parametrize("way", ["drop", "choose"])
def test_a_file(flate: Flate, tmp_path: Path, way: str) -> None:
    content = "# Åpent\n\nSkriv vedrørende.\n"
    if way == "drop":
        flate.run(
            "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'a.md'));"
            "for (const name of ['dragover', 'drop']) document.body.dispatchEvent("
            "  new DragEvent(name, {dataTransfer: data, bubbles: true, cancelable: true}))",
            content,
        )
    else:
        path = tmp_path / "a.md"
        path.write_text(content, encoding="utf-8")
        flate.find("file").send_keys(str(path))
    flate.until("document.getElementById('text').value.startsWith('# Åpent')")
    flate.says("a.md")
    flate.until(f"({MARKED_NOW}).includes('{HEAVY}')")


DROP = (
    "const data = new DataTransfer(); for (const file of files) data.items.add(file);"
    "for (const name of ['dragover', 'drop']) document.body.dispatchEvent("
    "  new DragEvent(name, {dataTransfer: data, bubbles: true, cancelable: true}))"
)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ("[new File([new Uint8Array(51 * 1024 * 1024)], 'stor.txt')]", "for stor"),
        ("[new File(['%PDF-1.4'], 'a.pdf')]", "a.pdf"),
        ("[new File([new Uint8Array(4000)], 'a.txt')]", "a.txt"),
        ("[new File([''], 'mappe')]", "mappe"),
    ],
)
def test_a_file_that_cannot_be_opened_changes_nothing(flate: Flate, files: str, told: str) -> None:
    flate.letter()
    if "mappe" in told:  # What a folder does when it is read; a script cannot drop one.
        flate.run("File.prototype.arrayBuffer = () => Promise.reject(new Error('folder'))")
    flate.run(f"const files = {files}; {DROP}")
    flate.says(told)
    assert told in flate.find("notice").text
    assert "bad" in str(flate.find("notice").get_attribute("class"))
    assert flate.text == LETTER
    assert not flate.find("lost").is_displayed()
    # The browser tells of the answer; the page knows what to do with it.
    log = flate.driver.get_log("browser")
    assert all("status of 422" in entry["message"] for entry in log)


def test_of_several_files_the_first_is_opened(flate: Flate) -> None:
    flate.run(f"const files = [new File(['En'], 'a.txt'), new File(['To'], 'b.txt')]; {DROP}")
    flate.until("document.getElementById('text').value === 'En'")
    flate.says("bare den første")


def test_another_reader_and_another_language(flate: Flate) -> None:
    flate.letter()
    Select(flate.find("audience")).select_by_value("barn")
    flate.says("Målgruppen er nå")
    flate.until("document.querySelectorAll('#audiences li').length > 3")
    flate.until("document.querySelectorAll('#scores li').length > 3")
    flate.driver.find_element(By.LINK_TEXT, "Nynorsk").click()
    flate.until("document.documentElement.lang === 'nn' && document.documentElement.dataset.ready")
    assert flate.text == LETTER
    flate.until("document.getElementById('audience').value === 'barn'")
    assert "Kopier teksten" in flate.find("copy").text
    assert flate.find("leave").text == "Avslutt"
    assert "Kven er teksten til?" in flate.find("about").text


def test_text_and_report_as_files(flate: Flate, tmp_path: Path) -> None:
    where = {"behavior": "allow", "downloadPath": str(tmp_path)}
    flate.browser.cdp("Browser.setDownloadBehavior", where)
    flate.letter()
    flate.until("document.querySelectorAll('#scores li').length")
    for button, name, holds in (
        ("save", "tekst.txt", LETTER),
        ("report", "rapport-tekst.html", "</html>\n"),
    ):
        flate.find(button).click()
        end = time.monotonic() + PATIENCE
        while not (tmp_path / name).exists() and time.monotonic() < end:
            time.sleep(0.02)
        assert (tmp_path / name).read_text(encoding="utf-8").endswith(holds)


def test_copy(flate: Flate) -> None:
    flate.browser.cdp("Browser.grantPermissions", CLIPBOARD)
    flate.insert("# Søk\n\n- en\n")
    flate.until("document.getElementById('format').value === 'markdown'")
    flate.find("copy").click()
    flate.says("kopiert")
    got = flate.driver.execute_async_script(
        "const done = arguments[0]; navigator.clipboard.read().then(async ([item]) => {"
        "const get = async (type) => (await item.getType(type)).text();"
        "done([await get('text/plain'), await get('text/html')]) }, (e) => done([String(e)]))"
    )
    assert got[0] == "# Søk\n\n- en\n"
    assert "<h1>Søk</h1>" in got[1] and "<li>en</li>" in got[1]


def test_nothing_is_lost_when_the_server_is_slow(flate: Flate) -> None:
    """What is written while a suggestion is on its way stands, and so does the suggestion."""
    flate.letter()
    flate.run(
        "const real = window.fetch; window.fetch = async (...a) => {"
        "const r = await real(...a); await new Promise(f => setTimeout(f, 400)); return r }"
    )
    flate.click_on("i henhold til")
    flate.choice("etter").click()
    flate.run("const f = document.getElementById('text'); f.focus(); f.setSelectionRange(0, 0)")
    flate.press("Nytt ")
    flate.until("document.getElementById('text').value.includes('svar etter vedtektene')")
    expected = "Nytt " + LETTER.replace("i henhold til", "etter")
    assert flate.text == expected
    flate.until("!document.getElementById('undo').disabled")
    flate.run("window.fetch = undefined; delete window.fetch")
    flate.until(f"({MARKED_NOW}).filter(w => w === '{HEAVY}').length === 2")
    flate.driver.refresh()
    flate.until("document.documentElement.dataset.ready")
    assert flate.text == expected


def test_what_another_tab_wrote_gives_way(flate: Flate) -> None:
    """The text in the field is what the writer sees, and so what stands."""
    flate.letter()
    flate.run(
        "const desk = 'desk/' + sessionStorage.getItem('klarsprak-desk');"
        "return fetch(desk + '/news?number=-1&known=-1&row=0').then(r => r.json()).then(s => fetch(desk, {"
        " method: 'POST', body: JSON.stringify({do: 'sync', version: s.version, known: -1, row: 0,"
        " edit: {start: 0, end: 4, text: 'Noe annet'}})}))"
    )
    flate.insert("Mer. ")
    address = flate.address + "desk/" + flate.run("return sessionStorage.getItem('klarsprak-desk')")
    script = "fetch(arguments[0] + '/text').then(r => r.text()).then(arguments[1])"
    end = time.monotonic() + PATIENCE
    while flate.driver.execute_async_script(script, address) != "Mer. " + LETTER:
        assert time.monotonic() < end
    assert flate.text == "Mer. " + LETTER
    # The browser tells of the 409.
    log = flate.driver.get_log("browser")
    assert all("409" in line["message"] for line in log)


SCHEMES = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(flate: Flate, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    flate.browser.cdp("Emulation.setEmulatedMedia", {"features": features})
    assert flate.violations() == []
    flate.letter()
    flate.press(Keys.F8)
    flate.until("!document.getElementById('card').hidden")
    flate.run("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert flate.violations() == []
    flate.browser.resize(320, 640)
    flate.until(NO_SIDEWAYS)
    assert flate.violations() == []


def test_axe_finds_nothing_when_something_went_wrong_or_one_leaves(flate: Flate) -> None:
    flate.letter()
    flate.run(f"const files = [new File([new Uint8Array(51e6)], 'a.txt')]; {DROP}")
    flate.says("for stor")
    assert flate.violations() == []
    flate.find("leave").click()
    flate.until("document.getElementById('leaving').open")
    assert flate.find("leaving").text.startswith("Avslutte uten å kopiere?")
    assert flate.run("return document.activeElement.textContent") == "Bli her"
    assert flate.violations() == []
    flate.press(Keys.ENTER)
    flate.until("document.activeElement.id === 'leave'")
    assert flate.text == LETTER


def test_no_control_is_hidden_when_it_has_the_keyboard(flate: Flate) -> None:
    """At the foot of a small window there is a bar; what has the focus is never under it."""
    flate.browser.resize(320, 640)
    flate.letter()
    flate.run("document.querySelectorAll('details').forEach(d => { d.open = true })")
    flate.run("document.activeElement.blur(); window.scrollTo(0, 0)")
    seen: dict[int, str] = {}
    for _ in range(60):
        flate.press(Keys.TAB)
        number, name, is_seen = flate.run(
            "const e = document.activeElement, b = e.getBoundingClientRect();"
            "const x = b.left + Math.min(b.width / 2, 40), y = b.top + Math.min(b.height / 2, 12);"
            "const top = document.elementFromPoint(x, y);"
            "return [[...document.querySelectorAll('*')].indexOf(e), e.id || e.textContent,"
            " e === document.body || e.id === 'text' ||"
            " Boolean(top && (e === top || e.contains(top) || top.contains(e)))]"
        )
        assert is_seen, name
        if number in seen:
            break
        seen[number] = name
    assert {"next", "copy", "text", "help-button"} <= set(seen.values())
    assert any("Kanselliord" in name for name in seen.values())


def test_a_text_of_twice_the_size_fits(flate: Flate) -> None:
    flate.letter()
    flate.press(Keys.F8)
    flate.until("!document.getElementById('card').hidden")
    flate.run("document.documentElement.style.fontSize = '200%'")
    assert flate.run(f"return {NO_SIDEWAYS}")
    cut = flate.run(
        "return [...document.querySelectorAll('button, a, h1, h2, h3, p')].filter(e =>"
        " e.offsetParent && !e.classList.contains('skip') && e.scrollWidth > e.clientWidth + 1"
        " && getComputedStyle(e).display !== 'inline').map(e => e.id || e.textContent)"
    )
    assert cut == []


def test_what_is_found_is_spoken_once_and_not_at_every_key(flate: Flate) -> None:
    flate.letter()
    flate.says("Funn i teksten")
    flate.run(
        "window.said = []; new MutationObserver(() => window.said.push("
        "document.getElementById('live').textContent))"
        ".observe(document.getElementById('live'), {childList: true, subtree: true})"
    )
    flate.press(*"Vi skriver vedrorende ".replace("o", "ø"))
    flate.says("Funn i teksten")
    flate.until("window.said.length")
    time.sleep(2)
    assert len(flate.run("return window.said")) == 1


def test_nothing_moves(flate: Flate) -> None:
    flate.letter()
    flate.press(Keys.F8)
    flate.until("!document.getElementById('card').hidden")
    moving = flate.run(
        "return [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0"
        " || s.scrollBehavior === 'smooth' }).length"
    )
    assert moving == 0


def test_where_to_begin(flate: Flate) -> None:
    flate.letter()
    flate.until("!document.getElementById('first').hidden")
    rows = flate.run(
        "return [...document.querySelectorAll('#first-list button')].map(b => b.textContent)"
    )
    assert "«vedrørende»" in rows[0] and "2 steder" in rows[0]
    flate.driver.find_element(By.CSS_SELECTOR, "#first-list li:nth-child(2) button").click()
    flate.until("document.getElementById('card').textContent.includes('i henhold til')")
    assert not flate.find("first").is_displayed()
    flate.driver.find_element(By.CSS_SELECTOR, "#card .close").click()
    flate.until("!document.getElementById('first').hidden")


def test_marks_are_seen_in_the_colours_of_the_machine(flate: Flate) -> None:
    features = [{"name": "forced-colors", "value": "active"}]
    flate.browser.cdp("Emulation.setEmulatedMedia", {"features": features})
    flate.letter()
    style = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
    assert flate.run(style, "#text", "backgroundColor") == "rgba(0, 0, 0, 0)"
    ink = flate.run(style, "#text", "color")
    assert flate.run(style, ".mark", "textDecorationColor") == ink
    assert flate.run(style, ".layer", "color") == "rgba(0, 0, 0, 0)"
    assert flate.run(f"return {ALIGNED}")


def test_axe_finds_nothing_in_nynorsk_or_in_the_help(flate: Flate) -> None:
    flate.open("?sprak=nn")
    flate.letter()
    assert flate.violations() == []
    flate.run(
        "for (const id of ['lost', 'checking', 'notice']) document.getElementById(id).hidden = false"
    )
    flate.run("document.getElementById('notice').textContent = 'Noko hende.'")
    assert flate.violations() == []
    flate.find("help-button").click()
    flate.until("document.getElementById('help').open")
    assert flate.violations() == []
    flate.press(Keys.ESCAPE)
    flate.until("document.activeElement.id === 'help-button'")


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_is_beside_the_window(flate: Flate, width: int) -> None:
    """320 is a page of 1280 at 400 per cent, 640 at 200."""
    flate.browser.resize(width, 512)
    assert flate.run(f"return {NO_SIDEWAYS}")
    flate.letter()
    flate.insert("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3)
    flate.run("document.querySelectorAll('details').forEach(d => { d.open = true })")
    flate.press(Keys.F8)
    flate.until("document.querySelector('.mark.now')")
    assert flate.run(f"return {NO_SIDEWAYS}")
    # The finding does not cover the words it is about.
    covered = flate.until(
        "(() => { const m = document.querySelector('.mark.now').getBoundingClientRect();"
        "const c = document.getElementById('card').getBoundingClientRect();"
        "return [m.bottom <= c.top || c.right <= m.left || m.right <= c.left"
        " || c.bottom <= m.top] })()"
    )
    assert covered == [True]


def test_our_own_checks_of_a_page_find_nothing(browser: Browser, checker: Checker) -> None:
    with served(checker, pasted(LETTER)) as address:
        result = visit_page(browser, address)
    assert result.errors == ()
    faults = [
        (seen.rule, seen.selector)
        for seen in result.observations
        if seen.rule in CHECK_OF and seen.certainty is not Certainty.REVIEW
    ]
    assert faults == []


def test_on_a_small_screen_the_explanation_leaves_when_one_writes_on(flate: Flate) -> None:
    flate.browser.resize(360, 740)
    flate.letter()
    flate.press(Keys.F8)
    flate.until("!document.getElementById('card').hidden")
    flate.until("document.querySelector('.mark.now')")
    flate.press(Keys.HOME, held=Keys.CONTROL)
    flate.until("document.getElementById('card').hidden")
    flate.press(Keys.F8)
    flate.until("!document.getElementById('card').hidden")
