"""One report, built by hand, that every formatter is shown; hostile text included."""

from dataclasses import dataclass, replace

import pytest

from klarsprak.core.analysis import Need
from klarsprak.core.audience import Audience
from klarsprak.core.document import Block, BlockKind, Document, Format
from klarsprak.core.finding import (
    Applicability,
    Certainty,
    Edit,
    Excerpt,
    FileLocation,
    Finding,
    Fix,
    PageLocation,
    Severity,
)
from klarsprak.core.report import (
    FileReport,
    Notice,
    Promise,
    PromiseScore,
    Report,
    Suppressed,
    ToolError,
    ToolInfo,
)
from klarsprak.core.rule import Example, RuleMeta
from klarsprak.core.spans import LineIndex, SourceMap, Span

HOSTILE = {
    "markup": "<script>alert('x')</script>&amp;\"'",
    "attribute": '" onmouseover="alert(1)',
    "escape": "\x1b[31mrød\x1b]0;tittel\x07\x1b[2J",
    "controls": "a\x00b\x08c\x7fd\x9be",
    "direction": "abc\u202egnp.exe\u2066x\u2069\u200f",
    "lines": "en\nto\r\ntre\rfire\u2028fem",
    "formula": '=HYPERLINK("http://x";"y")',
    "plus": "+47 22 33",
    "workflow": "100 %\n::error file=a::b",
    "rich": "[bold red]fet[/] [link=http://x]y[/link]",
    "jinja": "{{ 7*7 }}{% raw %}",
    "braces": "{match} {suggestions} {0.__class__}",
    "cdata": "]]> -->",
    "markdown": "| a | **b** `c` <b>d</b> [e](javascript:x)",
    "surrogate": "a\ud800b",
    "wide": "日本語テキスト👩‍👩‍👧 e\u0301",
    "long": "ord " * 400,
}

LETTER = """# Vedrørende opptak

I henhold til loven må foresatte sende inn skjema snarest. Vedtaket blir fattet av rådet.

Søknaden blir behandlet i henhold til reglene, og svaret blir sendt i posten. Du kan ringe \
telefon 22 33 44 55.

<b>Obs</b> & «sitat» =1+1
"""


def titles(nb: str, nn: str = "", en: str = "") -> dict[str, str]:
    """Texts by language."""
    return {"nb": nb, "nn": nn or nb, "en": en or nb}


def meta(rule_id: str, severity: Severity, title: str, message: str, why: str) -> RuleMeta:
    """Metadata of a made-up rule."""
    return RuleMeta(
        id=rule_id,
        kind="phrase",
        severity=severity,
        need=Need.TEXT,
        title=titles(title),
        message=titles(message),
        why=titles(why),
        promises=("lett-a-forsta",),
        sources=("https://www.sprakradet.no/", "Språkloven § 9"),
        wcag=("1.1.1",) if rule_id.startswith("bilde") else (),
        examples=(Example(bad="Et dårlig eksempel <b>", good="Et godt eksempel"),),
    )


RULES = {
    m.id: m
    for m in (
        meta(
            "ord/kanselliord",
            Severity.WARNING,
            "Kanselliuttrykk",
            "«{match}» er tungt.[ Skriv heller {suggestions}.]",
            "Uttrykket gjør setningen lengre uten å gjøre den klarere. Ingen lov krever det.",
        ),
        meta(
            "aktiv/bli-passiv",
            Severity.SUGGESTION,
            "Passiv med bli",
            "«{match}» skjuler hvem som gjør det. Hvem gjør det: [hvem?]",
            "Leseren ser ikke hvem som har bestemt.",
        ),
        meta(
            "tillit/vag-tid",
            Severity.WARNING,
            "Vag tid",
            "«{match}» sier ikke når.",
            "Leseren vet ikke når. Skriv en dato.",
        ),
        meta(
            "bilde/alt-mangler",
            Severity.ERROR,
            "Bildet mangler alternativ tekst",
            "Bildet mangler alternativ tekst.",
            "Den som ikke ser bildet, får ikke vite hva det viser.",
        ),
        meta(
            "farge/kontrast",
            Severity.ERROR,
            "For svak kontrast",
            "Kontrasten er {ratio}, men bør være minst {limit}.",
            "Svak kontrast er vanskelig å lese.",
        ),
        meta(
            "overskrift/vedrorende",
            Severity.INFO,
            "Overskriften begynner med Vedrørende",
            "Overskriften begynner med «{match}».",
            "Overskriften bør si hva saken gjelder.",
        ),
    )
}

PROMISES = (
    Promise(
        "lett-a-forsta",
        titles("Lett å forstå", "Lett å forstå", "Easy to understand"),
        titles("Hvem har lest teksten og sagt med egne ord hva de skal gjøre?"),
    ),
    Promise(
        "apenhet",
        titles("Åpenhet", "Openheit", "Openness"),
        titles("Sier vi også det som er ubehagelig?"),
    ),
    Promise(
        "inkluderende",
        titles("Inkluderende for alle"),
        titles("Har noen med skjermleser prøvd dette?"),
    ),
    Promise(
        "dialog-og-medvirkning",
        titles("Dialog og medvirkning"),
        titles("Hva gjør vi med svarene?"),
    ),
    Promise(
        "visjon",
        titles("Mulighetenes kommune"),
        titles("Hjelper teksten leseren til å se mulighetene?"),
        checkable=False,
    ),
    Promise(
        "medarbeideren",
        titles("Den enkelte medarbeider"),
        titles("Hvem eier teksten, og kan leseren nå deg?"),
        checkable=False,
    ),
)

CITIZEN = Audience(
    "innbygger",
    titles("Innbygger", "Innbyggjar", "Citizen"),
    {
        "lix_target": 40,
        "lix_max": 45,
        "sent_mean": 15,
        "sent_max_warn": 25,
        "passive_share_max": 0.15,
    },
)


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence in `text` round `at`: enough for these examples."""
    start = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at)) + 1
    end = min(i for i in (text.find(".", at), text.find("\n", at)) if i >= 0)
    return start + (text[start] == " "), end + 1


@dataclass
class Maker:
    """Makes findings in one text."""

    path: str
    text: str

    def find(
        self,
        rule_id: str,
        flagged: str,
        *,
        nth: int = 0,
        suggestions: tuple[str, ...] = (),
        safe: bool = False,
        promises: tuple[str, ...] = ("lett-a-forsta",),
        severity: Severity | None = None,
        certainty: Certainty = Certainty.FAULT,
        exposure: float = 1.0,
    ) -> Finding:
        """The `nth` occurrence of `flagged` as a finding of `rule_id`."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(flagged, at + 1)
        end = at + len(flagged)
        lines = LineIndex(self.text)
        start_line, start_column = lines.place(at)
        end_line, end_column = lines.place(end)
        from_, to = sentence_at(self.text, at)
        edits = (Edit(Span(at, end), suggestions[0]),) if suggestions else ()
        how = Applicability.SAFE if safe else Applicability.UNSAFE
        return Finding(
            rule_id=rule_id,
            severity=severity or RULES[rule_id].severity,
            certainty=certainty,
            location=FileLocation(
                self.path, Span(at, end), start_line, start_column, end_line, end_column
            ),
            text=flagged,
            excerpt=Excerpt(self.text[from_:to], at - from_, end - from_),
            promises=promises,
            suggestions=suggestions,
            fix=Fix(edits, how) if edits else None,
            fingerprint=f"{rule_id}-{flagged}-{nth}".encode().hex()[:16],
            block="paragraph",
            heading="Vedrørende opptak",
            language="nb",
            exposure=exposure,
        )


def letter_document() -> Document:
    """The letter as blocks, one a paragraph."""
    blocks = []
    for part in LETTER.strip().split("\n\n"):
        at = LETTER.index(part)
        kind = BlockKind.HEADING if part.startswith("# ") else BlockKind.PARAGRAPH
        text = part.removeprefix("# ")
        at += len(part) - len(text)
        blocks.append(Block(kind, text, SourceMap.verbatim(len(text), at), level=1))
    return Document("brev & notat.md", Format.MARKDOWN, LETTER, tuple(blocks), language="nb")


def letter_file() -> FileReport:
    """A letter with findings of every severity."""
    make = Maker("brev & notat.md", LETTER)
    findings = (
        make.find("overskrift/vedrorende", "Vedrørende"),
        make.find(
            "ord/kanselliord",
            "I henhold til",
            suggestions=("Etter", "Ifølge"),
            safe=True,
            exposure=1.5,
        ),
        make.find("tillit/vag-tid", "snarest", promises=("apenhet", "aktiv-og-i-forkant")),
        make.find("aktiv/bli-passiv", "blir fattet"),
        make.find("aktiv/bli-passiv", "blir behandlet"),
        make.find("ord/kanselliord", "i henhold til", suggestions=("etter",), safe=True),
        make.find("aktiv/bli-passiv", "blir sendt", certainty=Certainty.REVIEW),
        make.find("bilde/alt-mangler", "<b>", promises=("inkluderende",)),
    )
    return FileReport(
        path="brev & notat.md",
        format="markdown",
        encoding="utf-8",
        language="nb",
        audience=CITIZEN,
        document_type="brev",
        metrics={
            "words": 210,
            "sentences": 14,
            "lix": 46.2,
            "rix": 3.9,
            "mean_sentence_length": 19.6,
            "passive_share": 0.21,
        },
        promises=(
            PromiseScore("lett-a-forsta", 61, 0.9, 6),
            PromiseScore("apenhet", 42, 0.8, 1),
            PromiseScore("inkluderende", 90, 0.7, 0),
            PromiseScore("dialog-og-medvirkning", None, 0.2, 0),
        ),
        findings=findings,
        suppressed=(
            Suppressed(findings[1], "sitat fra <loven>", "comment"),
            Suppressed(findings[2], "", "baseline"),
        ),
        notes=("encoding:windows-1252",),
        document=letter_document(),
    )


def page_file() -> FileReport:
    """A rendered page: no file places."""
    finding = Finding(
        rule_id="farge/kontrast",
        severity=Severity.ERROR,
        certainty=Certainty.REVIEW,
        location=PageLocation(
            "https://kommune.example/side?a=1&b=2", "main > p:nth-child(2)", "<p>Grå</p>"
        ),
        text="",
        excerpt=Excerpt("Grå tekst", 0, 9),
        promises=("inkluderende",),
        wcag=("1.4.3",),
        values={"ratio": "2.31", "limit": "4.5"},
        fingerprint="0123456789abcdef",
    )
    return FileReport(
        path="https://kommune.example/side?a=1&b=2",
        format="page",
        encoding="utf-8",
        language="nb",
        audience=CITIZEN,
        document_type="nett",
        metrics={"words": 12, "sentences": 1},
        promises=(),
        findings=(finding,),
    )


def hostile_file() -> FileReport:
    """Every hostile text as flagged text, sentence, value, suggestion and path."""
    findings = []
    for number, (name, text) in enumerate(HOSTILE.items()):
        findings.append(
            Finding(
                rule_id="ord/kanselliord",
                severity=Severity.WARNING,
                certainty=Certainty.FAULT,
                location=FileLocation(
                    f"sti/{name} {text[:40]}.txt",
                    Span(number, number + 1),
                    number + 1,
                    1,
                    number + 1,
                    2,
                ),
                text=text,
                excerpt=Excerpt(f"Før {text} etter.", 4, 4 + len(text)),
                promises=("lett-a-forsta",),
                values={"name": text},
                suggestions=(text, "ord"),
                fix=Fix((Edit(Span(number, number + 1), text),), Applicability.UNSAFE),
                fingerprint=f"{number:016x}",
                heading=text,
            )
        )
    return FileReport(
        path=f"sti/{HOSTILE['markup']}{HOSTILE['escape']}{HOSTILE['lines']}.txt",
        format="text",
        encoding="utf-8",
        language="nb",
        audience=CITIZEN,
        document_type="brev",
        metrics={"words": 100, "sentences": 4, "lix": 40.0},
        promises=(PromiseScore("lett-a-forsta", 61, 0.9, 6),),
        findings=tuple(findings),
        suppressed=(Suppressed(findings[0], HOSTILE["markup"], "comment"),),
    )


def clean_file() -> FileReport:
    """A file with nothing to say about."""
    return FileReport(
        path="tom.txt",
        format="text",
        encoding="utf-8",
        language="nb",
        audience=CITIZEN,
        document_type="nett",
        metrics={"words": 0, "sentences": 0},
        promises=(),
        findings=(),
        notes=("empty",),
    )


TOOL = ToolInfo("1.2.3", "2026.1", "a1b2c3d4e5f6", "nb_klarsprak 0.1")


@pytest.fixture
def letter() -> Report:
    """A report on one letter."""
    return Report(TOOL, (letter_file(),), RULES, PROMISES)


@pytest.fixture
def report() -> Report:
    """A report on three files, with an error and something that did not run."""
    return Report(
        TOOL,
        (letter_file(), page_file(), clean_file()),
        RULES,
        PROMISES,
        errors=(ToolError("bilde.png", "binary", {"path": "bilde.png"}),),
        not_run=("nettleser",),
    )


@pytest.fixture
def hostile() -> Report:
    """A report in which every text is hostile."""
    path = HOSTILE["escape"] + HOSTILE["markup"]
    return Report(
        TOOL,
        (hostile_file(),),
        RULES,
        PROMISES,
        errors=(ToolError(path, "missing", {"path": path}),),
    )


@pytest.fixture
def hostile_many(hostile: Report) -> Report:
    """The hostile report as a run over many files."""
    other = replace(hostile.files[0], path=f"to/{hostile.files[0].path}")
    return replace(hostile, files=(*hostile.files, other))


@pytest.fixture
def passed(report: Report) -> Report:
    """The report with a limit passed by a file, and one by the run."""
    return replace(
        report,
        breaches=(
            Notice("brev & notat.md", "lix", {"lix": "46.2", "limit": "45"}),
            Notice("", "warnings", {"n": "12", "limit": "3"}),
        ),
    )
