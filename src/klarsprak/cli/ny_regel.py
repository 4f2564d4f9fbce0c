"""`klarsprak ny-regel`: a rule file to fill in."""

import os
import re
from pathlib import Path

import click

from klarsprak.cli.options import language_option
from klarsprak.core.errors import ConfigError

_TEMPLATE = """\
kind: substitution
since: 0.1.0
status: stable  # preview: bare med når noen velger regelen
severity: suggestion
confidence: 0.7
languages: [nb]
promise: [lett-a-forsta]
fix: unsafe
title: {{nb: {title}, nn: {title}, en: {title}}}
message:
  nb: "«{{match}}» er tungt.[ Skriv heller {{suggestions}}.]"
  nn: "«{{match}}» er tungt.[ Skriv heller {{suggestions}}.]"
  en: "“{{match}}” is heavy.[ Prefer {{suggestions}}.]"
why:
  nb: Skriv her hvorfor dette er vanskelig for leseren.
  nn: Skriv her kvifor dette er vanskeleg for lesaren.
  en: Write here why this is hard for the reader.
sources: [eget skjønn]
swap:
  eksempelord: [ord]
examples:
  - bad: Dette er et eksempelord.
    flags: [eksempelord]
  - good: Dette er et ord.
"""


@click.command()
@click.argument("regel")
@click.option("--mappe", type=click.Path(path_type=Path), default=Path("rules"), metavar="MAPPE")
@language_option
def ny_regel(regel: str, mappe: Path, sprak: str) -> None:
    """Lag en regelfil du kan fylle ut, for eksempel ord/tunge-ord."""
    from klarsprak.core.atomic import write_text
    from klarsprak.core.places import rules_folder
    from klarsprak.engine.run import Plan, Workshop
    from klarsprak.messages.catalogue import load

    if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", regel):
        raise ConfigError("rule-id", name=regel)
    path = mappe / f"{regel}.yaml"
    if path.exists():
        raise ConfigError("file-exists", path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    title = regel.partition("/")[2].replace("-", " ").capitalize()
    write_text(path, _TEMPLATE.format(title=title))
    catalogue = load(sprak)
    click.echo(catalogue.text("cli.newrule.made", path=path, rule=regel))
    pack = mappe.resolve().parent
    settings = Workshop(Plan()).config_for(Path.cwd())
    used = {(settings.folder / name).resolve() for name in settings.utvid}
    if mappe.name == "rules" and pack not in used and not mappe.samefile(rules_folder()):
        click.echo(catalogue.text("cli.newrule.use", pack=os.path.relpath(pack, settings.folder)))
