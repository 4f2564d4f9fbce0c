"""The interactive mode: from key press to new findings, and a paste of a big text.

Usage: ``python benchmarks/interactive.py [EDITS] [BIG_WORDS]`` (defaults 40 and 200000; 0 words
leaves the paste out). All default rules, the shipped model. Three measurements:

session   an edit of one sign in a text of 3,000 words until the check of it is received,
          without a screen: CPU and wall-clock seconds
keyboard  the same through the application, from the key until the screen's findings are new
paste     a big text pasted into the application: how long the screen stood still at most
          (gaps between two beats of its event loop; of the thread's own work its CPU time,
          which other programs do not lengthen), and how long the whole check took
"""

import asyncio
import random
import sys
import time
from collections.abc import Sequence
from statistics import median

from textual import events

from klarsprak.engine.run import Plan
from klarsprak.interactive.checking import Checker
from klarsprak.interactive.files import pasted
from klarsprak.interactive.session import Session
from klarsprak.interactive.smooth import smooth
from klarsprak.interactive.tui.app import KlarsprakApp
from klarsprak.messages.catalogue import load

SENTENCES = (
    "Vi viser til søknaden din om {a} og har nå vurdert opplysningene du sendte.",
    "Søknaden er blitt behandlet i henhold til reglene for {a}.",
    "Du må levere {b} til kommunen innen {n}. mai.",
    "Dersom du ikke leverer {b}, kan vi ikke behandle søknaden om {a}.",
    "Det ble foretatt en vurdering av {b} i møtet den {n}. mars.",
    "Kommunen betaler ut støtte til {a} hver måned.",
    "Ta kontakt med oss på telefon 22 33 44 {n} hvis du lurer på noe.",
    "Vedtaket kan påklages innen tre uker, og klagen skal begrunnes skriftlig vedrørende {b}.",
    "Familien din kan få hjelp til {a}, men dere må søke på nytt hvert år.",
    "Her finner du {b} som gjelder {a}.",
)
THINGS = (
    "plass i barnehagen",
    "bostøtte",
    "ledsagerbevis",
    "parkering",
    "skoleskyss",
    "leksehjelp",
)
PAPERS = ("skjemaet", "en legeerklæring", "fakturaen", "leiekontrakten", "planen", "vedleggene")
SEED = 8


def text_of(words: int) -> str:
    """A text of about so many words, in paragraphs of four sentences; no two sets are equal."""
    rng = random.Random(SEED)
    paragraphs: list[str] = []
    count = 0
    while count < words:
        chosen = rng.sample(SENTENCES, 4)
        filled = [
            sentence.format(a=rng.choice(THINGS), b=rng.choice(PAPERS), n=rng.randint(10, 28))
            for sentence in chosen
        ]
        paragraphs.append(" ".join(filled))
        count += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs) + "\n"


def table(name: str, seconds: Sequence[float]) -> None:
    ordered = sorted(1000 * second for second in seconds)
    worst = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"{name:26} median {median(ordered):6.0f} ms   95 % {worst:6.0f} ms   n={len(ordered)}")


def places(text: str, count: int) -> list[int]:
    """Ends of words all over the text."""
    rng = random.Random(SEED)
    return [text.index(" ", rng.randrange(len(text) - 500)) for _ in range(count)]


def measure_session(checker: Checker, edits: int) -> None:
    session = Session(checker, pasted(text_of(3000)))
    session.check()
    assert session.trouble is None
    words = session.file.metrics["words"] if session.file else 0
    print(f"{words:.0f} words, {len(session.marks)} findings")
    cpu, wall = [], []
    for place in places(session.text, edits):
        started = time.process_time(), time.perf_counter()
        session.replace(place, place, "a", typed=True)
        session.check()
        cpu.append(time.process_time() - started[0])
        wall.append(time.perf_counter() - started[1])
    table("session, CPU", cpu)
    table("session, wall clock", wall)


async def measure_keyboard(checker: Checker, edits: int) -> None:
    session = Session(checker, pasted(text_of(3000)))
    app = KlarsprakApp(session, load("nb"))
    async with app.run_test(size=(100, 30)):
        while session.pending:
            await asyncio.sleep(0.01)
        cpu, wall = [], []
        for place in places(session.text, edits):
            app.editor.cursor_location = app.editor.location_of(place)
            await asyncio.sleep(0.2)
            started = time.process_time(), time.perf_counter()
            app.post_message(events.Key("a", "a"))
            version = session.version
            while session.version == version or session.pending:
                await asyncio.sleep(0.001)
            cpu.append(time.process_time() - started[0])
            wall.append(time.perf_counter() - started[1])
    table("keyboard, CPU", cpu)
    table("keyboard, wall clock", wall)


async def measure_paste(checker: Checker, words: int) -> None:
    text = text_of(words)
    session = Session(checker, pasted(""))
    app = KlarsprakApp(session, load("nb"))
    gaps: list[float] = []
    work: list[float] = []
    async with app.run_test(size=(100, 30)):
        started = time.perf_counter(), time.process_time()
        app.post_message(events.Paste(text))
        beat, worked = time.perf_counter(), time.thread_time()
        first = None
        while session.version == 0 or session.pending:
            await asyncio.sleep(0.005)
            now = time.perf_counter()
            gaps.append(now - beat)
            work.append(time.thread_time() - worked)
            beat, worked = now, worked + work[-1]
            if first is None and session.marks:
                first = now - started[0]
    total, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
    gaps.sort()
    print(
        f"paste of {len(text.split())} words: first findings after {first or total:.1f} s, whole "
        f"check {total:.1f} s ({cpu:.1f} s CPU), {len(session.marks)} findings"
    )
    longest = ", ".join(f"{1000 * gap:.0f}" for gap in gaps[-5:][::-1])
    print(f"  the screen stood still at most (ms): {longest}; median {1000 * median(gaps):.0f}")
    longest = ", ".join(f"{1000 * part:.0f}" for part in sorted(work)[-5:][::-1])
    print(f"  the same in CPU time of its thread (ms): {longest}")


def main() -> None:
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    big = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    with smooth():  # as the command does
        measure(edits, big)


def measure(edits: int, big: int) -> None:
    checker = Checker(Plan(no_config=True))
    measure_session(checker, edits)
    asyncio.run(measure_keyboard(checker, edits))
    if big:
        asyncio.run(measure_paste(checker, big))


if __name__ == "__main__":
    main()
