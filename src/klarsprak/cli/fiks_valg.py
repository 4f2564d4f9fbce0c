"""`klarsprak fiks --interaktiv`: one question per finding, answered with one key."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import click

from klarsprak.config.model import Config
from klarsprak.core.document import Document
from klarsprak.core.finding import Applicability, Edit, Finding
from klarsprak.core.spans import Span
from klarsprak.engine.fixer import Lint, is_writable, with_edits
from klarsprak.engine.vocabulary import DEFAULT_NAME, add_word
from klarsprak.formatters.rewrite import rewrite
from klarsprak.messages.catalogue import Catalogue, flagged
from klarsprak.messages.visible import visible

_KEYS = {
    "j": "yes", "y": "yes", "n": "no", "r": "edit", "e": "edit", "a": "all",
    "g": "accept", "w": "accept", "s": "quit", "q": "quit",
}  # fmt: skip
"""Norwegian and English keys do the same."""
_ABORT = frozenset({"\x03", "\x04", "\x1b"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The document after the answers, how many changes were made, and whether to go on."""

    document: Document
    applied: int
    go_on: bool


@dataclass(slots=True)
class _Answers:
    edits: list[Edit] = field(default_factory=list)
    applied: int = 0
    like_this: set[tuple[str, str]] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)


def ask(document: Document, lint: Lint, catalogue: Catalogue, config: Config) -> Choice:
    """Ask about each finding that can be changed in its place.

    The text is changed when all are answered, or when the user stops; what was answered
    till then is kept. An interrupt leaves the document as it was.
    """
    answers = _Answers()
    findings = [f for f in lint(document) if _edits(f, document)]
    go_on = True
    end = -1
    for number, finding in enumerate(findings, start=1):
        edits = _edits(finding, document)
        if edits[0].span.start < end or _word(finding) in answers.accepted:
            continue
        if _alike(finding) in answers.like_this:
            answer = "yes"
        else:
            _show(finding, catalogue, f"{number}/{len(findings)}", document)
            answer = _key(catalogue)
        if answer == "quit":
            go_on = False
            break
        end = max(end, _answered(answer, finding, edits, answers, catalogue, config))
    if not answers.edits:
        return Choice(document, 0, go_on)
    edits_ = sorted(answers.edits, key=lambda edit: edit.span)
    return Choice(with_edits(document, edits_), answers.applied, go_on)


def _answered(
    answer: str,
    finding: Finding,
    edits: Sequence[Edit],
    answers: _Answers,
    catalogue: Catalogue,
    config: Config,
) -> int:
    """Note an answer; the file offset up to which the text is now spoken for."""
    if answer == "all":
        answers.like_this.add(_alike(finding))
    if answer == "accept":
        _accept(finding, answers, catalogue, config)
        return -1
    if answer == "edit":
        edits = _edited(finding, catalogue)
    if answer == "no" or not edits:
        return -1
    answers.edits.extend(edits)
    answers.applied += 1
    return edits[-1].span.end


def _edits(finding: Finding, document: Document) -> tuple[Edit, ...]:
    """The edits of a finding that has a place in the text and something to put there."""
    fix = finding.fix
    if fix is None or not fix.edits or finding.span is None:
        return ()
    if fix.applicability is Applicability.DISPLAY and rewrite(finding) is None:
        # Words to build a sentence from, and no sentence.
        return ()
    crossing = any(
        any(sign in document.source[e.span.start : e.span.end] for sign in "<>\n")
        for e in fix.edits
    )
    return () if crossing or not is_writable(fix.edits, document.encoding) else fix.edits


def _alike(finding: Finding) -> tuple[str, str]:
    return finding.rule_id, _word(finding)


def _word(finding: Finding) -> str:
    return (finding.values.get("lemma") or flagged(finding)).casefold()


def _show(finding: Finding, catalogue: Catalogue, place: str, document: Document) -> None:
    changed = rewrite(finding)
    lines = [catalogue.text("fiks.place", path=document.path, place=catalogue.place(finding))]
    lines[0] = f"\n[{place}] {lines[0]}"
    if changed:
        lines.append(f"  − {visible(''.join(changed.before))}")
        lines.append(f"  + {visible(changed.text)}")
    else:
        assert finding.fix is not None
        new = " … ".join(edit.text for edit in finding.fix.edits)
        lines.append(f"  − {visible(flagged(finding))}")
        lines.append(f"  + {visible(new)}")
    for line in lines:
        click.echo(line)


def _key(catalogue: Catalogue) -> str:
    """The answer of the user; an unknown key shows the choices again."""
    while True:
        click.echo(f"  {catalogue.text('fiks.ask')} ", nl=False)
        pressed = click.getchar().lower()
        click.echo(visible(pressed) if pressed.isprintable() else "")
        if pressed in _ABORT:
            raise click.Abort
        if pressed in _KEYS:
            return _KEYS[pressed]


def _edited(finding: Finding, catalogue: Catalogue) -> tuple[Edit, ...]:
    """What the user writes in place of the flagged text; nothing for an empty line."""
    assert finding.span is not None
    text = click.prompt(f"  {catalogue.text('fiks.write')}", default="", show_default=False)
    text = " ".join(str(text).split())
    if not text:
        return ()
    return (Edit(Span(finding.span.start, finding.span.end), text),)


def _accept(finding: Finding, answers: _Answers, catalogue: Catalogue, config: Config) -> None:
    """Write the word to the project's own list, so that it is not asked about again."""
    from klarsprak.core.errors import ConfigError

    word = finding.values.get("lemma") or flagged(finding)
    path = config.folder / (config.ordliste or DEFAULT_NAME)
    try:
        key = "cli.vocabulary.added" if add_word(path, word) else "cli.vocabulary.there"
    except OSError as error:
        raise ConfigError("output-unwritable", path=path, error=error.strerror) from error
    answers.accepted.add(_word(finding))
    click.echo(f"  {catalogue.text(key, word=visible(word), path=path.name)}")
