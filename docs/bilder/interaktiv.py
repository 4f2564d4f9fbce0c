"""Make the pictures of `docs/interaktiv.md`: ``python docs/bilder/interaktiv.py`` (needs Chromium).

The letter is written for the purpose.
"""

import asyncio
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from klarsprak.engine.run import Plan
from klarsprak.interactive.checking import Checker
from klarsprak.interactive.files import pasted
from klarsprak.interactive.session import Session
from klarsprak.interactive.tui.app import KlarsprakApp
from klarsprak.messages.catalogue import load

LETTER = """Vedtak om plass i barnehage

Vi viser til søknaden din vedrørende plass i barnehage. Søknaden er blitt behandlet i \
henhold til vedtektene for de kommunale barnehagene, og det ble foretatt en vurdering av \
alle søknader som kom inn før fristen 1. mars, både fra foreldre som søkte på nytt og fra \
dem som ønsket å bytte.

Det gjøres oppmerksom på at plassen må benyttes innen 15. august. Dersom du ikke ønsker \
plassen, må du gi beskjed snarest.

Du kan klage på vedtaket. Fristen er tre uker fra du fikk dette brevet.

Med vennlig hilsen
Storvik kommune
"""
PICTURES = {
    "interaktiv-begynn": ((120, 32), ()),
    "interaktiv-funn": ((100, 28), ("f3", "f3")),
    "interaktiv-80x24": ((80, 24), ("f3", "f3", "f4")),
    "interaktiv-malgrupper": ((80, 24), ("f8",)),
}


async def picture(size: tuple[int, int], keys: Sequence[str]) -> str:
    """The screen as SVG after these keys."""
    session = Session(Checker(Plan(no_config=True)), pasted(LETTER))
    app = KlarsprakApp(session, load("nb"))
    async with app.run_test(size=size) as pilot:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            while session.pending:
                await pilot.pause(0.05)
            await pilot.pause(0.2)
        return app.export_screenshot()


def to_png(svg: str, target: Path) -> None:
    """Have Chromium draw the picture at the size it has."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found is not None
    width, height = (round(float(number)) for number in found.groups())
    browser = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "picture.svg")
        source.write_text(svg, encoding="utf-8")
        subprocess.run(
            [
                *(browser, "--headless=new", "--no-sandbox", "--disable-gpu"),
                *("--hide-scrollbars", f"--window-size={width},{height}"),
                *(f"--screenshot={target}", source.as_uri()),
            ],
            check=True,
            capture_output=True,
        )


def main() -> None:
    """Make every picture beside this file."""
    for name, (size, keys) in PICTURES.items():
        svg = asyncio.run(picture(size, keys))
        to_png(svg, Path(__file__).with_name(f"{name}.png"))


if __name__ == "__main__":
    main()
