"""The rules, audiences and promises of the project that the user stands in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from klarsprak.rulebook.library import Library


def project_library(config: str | None = None, packs: Sequence[str] = ()) -> Library:
    """The library by the nearest project file, or by `config`: the packs it names included.

    `packs` are more folders of rules. Raises ConfigError when the settings, or a pack they name, are broken.
    """
    from klarsprak.engine.run import Plan, Workshop

    workshop = Workshop(Plan(config=Path(config) if config else None))
    settings = workshop.config_for(Path.cwd())
    more = (str(Path(pack).resolve()) for pack in packs)
    return workshop.library_for(replace(settings, utvid=(*settings.utvid, *more)))
