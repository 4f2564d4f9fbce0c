"""The rules, audiences and promises of the project that the user stands in."""

from pathlib import Path

from klarsprak.rulebook.library import Library


def project_library(config: str | None = None) -> Library:
    """The library by the nearest project file, or by `config`: the packs it names included.

    Raises ConfigError when the settings, or a pack they name, are broken.
    """
    from klarsprak.engine.run import Plan, Workshop

    workshop = Workshop(Plan(config=Path(config) if config else None))
    return workshop.library_for(workshop.config_for(Path.cwd()))
