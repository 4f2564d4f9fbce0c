"""Make the pictures of `docs/rapporter.md`: ``python docs/bilder/rapport.py`` (needs Chromium).

The letter is that of `interaktiv.py`, written for the purpose.
"""

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from interaktiv import LETTER

from klarsprak.browser.driver import Browser
from klarsprak.browser.options import BrowserOptions

HERE = Path(__file__).resolve().parent
PICTURES = {
    "rapport-lys": (960, 1170, "light", ""),
    "rapport-ny-tekst": (960, 675, "light", "Forslag til ny tekst"),
    "rapport-mork-mobil": (360, 1500, "dark", ""),
}
"""Width, height, colours, and the heading at the top of the picture."""
_TOP = """const h = [...document.querySelectorAll('h2')].find(h => h.textContent.trim() === arguments[0]);
return h ? Math.round(h.getBoundingClientRect().top + scrollY - 20) : 0"""


def picture(browser: Browser, report: Path, name: str) -> None:
    """Make one of `PICTURES`."""
    width, height, scheme, heading = PICTURES[name]
    browser.resize(width, 900)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.cdp("Emulation.setEmulatedMedia", {"features": features})
    browser.driver.get(report.as_uri())
    top = browser.driver.execute_script(_TOP, heading)
    clip = {"x": 0, "y": top, "width": width, "height": height, "scale": 1}
    values = {"format": "png", "captureBeyondViewport": True, "clip": clip}
    shot = browser.cdp("Page.captureScreenshot", values)
    (HERE / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def main() -> None:
    """Make them all."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "vedtak.md").write_text(f"# {LETTER}", encoding="utf-8")
        command = ["sjekk", "vedtak.md", "--format", "html", "--ut", "rapport.html"]
        options = ["--feil-ved", "aldri", "--dokumenttype", "brev"]
        run = [sys.executable, "-m", "klarsprak", *command, *options]
        subprocess.run(run, cwd=folder, check=True)
        with Browser(BrowserOptions(), frozenset()) as browser:
            for name in PICTURES:
                picture(browser, Path(folder) / "rapport.html", name)


if __name__ == "__main__":
    main()
