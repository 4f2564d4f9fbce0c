"""Make the pictures of `docs/skriveflate.md`: ``python docs/bilder/skriveflate.py`` (needs Chromium).

The letter is that of `interaktiv.py`, written for the purpose.
"""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from interaktiv import LETTER
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from klarsprak.browser.driver import Browser
from klarsprak.browser.options import BrowserOptions

HERE = Path(__file__).resolve().parent
PICTURES = {
    "skriveflate-begynn": (1280, 800, "light", 0),
    "skriveflate-funn": (1280, 800, "light", 2),
    "skriveflate-mobil": (360, 740, "dark", 5),
}
"""Width, height, colours, and how many findings to go on."""


def until(driver: Any, script: str) -> None:
    """Wait until `script` is true on the page."""
    while not driver.execute_script(f"return {script}"):
        time.sleep(0.05)


def picture(browser: Browser, address: str, name: str) -> None:
    """Make one of `PICTURES`."""
    width, height, scheme, steps = PICTURES[name]
    driver: Any = browser.driver
    browser.resize(width, height)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.cdp("Emulation.setEmulatedMedia", {"features": features})
    driver.get(address)
    until(driver, "document.documentElement.dataset.ready")
    driver.execute_script("sessionStorage.clear()")
    field = driver.find_element("id", "text")
    driver.execute_script(
        "arguments[0].focus(); document.execCommand('insertText', false, arguments[1])",
        field,
        LETTER,
    )
    until(driver, "document.querySelectorAll('#scores li').length")
    for _ in range(steps):
        ActionChains(driver).send_keys(Keys.F8).perform()
        time.sleep(0.5)
    # Without the colour of the selection the mark below it is seen.
    driver.execute_script(
        "const f = arguments[0]; f.setSelectionRange(f.selectionStart, f.selectionStart)", field
    )
    time.sleep(0.3)
    driver.save_screenshot(str(HERE / f"{name}.png"))


def main() -> None:
    """Make them all."""
    command = [sys.executable, "-m", "klarsprak", "skriveflate", "--ikke-apne"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder) as process,
    ):
        assert process.stdout is not None
        found = re.search(r"http\S+", process.stdout.readline())
        assert found is not None
        try:
            with Browser(BrowserOptions(), frozenset({"127.0.0.1"})) as browser:
                for name in PICTURES:
                    picture(browser, found.group(), name)
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
