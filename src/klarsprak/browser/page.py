"""The page that is open, as the checks see it, and what they say of it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from klarsprak.browser.axe import own_script
from klarsprak.browser.driver import Browser
from klarsprak.core.finding import Certainty


@dataclass(frozen=True, slots=True)
class Observation:
    """Something a check saw on a page, before it is known what rule files say of it.

    `rule` is the id after ``nettleser/``. `number` counts elements in document order (-1:
    in a frame, or gone). `certainty` None means: as the rule file says.
    """

    rule: str
    selector: str
    snippet: str = ""
    number: int = -1
    text: str = ""
    certainty: Certainty | None = None
    values: Mapping[str, str] = field(default_factory=dict)


KEYS: Mapping[str, tuple[str, str, int]] = {
    "Tab": ("Tab", "Tab", 9),
    "Enter": ("Enter", "Enter", 13),
    "Escape": ("Escape", "Escape", 27),
}
SHIFT, CTRL, ALT = 8, 2, 1


class Page:
    """The open page of a browser: its scripts, keys, mouse, size and pictures."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.options = browser.options

    def run(self, script: str, *values: object) -> Any:
        """Run ``scripts/<script>.js`` in the page; `arguments` holds `values`."""
        return self.browser.driver.execute_script(own_script(script), *values)

    def wait_for(self, script: str, *values: object) -> Any:
        """As `run`, for a script that answers by calling its last argument."""
        return self.browser.driver.execute_async_script(own_script(script), *values)

    def press(self, key: str, modifiers: int = 0, text: str = "") -> None:
        """Press and release a key, as a person would; `text` is what it writes."""
        name, code, number = KEYS.get(key, (key, "", ord(key[0].upper())))
        event: dict[str, object] = {
            "key": name,
            "code": code or (f"Key{key.upper()}" if key.isalpha() else ""),
            "windowsVirtualKeyCode": number,
            "modifiers": modifiers,
        }
        down = {"type": "keyDown" if text or key == "Enter" else "rawKeyDown", **event}
        if text or key == "Enter":
            down["text"] = text or "\r"
        self.browser.cdp("Input.dispatchKeyEvent", down)
        self.browser.cdp("Input.dispatchKeyEvent", {"type": "keyUp", **event})

    def move_mouse(self, x: float, y: float) -> None:
        """Move the pointer to a place in the viewport."""
        self.browser.cdp("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})

    def picture(self) -> str:
        """The viewport as PNG in base64: equal strings are equal pictures."""
        answer = self.browser.cdp(
            "Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True}
        )
        return str(answer["data"])

    def pause(self, seconds: float) -> None:
        """Let the page work."""
        time.sleep(seconds)


def observe(
    rule: str,
    element: Mapping[str, Any],
    certainty: Certainty | None = None,
    **values: object,
) -> Observation:
    """An observation on an element as ``describe`` in prepare.js tells of it."""
    return Observation(
        rule,
        str(element["selector"]),
        str(element.get("snippet", "")),
        int(element.get("number", -1)),
        str(element.get("text", "")),
        certainty,
        {name: str(value) for name, value in values.items()},
    )
