"""Whether the cost of a text grows with its length, whatever it is made of.

Each hostile text is linted by all default rules at three sizes, each twice the one before, in a
workshop whose model and lists are loaded. Seconds are CPU. The last column is how the cost grew
from the middle to the largest size when the size was doubled: about 2 is linear, 4 is quadratic.
Usage: ``python benchmarks/linear.py [NAME...] [--size N] [--rules]``; `--rules` names what took
most of the largest text.
"""

import argparse
import cProfile
import pstats
import time
from collections.abc import Callable
from pathlib import Path

from klarsprak.core.document import Format
from klarsprak.engine.workshop import Plan, Workshop
from klarsprak.readers.registry import read_text

SIZE = 40_000
"""Code points of the largest text."""

LIMIT = 2.6
"""Growth above this is marked: the noise of a busy machine is under it."""


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    each = len(opening) + len(closing)
    return lambda size: opening * (size // each) + "tekst" + closing * (size // each)


def _numbered(piece: str) -> Callable[[int], str]:
    """Pieces of which no two are alike."""
    return lambda size: "".join(piece.format(n) for n in range(size // len(piece)))


def _letters(piece: str) -> Callable[[int], str]:
    """As `_numbered`, told apart by letters."""

    def name(number: int) -> str:
        found = ""
        while True:
            number, rest = divmod(number, 20)
            found += "bdfghjklmnprstvaeiou"[rest]
            if not number:
                return found

    return lambda size: "".join(piece.format(name(n)) for n in range(size // len(piece)))


TEXTS: dict[str, tuple[Format, Callable[[int], str]]] = {
    "one word": (Format.TEXT, _repeated("a")),
    "words": (Format.TEXT, _repeated("vedrørende saken ")),
    "unknown words": (Format.TEXT, _letters("{}kommunens ")),
    "compounds": (Format.TEXT, _letters("saksbehandlings{}utvalgsmøte ")),
    "long compound": (Format.TEXT, _repeated("saksbehandling")),
    "sentences": (Format.TEXT, _repeated("Vedtaket ble fattet i henhold til loven. ")),
    "passives": (Format.TEXT, _repeated("saken behandles og blir vurdert av kommunen ")),
    "som": (Format.TEXT, _repeated("som ")),
    "og": (Format.TEXT, _repeated("og å ")),
    "commas": (Format.TEXT, _repeated("ja, ")),
    "signs": (Format.TEXT, _repeated(",;:!? ")),
    "full stops": (Format.TEXT, _repeated(". ")),
    "quotes": (Format.TEXT, _repeated("«ja» ")),
    "open quotes": (Format.TEXT, _repeated("«ja ")),
    "straight quotes": (Format.TEXT, _repeated('" ')),
    "brackets": (Format.TEXT, _repeated("(ja ")),
    "nested brackets": (Format.TEXT, _nested("(", ")")),
    "capitals": (Format.TEXT, _repeated("ROPER ")),
    "names": (Format.TEXT, _letters("Kari {} Nordmann ")),
    "abbreviations": (Format.TEXT, _repeated("NAVX, jf. f.eks. ")),
    "digits": (Format.TEXT, _repeated("1")),
    "numbers": (Format.TEXT, _numbered("{} 000 ")),
    "dates": (Format.TEXT, _repeated("1.1.2026 ")),
    "sections": (Format.TEXT, _repeated("§ 1-2 ")),
    "dashes": (Format.TEXT, _repeated("-")),
    "spaced dashes": (Format.TEXT, _repeated("ja - nei ")),
    "spaces": (Format.TEXT, _repeated(" ")),
    "soft hyphens": (Format.TEXT, _repeated("a\u00ad")),
    "accents": (Format.TEXT, _repeated("e\u0301 ")),
    "addresses": (Format.TEXT, _repeated("www.a.no/b?c=d a@b.no ")),
    "lines": (Format.TEXT, _repeated("ja\n")),
    "paragraphs": (Format.TEXT, _repeated("Ja.\n\n")),
    "different paragraphs": (Format.TEXT, _letters("Vi viser til {} i saken.\n\n")),
    "list": (Format.TEXT, _repeated("- punkt om saken\n")),
    "questions": (Format.TEXT, _repeated("Hva er dette? ")),
    "nynorsk": (Format.TEXT, _repeated("Kommunen skal sjå på saka di og gje deg svar ")),
    "md emphasis": (Format.MARKDOWN, _repeated("*a **b ")),
    "md nested emphasis": (Format.MARKDOWN, _nested("*a ", " a*")),
    "md brackets": (Format.MARKDOWN, _repeated("[")),
    "md nested links": (Format.MARKDOWN, _nested("[", "](a)")),
    "md links": (Format.MARKDOWN, _repeated("[les mer](a) ")),
    "md images": (Format.MARKDOWN, _repeated("![](a.png) ")),
    "md backticks": (Format.MARKDOWN, _repeated("`a ``b ")),
    "md quotes": (Format.MARKDOWN, _repeated("> ")),
    "md nested list": (
        Format.MARKDOWN,
        lambda size: "".join(
            f"{' ' * (2 * (n % 50))}- ja\n" for n in range(size // 56)
        ),
    ),
    "md deep list": (Format.MARKDOWN, _repeated("- ")),
    "md table": (
        Format.MARKDOWN,
        lambda size: "| a | b |\n|---|---|\n" + _repeated("| ja | nei |\n")(size),
    ),
    "md headings": (Format.MARKDOWN, _letters("# Om {}\n\nTekst.\n\n")),
    "md html": (Format.MARKDOWN, _repeated("<b>a ")),
    "html elements": (Format.HTML, _repeated("<p>ja</p>")),
    "html unclosed": (Format.HTML, _repeated("<div><p>ja ")),
    "html nested": (Format.HTML, _nested("<div>", "</div>")),
    "html spans": (Format.HTML, _repeated("<span>ja</span> ")),
    "html entities": (Format.HTML, _repeated("&amp;")),
    "html broken entities": (Format.HTML, _repeated("&a&")),
    "html lt": (Format.HTML, _repeated("<")),
    "html attributes": (Format.HTML, lambda size: f"<p {_numbered('a{}=b ')(size)}>ja</p>"),
    "html comments": (Format.HTML, _repeated("<!-- ")),
    "html lists": (Format.HTML, _nested("<ul><li>a", "</ul>")),
    "html links": (Format.HTML, _numbered('<a href="{}">les mer</a> ')),
    "html same links": (Format.HTML, _letters('<a href="{0}">Sak {0}</a> ')),
    "html images": (Format.HTML, _repeated('<img src="a.png">')),
    "html labels": (Format.HTML, _numbered('<label for="i{0}">a</label><input id="i{0}">')),
    "html ids": (Format.HTML, _repeated('<p id="a">a</p>')),
    "html aria": (Format.HTML, _numbered('<i id=i{} aria-labelledby="i0 i1">a</i>')),
    "html headings": (Format.HTML, _letters("<h2>{}</h2><p>ja</p>")),
    "html table": (
        Format.HTML,
        lambda size: f"<table>{_repeated('<tr><td>ja<td>nei')(size)}</table>",
    ),
    "html wide table": (Format.HTML, lambda size: f"<table><tr>{_repeated('<td>ja')(size)}"),
    "html styles": (
        Format.HTML,
        lambda size: "<style>"
        + "".join(f".a{n}{{color:red}}" for n in range(size // 30))
        + "</style>"
        + "".join(f"<p class=a{n}>a" for n in range(size // 30)),
    ),
    "html inline styles": (Format.HTML, _repeated('<p style="color:#777;background:#fff">a')),
    "html one-line comments": (
        Format.HTML,
        lambda size: _numbered("<!-- klarsprak-ok ord/kanselliord: grunn {} -->")(size) + "<p>Ja",
    ),
    "html comments let be": (
        Format.HTML,
        _numbered("<!-- klarsprak-ok ord/kanselliord: {} --><p>Vedrørende saken.</p>\n"),
    ),
    "html open stretches": (
        Format.HTML, _numbered("<!-- klarsprak-av ord/x{}: grunn --><p>Vedrørende saken.</p>\n"),
    ),
    "md comments let be": (
        Format.MARKDOWN, _numbered("<!-- klarsprak-ok ord: {} -->\n\nVedrørende saken.\n\n"),
    ),
    "html minified": (
        Format.HTML,
        _numbered('<div class="a{0} b"><span>Sak {0}</span><img src=x{0}.png><input id=q{0}></div>'),
    ),
    "html selectors": (
        Format.HTML,
        lambda size: f"<style>{_numbered('.c{0} > p{{color:#777}}')(size // 2)}</style>"
        + _numbered("<div class=c{0}><p>Sak {0}</div>")(size // 2),
    ),
    "html other headings": (Format.HTML, _numbered("<h2>Sak {}</h2><p>Tekst om saken.</p>")),
    "md wide table": (
        Format.MARKDOWN,
        lambda size: f"|{'a|' * 50}\n|{'-|' * 50}\n" + _repeated(f"|{'ja|' * 50}\n")(size),
    ),
    "html languages": (Format.HTML, _repeated('<p lang="en">yes</p><p lang="nn">ikkje</p>')),
}  # fmt: skip


def seconds(workshop: Workshop, format_: Format, text: str) -> float:
    """CPU of one lint; nothing is remembered from the one before."""
    fresh = Workshop(workshop.plan)
    fresh._models, fresh._chosen = workshop._models, workshop._chosen
    config = fresh.config_for(Path.cwd())
    started = time.process_time()
    document = read_text(text, format_, "prove")
    fresh.lint(document, config)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--rules", action="store_true")
    arguments = parser.parse_args()
    workshop = Workshop(Plan(no_config=True))
    for language in (
        "Vi viser til saken om barnehageplass. ",
        "Vi viser til saka, og ikkje anna. ",
    ):
        for format_ in (Format.TEXT, Format.HTML):
            seconds(workshop, format_, language * 20)
    print(f"{'text':24} {'1/4':>7} {'1/2':>7} {arguments.size:>7} growth")
    for name, (format_, make) in TEXTS.items():
        if arguments.names and name not in arguments.names:
            continue
        sizes = [arguments.size // 4, arguments.size // 2, arguments.size]
        taken = [seconds(workshop, format_, make(size)) for size in sizes]
        growth = taken[2] / max(taken[1], 0.001)
        mark = "  <-- grows faster" if growth > LIMIT and taken[2] > 0.5 else ""
        print(
            f"{name:24} " + " ".join(f"{t:7.2f}" for t in taken) + f" {growth:6.1f}{mark}",
            flush=True,
        )
        if arguments.rules:
            profile = cProfile.Profile()
            profile.runcall(seconds, workshop, format_, make(arguments.size))
            pstats.Stats(profile).sort_stats("tottime").print_stats(12)


if __name__ == "__main__":
    main()
