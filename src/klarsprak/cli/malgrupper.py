"""`klarsprak malgrupper`: list the profiles, or show how a text fits each of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from klarsprak.cli.options import language_option
from klarsprak.core.audience import Audience
from klarsprak.core.report import FileReport
from klarsprak.messages.catalogue import Catalogue

BAR = 20


@click.command()
@click.argument("sti", required=False, type=click.Path(path_type=Path))
@language_option
def malgrupper(sti: Path | None, sprak: str) -> None:
    """Vis målgruppene, eller hvor godt en tekst passer for hver av dem."""
    from klarsprak.messages.catalogue import load
    from klarsprak.rulebook.library import load_library

    catalogue = load(sprak)
    audiences = load_library().audiences
    if sti is None:
        for audience in audiences.values():
            click.echo(_profile(audience, catalogue))
        return
    for line in fits(sti, audiences.values(), catalogue):
        click.echo(line)


def _profile(audience: Audience, catalogue: Catalogue) -> str:
    limits = audience.limits
    return (
        f"{audience.id:<14} {catalogue.pick(audience.title):<34} LIX {limits['lix_target']:.0f}   "
        + catalogue.text(
            "cli.audience.sentence",
            words=int(limits["sent_mean"]),
            most=int(limits["sent_max_warn"]),
        )
    )


def fits(path: Path, audiences: Iterable[Audience], catalogue: Catalogue) -> Iterator[str]:
    """One line per profile: a bar, whether the text fits, and what stands in the way."""
    from klarsprak.engine.run import Plan, run

    report, _ = run([str(path)], Plan(keep_documents=True))
    if not report.files:
        for error in report.errors:
            yield catalogue.error(error.code, {"path": error.path, **error.values})
        return
    file = report.files[0]
    lengths = _sentence_lengths(file)
    yield catalogue.text("cli.audience.head", path=file.path)
    for audience in audiences:
        obstacles = list(_obstacles(file, lengths, audience, catalogue))
        share = max(0.0, 1.0 - sum(weight for weight, _ in obstacles))
        bar = "█" * round(share * BAR) + "░" * (BAR - round(share * BAR))
        word = catalogue.text("cli.audience.fits" if not obstacles else "cli.audience.not")
        texts = "; ".join(text for _, text in obstacles)
        yield f"{catalogue.pick(audience.title):<34} {bar} {word:<12} {texts}".rstrip()


def _sentence_lengths(file: FileReport) -> list[int]:
    from klarsprak.core.analysis import Need
    from klarsprak.nlp.analysis import Analyses
    from klarsprak.nlp.language import resolve
    from klarsprak.nlp.metrics import running_sentences

    assert file.document is not None
    document = resolve(file.document)
    analyses = Analyses(document, Need.SENTENCES, None)
    return [sentence.word_count for _, sentence in running_sentences(document, analyses)]


def _obstacles(
    file: FileReport, lengths: list[int], audience: Audience, catalogue: Catalogue
) -> Iterator[tuple[float, str]]:
    """(weight, words) of what keeps the text from fitting; weight is the share it lacks."""
    limits, metrics = audience.limits, file.metrics
    lix = metrics.get("lix")
    if lix is not None and metrics.get("words", 0) >= 100 and lix > limits["lix_target"]:
        over = lix - limits["lix_target"]
        text = catalogue.text("cli.audience.lix", value=round(lix), over=round(over))
        yield min(0.5, over / 40), text
    long = sum(length > limits["sent_max_warn"] for length in lengths)
    if long:
        text = catalogue.plural("cli.audience.long", long)
        yield min(0.4, long / max(1, len(lengths))), text
    passive = metrics.get("passive_share")
    if passive is not None and passive > limits["passive_share_max"] and len(lengths) >= 5:
        text = catalogue.text(
            "cli.audience.passive",
            value=round(100 * passive),
            limit=round(100 * limits["passive_share_max"]),
        )
        yield min(0.2, passive - limits["passive_share_max"]), text
    terms = sum(f.rule_id in _UNEXPLAINED for f in file.findings)
    if terms > limits["unexplained_terms_max"]:
        yield min(0.2, terms / 50), catalogue.plural("cli.audience.terms", terms)


_UNEXPLAINED = frozenset({"ord/uforklart-fagord", "ord/uforklart-forkortelse"})
