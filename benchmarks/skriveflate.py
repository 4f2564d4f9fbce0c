"""The page of `klarsprak skriveflate` in Chromium: from key to new findings, and a big paste.

Usage: ``python benchmarks/skriveflate.py [EDITS] [BIG_WORDS]`` (defaults 40 and 200000; 0 words leaves
the paste out). All default rules, the shipped model, the command in a process of its own.

keyboard  one sign into a text of 3,000 words, until the page shows the findings of the
          whole text as it is then: wall-clock time in the browser
paste     a big text pasted: the first findings, the whole check, and how long the page
          stood still at most (gaps between two beats of a timer); then the time from a key
          to the second frame after it. CPU time (user and system) is that of the server.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from interactive import table, text_of
from klarsprak.browser.driver import Browser
from klarsprak.browser.options import BrowserOptions

PUT_IN = """
const field = document.getElementById('text');
field.focus();
field.setRangeText(arguments[0]);
field.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', bubbles: true}));
"""
KEYS = """
const [edits, done] = arguments;
const field = document.getElementById('text');
const times = [];
let pressed = 0;
const json = Response.prototype.json;
Response.prototype.json = async function () {
  const value = await json.call(this);
  const state = value.state || value;
  if (state.pending === false && pressed) {
    const began = pressed;
    pressed = 0;
    requestAnimationFrame(() => setTimeout(() => {
      times.push((performance.now() - began) / 1000);
      if (times.length < edits) setTimeout(press, 300);
      else done(times);
    }));
  }
  return value;
};
function press() {
  const place = field.value.indexOf(' ', Math.floor(Math.random() * (field.value.length - 500)));
  field.setSelectionRange(place, place);
  pressed = performance.now();
  document.execCommand('insertText', false, 'a');
}
press();
"""
FRAMES = """
const done = arguments[0];
const field = document.getElementById('text');
field.setSelectionRange(5000, 5000);
const times = [];
(function press() {
  const began = performance.now();
  document.execCommand('insertText', false, 'x');
  requestAnimationFrame(() => requestAnimationFrame(() => {
    times.push((performance.now() - began) / 1000);
    if (times.length < 20) setTimeout(press, 100);
    else done(times);
  }));
})();
"""
BEAT = """
window.gap = 0;
let last = performance.now();
setInterval(() => {
  gap = Math.max(gap, performance.now() - last);
  last = performance.now();
}, 20);
"""


@contextmanager
def page() -> Iterator[tuple[Any, int]]:
    """The driver of a browser that shows the page, and the process id of the server."""
    command = [sys.executable, "-m", "klarsprak", "skriveflate", "--ikke-apne"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http\S+", process.stdout.readline())
        assert found is not None
        options = BrowserOptions(load_timeout=60, page_timeout=600)
        try:
            with Browser(options, frozenset({"127.0.0.1"})) as browser:
                browser.resize(1280, 800)
                browser.driver.get(found.group())
                until(browser.driver, "document.documentElement.dataset.ready")
                yield browser.driver, process.pid
        finally:
            process.terminate()


def spent(pid: int) -> float:
    """CPU seconds of a process so far, user and system (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until(driver: Any, script: str) -> None:
    while not driver.execute_script(f"return {script}"):
        time.sleep(0.05)


def measure_keyboard(edits: int) -> None:
    with page() as (driver, server):
        driver.execute_script(PUT_IN, text_of(3000))
        until(driver, "document.querySelectorAll('#scores li').length")
        before = spent(server)
        table("keyboard, wall clock", driver.execute_async_script(KEYS, edits))
        print(f"keyboard, CPU of the server  mean {1000 * (spent(server) - before) / edits:.0f} ms")


def measure_paste(words: int) -> None:
    with page() as (driver, server):
        driver.execute_script(BEAT)
        before, started = spent(server), time.perf_counter()
        driver.execute_script(PUT_IN, text_of(words))
        until(driver, "document.querySelector('.layer .mark')")
        print(f"paste, first findings      {time.perf_counter() - started:6.1f} s")
        until(driver, "document.querySelectorAll('#scores li').length")
        print(f"paste, whole check         {time.perf_counter() - started:6.1f} s")
        print(f"paste, CPU of the server   {spent(server) - before:6.1f} s")
        gap = driver.execute_script("return gap") / 1000
        print(f"paste, longest standstill  {gap:6.1f} s")
        table("paste, key to frame", driver.execute_async_script(FRAMES))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    measure_keyboard(numbers[0] if numbers else 40)
    if words := numbers[1] if len(numbers) > 1 else 200_000:
        measure_paste(words)
