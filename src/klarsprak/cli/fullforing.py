"""`klarsprak fullforing`: let the shell fill in commands, options, rules and profiles."""

import click


@click.command()
@click.argument("skall", type=click.Choice(["bash", "zsh", "fish"]))
def fullforing(skall: str) -> None:
    """Skriv koden som lar skallet fylle ut kommandoer og regler for deg.

    \b
    Legg én av linjene i oppstartsfila til skallet:
      bash: eval "$(klarsprak fullforing bash)"
      zsh:  eval "$(klarsprak fullforing zsh)"
      fish: klarsprak fullforing fish | source
    """  # noqa: D301  # click wants the sign itself
    from click.shell_completion import get_completion_class

    from klarsprak.cli.main import cli

    found = get_completion_class(skall)
    assert found is not None
    click.echo(found(cli, {}, "klarsprak", "_KLARSPRAK_COMPLETE").source())
