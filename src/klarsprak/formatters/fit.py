"""How well a text fits a reader: what stands in the way, and how much."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from klarsprak.core.audience import Audience
from klarsprak.core.report import FileReport
from klarsprak.messages.catalogue import Catalogue

MIN_WORDS = 40
MIN_WORDS_FOR_LIX = 100
MIN_SENTENCES_FOR_MEAN = 8
MIN_SENTENCES_FOR_PASSIVE = 5
FOREIGN = frozenset({"ord/idiom", "ord/engelsk"})
UNEXPLAINED = frozenset({"ord/uforklart-fagord", "ord/uforklart-forkortelse"})


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that keeps a text from fitting.

    `kind` is ``lix``, ``mean``, ``long``, ``passive``, ``terms`` or ``idioms``; `values` are
    those of its text; `weight` is the share of a full fit that it costs, 0 to 0.5.
    """

    kind: str
    weight: float
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a text fits one audience; `share` is 1 for a text that nothing stands in the way of."""

    audience: Audience
    obstacles: tuple[Obstacle, ...]
    enough: bool = True
    """False for a text that is too short to say anything of."""

    @property
    def share(self) -> float:
        """0 to 1."""
        return max(0.0, 1.0 - sum(obstacle.weight for obstacle in self.obstacles))


def fits(file: FileReport, audiences: Iterable[Audience]) -> list[Fit]:
    """The fit for each of `audiences`, by judgement: weights are start values, not measured.

    Sentences are those of `FileReport.sentences`, so the report must have kept them.
    """
    enough = file.metrics.get("words", 0) >= MIN_WORDS
    return [Fit(audience, tuple(_obstacles(file, audience)), enough) for audience in audiences]


def _obstacles(file: FileReport, audience: Audience) -> Iterator[Obstacle]:
    limits, metrics = audience.limits, file.metrics
    sentences = file.sentences
    lix = metrics.get("lix")
    enough = metrics.get("words", 0) >= MIN_WORDS_FOR_LIX
    if lix is not None and enough and round(lix) > limits["lix_target"]:
        over = lix - limits["lix_target"]
        values = {"value": round(lix), "over": round(lix) - round(limits["lix_target"])}
        yield Obstacle("lix", min(0.5, over / 40), values)
    mean = round(metrics.get("mean_sentence_length", 0.0))
    if len(sentences) >= MIN_SENTENCES_FOR_MEAN and mean > limits["sent_mean"]:
        over = mean - round(limits["sent_mean"])
        yield Obstacle("mean", min(0.2, over / 40), {"value": mean, "over": over})
    long = sum(sentence.words > limits["sent_max_warn"] for sentence in sentences)
    if long:
        values = {"n": long, "most": round(limits["sent_max_warn"])}
        yield Obstacle("long", min(0.4, long / max(1, len(sentences))), values)
    passive, most = metrics.get("passive_share"), limits["passive_share_max"]
    if passive is not None and passive > most and len(sentences) >= MIN_SENTENCES_FOR_PASSIVE:
        values = {"value": round(100 * passive), "limit": round(100 * most)}
        yield Obstacle("passive", min(0.2, passive - most), values)
    terms = sum(finding.rule_id in UNEXPLAINED for finding in file.findings)
    if terms > limits["unexplained_terms_max"]:
        values = {"n": terms, "most": round(limits["unexplained_terms_max"])}
        yield Obstacle("terms", min(0.2, terms / 50), values)
    idioms = sum(_is_grave(finding.rule_id, audience) for finding in file.findings)
    if idioms:
        yield Obstacle("idioms", min(0.2, idioms / 20), {"n": idioms})


def _is_grave(rule_id: str, audience: Audience) -> bool:
    """Whether the audience finds a picture or an English word graver than others do."""
    return rule_id in FOREIGN and audience.severities.get(rule_id) in ("warning", "error")


def obstacle_text(obstacle: Obstacle, catalogue: Catalogue) -> str:
    """The obstacle in words."""
    values = dict(obstacle.values)
    if "n" in values:
        return catalogue.plural(f"cli.audience.{obstacle.kind}", values.pop("n"), **values)
    return catalogue.text(f"cli.audience.{obstacle.kind}", **values)
