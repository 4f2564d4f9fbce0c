"""`klarsprak test-regler`: run the examples in rule files."""

from pathlib import Path

import click

from klarsprak.cli.options import language_option
from klarsprak.core.analysis import Need
from klarsprak.core.errors import KlarsprakError
from klarsprak.core.places import rules_folder


@click.command()
@click.argument("regler", nargs=-1, metavar="[REGEL…]")
@click.option("--pakke", multiple=True, metavar="MAPPE", help="Ta med reglene i denne mappa.")
@language_option
def test_regler(regler: tuple[str, ...], pakke: tuple[str, ...], sprak: str) -> int:
    """Prøv eksemplene i regelfilene."""
    from klarsprak.cli.project import project_library
    from klarsprak.engine.rule_tests import failures
    from klarsprak.messages.catalogue import load
    from klarsprak.rulebook.library import BROWSER_KINDS, validate

    library = project_library(packs=(*pakke, *_here(pakke)))
    catalogue = load(sprak)
    for error in library.errors:
        click.echo(catalogue.error(error.code, error.values), err=True)
    wanted = [i for name in regler for i in library.resolve(name)] if regler else library.ids()
    wanted = [i for i in wanted if library.files[i][0].raw.get("kind") not in BROWSER_KINDS]
    backend = None
    if any(library.meta(rule_id).need is Need.PARSE for rule_id in wanted):
        from klarsprak.nlp.spacy_backend import load_backend

        backend = load_backend("")
    bad, broken = 0, bool(library.errors)
    for rule_id in wanted:
        try:
            validate(library.definition(rule_id))
            found = list(failures(library, rule_id, backend))
        except KlarsprakError as error:
            broken = True
            click.echo(catalogue.error(error.code, error.values), err=True)
            continue
        for failure in found:
            bad += 1
            nothing = catalogue.text("cli.test.nothing")
            click.echo(
                catalogue.text(
                    "cli.test.bad",
                    rule=failure.rule,
                    number=failure.number,
                    wanted=", ".join(f"«{t}»" for t in failure.wanted) or nothing,
                    got=", ".join(f"«{t}»" for t in failure.got) or nothing,
                )
            )
    if not bad:
        click.echo(catalogue.text("cli.test.ok", n=len(wanted)))
    return 2 if broken else int(bool(bad))


def _here(named: tuple[str, ...]) -> tuple[str, ...]:
    """The working folder, when it is a pack of its own that nobody has named."""
    here = Path.cwd() / "rules"
    if named or not here.is_dir() or here.samefile(rules_folder()):
        return ()
    return (str(here.parent),)
