"""`klarsprak rydd`: remove what klarsprak keeps in its cache folder."""

import click


@click.command()
def rydd() -> None:
    """Tøm mellomlageret."""
    from klarsprak.core.places import cache_folder

    folder = cache_folder()
    count = 0
    for pattern in ("regler-*.json", "fraser-*.json", "funn-*.sqlite*"):
        for file in folder.glob(pattern):
            file.unlink(missing_ok=True)
            count += 1
    click.echo(f"Fjernet {count} filer fra {folder}.")
