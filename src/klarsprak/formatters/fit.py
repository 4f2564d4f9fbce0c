"""How well a text fits a reader: what stands in the way, and how much."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from klarsprak.core.audience import Audience
from klarsprak.core.report import FileReport
from klarsprak.messages.catalogue import Catalogue

MIN_WORDS_FOR_LIX = 100
MIN_SENTENCES_FOR_PASSIVE = 5
UNEXPLAINED = frozenset({"ord/uforklart-fagord", "ord/uforklart-forkortelse"})


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that keeps a text from fitting.

    `kind` is ``lix``, ``long``, ``passive`` or ``terms``; `values` are those of its text;
    `weight` is the share of a full fit that it costs, 0 to 0.5.
    """

    kind: str
    weight: float
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a text fits one audience; `share` is 1 for a text that nothing stands in the way of."""

    audience: Audience
    obstacles: tuple[Obstacle, ...]

    @property
    def share(self) -> float:
        """0 to 1."""
        return max(0.0, 1.0 - sum(obstacle.weight for obstacle in self.obstacles))


def fits(file: FileReport, audiences: Iterable[Audience]) -> list[Fit]:
    """The fit for each of `audiences`, by judgement: weights are start values, not measured.

    Sentences are those of `FileReport.sentences`, so the report must have kept them.
    """
    return [Fit(audience, tuple(_obstacles(file, audience))) for audience in audiences]


def _obstacles(file: FileReport, audience: Audience) -> Iterator[Obstacle]:
    limits, metrics = audience.limits, file.metrics
    sentences = file.sentences
    lix = metrics.get("lix")
    enough = metrics.get("words", 0) >= MIN_WORDS_FOR_LIX
    if lix is not None and enough and lix > limits["lix_target"]:
        over = lix - limits["lix_target"]
        yield Obstacle("lix", min(0.5, over / 40), {"value": round(lix), "over": round(over)})
    long = sum(sentence.words > limits["sent_max_warn"] for sentence in sentences)
    if long:
        yield Obstacle("long", min(0.4, long / max(1, len(sentences))), {"n": long})
    passive, most = metrics.get("passive_share"), limits["passive_share_max"]
    if passive is not None and passive > most and len(sentences) >= MIN_SENTENCES_FOR_PASSIVE:
        values = {"value": round(100 * passive), "limit": round(100 * most)}
        yield Obstacle("passive", min(0.2, passive - most), values)
    terms = sum(finding.rule_id in UNEXPLAINED for finding in file.findings)
    if terms > limits["unexplained_terms_max"]:
        yield Obstacle("terms", min(0.2, terms / 50), {"n": terms})


def obstacle_text(obstacle: Obstacle, catalogue: Catalogue) -> str:
    """The obstacle in words."""
    values = dict(obstacle.values)
    if obstacle.kind in {"long", "terms"}:
        return catalogue.plural(f"cli.audience.{obstacle.kind}", values.pop("n"))
    return catalogue.text(f"cli.audience.{obstacle.kind}", **values)
